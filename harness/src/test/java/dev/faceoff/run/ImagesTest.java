package dev.faceoff.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faceoff.container.Image;
import dev.faceoff.model.FaceoffException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ImagesTest {
  @Test
  void thePortAnImageExposesIsItsServices() {
    assertThat(Images.onlyPort(exposing(8080))).isEqualTo(8080);
  }

  @Test
  void severalPortsOrNoneMustBeChosenFrom() {
    assertThatThrownBy(() -> Images.onlyPort(exposing(9090, 80, 443)))
        .isInstanceOf(FaceoffException.class)
        .hasMessage(
            "image shop exposes the ports 80, 443, 9090; say which one answers by 'port' beside 'image' in a target file")
        .hasFieldOrPropertyWithValue("kind", FaceoffException.Kind.USAGE);
    assertThatThrownBy(() -> Images.onlyPort(exposing()))
        .hasMessage(
            "image shop exposes no port; say which one answers by 'port' beside 'image' in a target file");
  }

  private static Image exposing(Integer... ports) {
    return new Image("shop", "sha256:0", Optional.empty(), List.of(ports), Map.of());
  }
}
