package dev.faceoff.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AsTypedTest {
  private static final Path FOLDER = Path.of("/home/ada/shop");

  @ParameterizedTest
  @CsvSource({
    "shop.target.yaml, shop.target.yaml",
    "./shop.target.yaml, ./shop.target.yaml",
    "../../elsewhere/shop.target.yaml, ../../elsewhere/shop.target.yaml",
    "/home/ada/shop/deep/shop.target.yaml, deep/shop.target.yaml",
    "/home/ada/main/shop.target.yaml, ../main/shop.target.yaml",
    "/home/shop.target.yaml, shop.target.yaml",
    "/srv/secret/shop.target.yaml, shop.target.yaml",
  })
  void reportsShowNothingOfTheMachine(String typed, String shown) {
    assertThat(AsTyped.shown(FOLDER, typed)).isEqualTo(shown);
  }

  @Test
  void messagesShowWhatWasTypedInTheProcessesOwnFolder() {
    assertThat(AsTyped.path(Path.of("").toAbsolutePath(), "a.target.yaml"))
        .isEqualTo(Path.of("a.target.yaml"));
    assertThat(AsTyped.path(FOLDER, "a.target.yaml")).isEqualTo(FOLDER.resolve("a.target.yaml"));
  }
}
