package dev.faceoff.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.model.Profile;
import dev.faceoff.model.ProfileName;
import dev.faceoff.model.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The scenarios of the project itself are read without complaint. */
class ShippedScenariosTest {
  private static final Path SCENARIOS = Path.of("../scenarios");

  @TempDir private Path standIn;

  static List<String> names() {
    return new Catalogue(SCENARIOS, SCENARIOS).names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void areReadable(String name) throws IOException {
    Path file = SCENARIOS.resolve(name).resolve("scenario.yaml");
    makeNamedPaths(RecordReader.read(file, ScenarioText.class).value());

    Scenario scenario = ScenarioFile.read(file, standIn);

    assertThat(scenario.name()).isEqualTo(name);
    assertThat(scenario.expectations()).isNotEmpty();
    Profile quick = scenario.profiles().get(ProfileName.QUICK);
    double requests =
        scenario.load().arrivalsPerSecond() * quick.blocks() / 2 * quick.blockSeconds();
    assertThat(requests).as("a variant's requests support a p95").isGreaterThanOrEqualTo(200);
  }

  /** Whether the services' own files exist is shown where they live. */
  private void makeNamedPaths(ScenarioText text) throws IOException {
    List<String> folders = new ArrayList<>();
    text.database().ifPresent(database -> folders.addAll(database.migrations()));
    for (ScenarioText.VariantText variant : text.variants()) {
      folders.addAll(variant.migrations());
      for (String code : variant.code()) {
        Path file = standIn.resolve(code);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "");
      }
    }
    for (String folder : folders) {
      Files.createDirectories(standIn.resolve(folder));
    }
  }
}
