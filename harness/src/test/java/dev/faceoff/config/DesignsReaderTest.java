package dev.faceoff.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faceoff.model.CapacityRules;
import dev.faceoff.model.Design;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.Growth;
import dev.faceoff.model.Profile;
import dev.faceoff.model.ProfileName;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Spike;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
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

  private static final String CAPACITY =
      """
      designs:
        capacity:
          objective: {endpoint: list, quantile: 0.95, millis: 80, errorPercent: 1}
          users: [1, 2, 4, 8, 16, 32]
          rounds: 2
          launches: {quick: 1, standard: 2, thorough: 3}
          blockSeconds: 3
          gapSeconds: 1
          warmUpSeconds: 2
          stepSeconds: 6
          budgetSeconds: 160
      """;

  private static final String SPIKE =
      """
      designs:
        spike:
          factor: 10
          beforeSeconds: 3
          spikeSeconds: 5
          afterSeconds: 12
          objective: {endpoint: list, millis: 80}
          settings: {rate: 2.5}
          requestTimeoutSeconds: 1.5
          launches: {quick: 1, standard: 2, thorough: 3}
          warmUpSeconds: 4
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
  void readsCapacity() throws IOException {
    write(CAPACITY);

    Scenario tiny = ScenarioFile.read(file, folder);

    assertThat(tiny.designs().declared()).containsExactly(Design.PAIR, Design.CAPACITY);
    assertThat(tiny.designs().capacity())
        .hasValue(
            new CapacityRules(
                "list",
                0.95,
                80,
                0.01,
                List.of(1, 2, 4, 8, 16, 32),
                2,
                6,
                160,
                OptionalDouble.empty(),
                Map.of(
                    ProfileName.QUICK, new Profile(1, 24, 3, 1, 2, 1),
                    ProfileName.STANDARD, new Profile(2, 24, 3, 1, 2, 1),
                    ProfileName.THOROUGH, new Profile(3, 24, 3, 1, 2, 1))));
  }

  @Test
  void aSearchMayHaveALimitAndNoneIsNought() throws IOException {
    write(CAPACITY + "    mostArrivalsPerSecond: 40\n");
    CapacityRules limited = ScenarioFile.read(file, folder).designs().capacity().orElseThrow();
    write(CAPACITY + "    mostArrivalsPerSecond: 0\n");
    CapacityRules free = ScenarioFile.read(file, folder).designs().capacity().orElseThrow();

    assertThat(limited.mostArrivalsPerSecond()).hasValue(40);
    assertThat(limited.hasUsersWithoutPause()).isFalse();
    assertThat(free.mostArrivalsPerSecond()).isEmpty();
    assertThat(free.hasUsersWithoutPause()).isTrue();
  }

  @Test
  void theOnlyEndpointAndItsObjectiveNeedNotBeSaid() throws IOException {
    write(CAPACITY.replace("endpoint: list, ", "").replace("millis: 80, ", ""));

    CapacityRules rules = ScenarioFile.read(file, folder).designs().capacity().orElseThrow();

    assertThat(rules.endpoint()).isEqualTo("list");
    assertThat(rules.millis()).isEqualTo(100);
  }

  @Test
  void severalEndpointsNeedOneForTheObjective() throws IOException {
    write(CAPACITY.replace("endpoint: list, ", ""));
    String one = "    - {name: list, objectiveMillis: 100}\n";
    String text = Files.readString(file);
    assertThat(text).contains(one);
    Files.writeString(file, text.replace(one, one + one.replace("list", "show")));

    assertThatThrownBy(() -> ScenarioFile.read(file, folder))
        .isInstanceOf(BadFileException.class)
        .hasMessageEndingWith("objective needs an endpoint, of which there are 2: list, show");
  }

  /** Line and column are within {@code designs}. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "endpoint: list   | endpoint: lst  | 3:27: unknown endpoint 'lst'; did you mean 'list'?",
        "quantile: 0.95   | quantile: 95   | 3:43: designs.capacity.objective.quantile must be between 0.5 and 0.999, but is 95",
        "quantile: 0.95   | quantil: 0.95  | 3:33: unknown key 'quantil'; did you mean 'quantile'?",
        "errorPercent: 1  | errorPercent: -1 | 3:75: designs.capacity.objective.errorPercent must be between 0 and 50, but is -1",
        "16, 32]          | 16]            | 4:12: designs.capacity.users must have at least 6 numbers, but has 5",
        "16, 32]          | 16, 16]        | 4:29: values must ascend, but 16 follows 16",
        "[1, 2            | [1.5, 2        | 4:13: designs.capacity.users[0] must be a whole number, but is 1.5",
        "[1, 2            | [0, 2          | 4:13: designs.capacity.users[0] must be between 1 and 1000, but is 0",
        "rounds: 2        | rounds: 1      | 5:13: designs.capacity.rounds must be between 2 and 100, but is 1",
        "thorough: 3      | thorough: 0    | 6:49: designs.capacity.launches.thorough must be between 1 and 1000, but is 0",
        "blockSeconds: 3  | blockSeconds: 1 | 7:19: designs.capacity.blockSeconds must be between 2 and 3600, but is 1",
        "budgetSeconds: 160 | budgetSeconds: 0 | 11:20: designs.capacity.budgetSeconds must be between 1 and 36000, but is 0",
      })
  void pointsAtWhatIsWrongInACapacity(String piece, String replacement, String message)
      throws IOException {
    pointsAt(CAPACITY, piece, replacement, message);
  }

  @Test
  void readsASpike() throws IOException {
    write(SPIKE);

    Scenario tiny = ScenarioFile.read(file, folder);

    assertThat(tiny.designs().declared()).containsExactly(Design.PAIR, Design.SPIKE);
    assertThat(tiny.designs().spike())
        .hasValue(
            new Spike(
                "list",
                80,
                10,
                3,
                5,
                12,
                Map.of("rate", 2.5),
                Optional.of(Duration.ofMillis(1500)),
                4,
                Map.of(ProfileName.QUICK, 1, ProfileName.STANDARD, 2, ProfileName.THOROUGH, 3)));
  }

  @Test
  void aSpikeOfTheOnlyEndpointNeedsNoObjectiveAndNoPatienceOfItsOwn() throws IOException {
    write(
        SPIKE
            .replace("    objective: {endpoint: list, millis: 80}\n", "")
            .replace("    requestTimeoutSeconds: 1.5\n", ""));

    Spike spike = ScenarioFile.read(file, folder).designs().spike().orElseThrow();

    assertThat(spike.endpoint()).isEqualTo("list");
    assertThat(spike.millis()).isEqualTo(100);
    assertThat(spike.requestTimeout()).isEmpty();
  }

  @Test
  void severalEndpointsNeedOneWhoseUsersTellWhenAllIsNormal() throws IOException {
    write(SPIKE.replace("    objective: {endpoint: list, millis: 80}\n", ""));
    String one = "    - {name: list, objectiveMillis: 100}\n";
    String text = Files.readString(file);
    assertThat(text).contains(one);
    Files.writeString(file, text.replace(one, one + one.replace("list", "show")));

    assertThatThrownBy(() -> ScenarioFile.read(file, folder))
        .isInstanceOf(BadFileException.class)
        .hasMessageEndingWith("objective needs an endpoint, of which there are 2: list, show");
  }

  /** Line and column are within {@code designs}. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "factor: 10        | factor: 1       | 3:13: designs.spike.factor must be between 1.1 and 1000, but is 1",
        "factor: 10        | facto: 10       | 3:5: unknown key 'facto'; did you mean 'factor'?",
        "beforeSeconds: 3  | beforeSeconds: 0 | 4:20: designs.spike.beforeSeconds must be between 1 and 3600, but is 0",
        "spikeSeconds: 5   | spikeSeconds: 5.5 | 5:19: designs.spike.spikeSeconds must be a whole number, but is 5.5",
        "afterSeconds: 12  | afterSeconds: 4 | 6:19: designs.spike.afterSeconds must be between 5 and 3600, but is 4",
        "endpoint: list    | endpoint: lst   | 7:27: unknown endpoint 'lst'; did you mean 'list'?",
        "millis: 80        | mills: 80       | 7:33: unknown key 'mills'; did you mean 'millis'?",
        "millis: 80        | millis: 0       | 7:41: designs.spike.objective.millis must be between 0.001 and 600000, but is 0",
        "{rate: 2.5}       | {rte: 2.5}      | 8:16: unknown setting 'rte'; did you mean 'rate'?",
        "{rate: 2.5}       | {rate: 0}       | 8:22: rate must be between 0.5 and 100, but is 0",
        "requestTimeoutSeconds: 1.5 | requestTimeoutSeconds: 0 | 9:28: designs.spike.requestTimeoutSeconds must be between 0.001 and 600, but is 0",
        "standard: 2       | standard: 0     | 10:36: designs.spike.launches.standard must be between 1 and 1000, but is 0",
        "spike:            | spik:           | 2:3: unknown key 'spik'; did you mean 'spike'?",
      })
  void pointsAtWhatIsWrongInASpike(String piece, String replacement, String message)
      throws IOException {
    pointsAt(SPIKE, piece, replacement, message);
  }

  @Test
  void inItsSpikeTheScenarioHasItsSettingsObjectiveAndPatience() throws IOException {
    write(SPIKE);

    Scenario spiking = spiking(Overrides.NONE);

    assertThat(spiking.load().arrivalsPerSecond()).isEqualTo(2.5);
    assertThat(spiking.load().requestTimeout()).isEqualTo(Duration.ofMillis(1500));
    assertThat(spiking.endpoints().get(0).objectiveMillis()).isEqualTo(80);
    assertThat(spiking.expectations()).isEmpty();
    assertThat(spiking.faults().timeline()).isEmpty();
  }

  @Test
  void whatTheUserSetsGoesBeforeTheSettingsOfTheSpike() throws IOException {
    write(SPIKE);

    assertThat(spiking(Overrides.parse(List.of("rate=7"))).load().arrivalsPerSecond()).isEqualTo(7);
  }

  private Scenario spiking(Overrides overrides) {
    Catalogue catalogue = new Catalogue(folder, folder.resolve("tiny"));
    return catalogue.spiking(catalogue.find(List.of("tiny"), overrides).get(0), overrides);
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
    pointsAt(GROWTH, piece, replacement, message);
  }

  private void pointsAt(String designs, String piece, String replacement, String message)
      throws IOException {
    assertThat(designs).contains(piece.strip());
    write(designs.replace(piece.strip(), replacement.strip()));
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
        .hasMessage(
            file
                + ":42:10: designs declares none; write 'growth', 'capacity', 'spike' or 'alerts', or"
                + " leave it out");
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
