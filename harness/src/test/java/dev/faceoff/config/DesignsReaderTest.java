package dev.faceoff.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faceoff.model.Design;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.Growth;
import dev.faceoff.model.Profile;
import dev.faceoff.model.ProfileName;
import dev.faceoff.model.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DesignsReaderTest {
  private static final Path TINY = Path.of("src/test/resources/scenarios/tiny");
  private static final String GROWTH =
      """
      designs:
        growth:
          over: rows
          values: [10, 20, 40, 80, 160]
          settings: {rate: 2.5}
          launches: {quick: 1, standard: 2, thorough: 3}
          blocks: 6
          blockSeconds: 3
          gapSeconds: 1
          warmUpSeconds: 2
      """;

  /** The line on which {@code designs} stands in the file. */
  private static final int FIRST_LINE = 42;

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void copyTiny() throws IOException {
    Path tiny = Files.createDirectories(folder.resolve("tiny"));
    Files.createDirectory(tiny.resolve("db"));
    for (String name : List.of("naive.txt", "fixed.txt")) {
      Files.copy(TINY.resolve(name), tiny.resolve(name));
    }
    file = tiny.resolve("scenario.yaml");
    write(GROWTH);
  }

  private void write(String designs) throws IOException {
    Files.writeString(file, Files.readString(TINY.resolve("scenario.yaml")) + designs);
  }

  @Test
  void readsGrowth() {
    Scenario tiny = ScenarioFile.read(file, folder);

    Growth growth = tiny.designs().growth().orElseThrow();
    assertThat(tiny.designs().declared()).containsExactly(Design.PAIR, Design.GROWTH);
    assertThat(growth.over()).isEqualTo("rows");
    assertThat(growth.values()).containsExactly(10.0, 20.0, 40.0, 80.0, 160.0);
    assertThat(growth.settings()).isEqualTo(Map.of("rate", 2.5));
    assertThat(growth.profiles())
        .isEqualTo(
            Map.of(
                ProfileName.QUICK, new Profile(1, 6, 3, 1, 2, 1),
                ProfileName.STANDARD, new Profile(2, 6, 3, 1, 2, 1),
                ProfileName.THOROUGH, new Profile(3, 6, 3, 1, 2, 1)));
  }

  @Test
  void scenarioWithoutDesignsHasThePairAlone() throws IOException {
    write("");

    assertThat(ScenarioFile.read(file, folder).designs().declared()).containsExactly(Design.PAIR);
  }

  /** Line and column are within {@code designs}. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "over: rows       | over: row      | 3:11: unknown setting 'row'; did you mean 'rows'?",
        "over: rows       | over: zebra    | 3:11: unknown setting 'zebra'; valid are pageSize, rows, rate",
        "over: rows       | ovr: rows      | 3:5: unknown key 'ovr'; did you mean 'over'?",
        "80, 160]         | 80]            | 4:13: designs.growth.values must have at least 5 values, but has 4",
        "80, 160]         | 80, 80]        | 4:30: values must ascend, but 80 follows 80",
        "40, 80, 160]     | 80, 40, 160]   | 4:26: values must ascend, but 40 follows 80",
        "[10, 20          | [9, 20         | 4:14: rows must be between 10 and 1000, but is 9",
        "80, 160]         | 80, 1001]      | 4:30: rows must be between 10 and 1000, but is 1001",
        "20, 40           | 20.5, 40       | 4:18: rows must be a whole number, but is 20.5",
        "20, 40           | many, 40       | 4:18: designs.growth.values[1] must be a number, but is 'many'",
        "{rate: 2.5}      | {rte: 2.5}     | 5:16: unknown setting 'rte'; did you mean 'rate'?",
        "{rate: 2.5}      | {rate: 0}      | 5:22: rate must be between 0.5 and 100, but is 0",
        "{rate: 2.5}      | {rows: 50}     | 5:16: 'rows' is what grows",
        "quick: 1         | quick: 0       | 6:23: designs.growth.launches.quick must be between 1 and 1000, but is 0",
        "blocks: 6        | blocks: 7      | 7:13: designs.growth.blocks must be even, so that each variant gets half, but is 7",
        "gapSeconds: 1    | gapSeconds: 0  | 9:17: designs.growth.gapSeconds must be between 1 and 600, but is 0",
        "growth:          | grwth:         | 2:3: unknown key 'grwth'; did you mean 'growth'?",
      })
  void pointsAtWhatIsWrong(String piece, String replacement, String message) throws IOException {
    assertThat(GROWTH).contains(piece.strip());
    write(GROWTH.replace(piece.strip(), replacement.strip()));
    int colon = message.indexOf(':');
    int line = FIRST_LINE - 1 + Integer.parseInt(message.substring(0, colon));

    assertThatThrownBy(() -> ScenarioFile.read(file, folder))
        .isInstanceOf(BadFileException.class)
        .hasMessage(file + ":" + line + message.substring(colon));
  }

  @Test
  void refusesDesignsThatDeclareNone() throws IOException {
    write("designs: {}\n");

    assertThatThrownBy(() -> ScenarioFile.read(file, folder))
        .hasMessage(file + ":42:10: designs declares none; write 'growth', or leave it out");
  }

  @Test
  void eachSizeIsTheScenarioWithItsValueAndTheSettingsOfItsGrowth() {
    List<Scenario> sizes = sizes(Overrides.NONE);

    assertThat(sizes)
        .extracting(size -> size.settings().get("rows").value())
        .containsExactly(10.0, 20.0, 40.0, 80.0, 160.0);
    assertThat(sizes)
        .extracting(size -> size.database().orElseThrow().placeholders().get("rows"))
        .containsExactly("10", "20", "40", "80", "160");
    assertThat(sizes).allMatch(size -> size.load().arrivalsPerSecond() == 2.5);
    assertThat(sizes).allMatch(size -> size.profiles().get(ProfileName.QUICK).blocks() == 6);
    assertThat(sizes).allMatch(size -> size.expectations().isEmpty());
  }

  @Test
  void whatTheUserSetsGoesBeforeTheSettingsOfTheGrowth() {
    assertThat(sizes(Overrides.parse(List.of("rate=7", "pageSize=9"))))
        .allMatch(size -> size.load().arrivalsPerSecond() == 7)
        .allMatch(size -> size.settings().get("pageSize").value() == 9);
  }

  @Test
  void refusesToSetWhatGrows() {
    Overrides overrides = Overrides.parse(List.of("rows=100"));

    assertThatThrownBy(() -> sizes(overrides))
        .isInstanceOf(FaceoffException.class)
        .hasMessage(
            "--set rows: in the growth of tiny it takes 5 values of its own; leave it out, or ask for --design pair");
  }

  private List<Scenario> sizes(Overrides overrides) {
    Catalogue catalogue = new Catalogue(folder, folder.resolve("tiny"));
    Scenario tiny = catalogue.find(List.of("tiny"), overrides).get(0);
    return catalogue.sizes(tiny, overrides);
  }
}
