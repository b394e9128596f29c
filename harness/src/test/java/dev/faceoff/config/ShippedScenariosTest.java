package dev.faceoff.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.model.Profile;
import dev.faceoff.model.ProfileName;
import dev.faceoff.model.Scenario;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The scenarios of the project itself are read without complaint. */
class ShippedScenariosTest {
  private static final Path PROJECT = Path.of("..");

  static List<String> names() {
    return new Catalogue(PROJECT.resolve("scenarios"), PROJECT).names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void areReadable(String name) {
    Path file = PROJECT.resolve("scenarios").resolve(name).resolve("scenario.yaml");

    Scenario scenario = ScenarioFile.read(file, PROJECT);

    assertThat(scenario.name()).isEqualTo(name);
    assertThat(scenario.expectations()).isNotEmpty();
    Profile quick = scenario.profiles().get(ProfileName.QUICK);
    double requests =
        scenario.load().arrivalsPerSecond() * quick.blocks() / 2 * quick.blockSeconds();
    assertThat(requests).as("a variant's requests support a p95").isGreaterThanOrEqualTo(200);
  }

  /** Or the search for a capacity could not say that request threads ran out. */
  @ParameterizedTest
  @MethodSource("names")
  void tellTheirLevelsWhenEveryRequestThreadIsBusy(String name) {
    Path file = PROJECT.resolve("scenarios").resolve(name).resolve("scenario.yaml");

    Scenario scenario = ScenarioFile.read(file, PROJECT);

    assertThat(scenario.designs().capacity()).isPresent();
    assertThat(scenario.target().metricsPath()).isNotEmpty();
    assertThat(scenario.target().ownManagementPort()).isTrue();
  }
}
