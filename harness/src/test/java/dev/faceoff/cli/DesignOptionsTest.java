package dev.faceoff.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.config.Catalogue;
import dev.faceoff.config.Overrides;
import dev.faceoff.model.Design;
import dev.faceoff.model.ProfileName;
import dev.faceoff.model.Scenario;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the core pairs are asked where nobody names a design. */
class DesignOptionsTest {
  private static final Path PROJECT = Path.of("..");

  private static final Catalogue CATALOGUE = new Catalogue(PROJECT.resolve("scenarios"), PROJECT);

  static List<String> core() {
    return CATALOGUE.core(Overrides.NONE).stream().map(Scenario::name).toList();
  }

  private static Set<Design> usual(String pair, ProfileName profile) {
    return DesignOptions.usual(CATALOGUE.find(List.of(pair), Overrides.NONE).get(0), profile);
  }

  @ParameterizedTest
  @MethodSource("core")
  void thoroughlyIsEverything(String pair) {
    assertThat(usual(pair, ProfileName.THOROUGH))
        .containsExactly(Design.PAIR, Design.GROWTH, Design.CAPACITY, Design.SPIKE);
  }

  @ParameterizedTest
  @MethodSource("core")
  void quicklyAndAsUsualIsThePairAlone(String pair) {
    assertThat(usual(pair, ProfileName.QUICK)).containsExactly(Design.PAIR);
    assertThat(usual(pair, ProfileName.STANDARD)).containsExactly(Design.PAIR);
  }
}
