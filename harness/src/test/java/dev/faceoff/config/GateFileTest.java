package dev.faceoff.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faceoff.model.GateRules;
import dev.faceoff.model.Measure;
import dev.faceoff.model.ProfileName;
import dev.faceoff.model.Tolerance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateFileTest {
  static final String GOOD =
      """
      marginPercent: 6
      falseAlarmPercent: 2
      budgetMinutes: 5.5
      looks: [3, 5]
      endpoints: [list]
      pairsPerSecond: 12.5
      warmUpSeconds: 4
      settleSeconds: 2
      measureSeconds: 6
      measures:
        typicalLatencyMillis: {}
        p95LatencyMillis: {marginPercent: 10}
        errorShare: {marginPercent: 1, floorPercent: 1}
      requests:
        - {name: list, path: /list, weight: 3}
        - {name: show, path: /show, weight: 1}
      """;

  @TempDir private Path folder;

  @Test
  void withoutAFileAGateIsSensible() {
    GateRules rules = GateFile.none().rules(Optional.empty());

    assertThat(rules)
        .isEqualTo(
            new GateRules(
                Map.of(
                    Measure.TYPICAL_LATENCY, new Tolerance(0.03, 0.02),
                    Measure.SLOW_SHARE, new Tolerance(0.02, 0.01),
                    Measure.SLOWEST_TENTH, new Tolerance(0.10, 0.05),
                    Measure.ERROR_SHARE, new Tolerance(0.01, 0.001),
                    Measure.CPU, new Tolerance(0.05, 0.03),
                    Measure.QUERIES, new Tolerance(0.005, 0)),
                0.01,
                List.of(4, 6, 8),
                Duration.ofMinutes(9),
                Set.of(),
                OptionalDouble.empty(),
                25,
                3,
                16));
  }

  @Test
  void theUsualLooksAreThoseThatTheTimeHolds() throws IOException {
    GateFile none = GateFile.none();

    assertThat(none.rules(Optional.of(ProfileName.QUICK)).looks()).containsExactly(4);
    assertThat(none.rules(Optional.of(ProfileName.THOROUGH)).looks())
        .containsExactly(4, 6, 8, 11, 14, 18, 24);
    assertThat(read("budgetMinutes: 10").rules(Optional.empty()).looks())
        .containsExactly(4, 6, 8, 9);
    assertThat(read("budgetMinutes: 1").rules(Optional.empty()).looks()).containsExactly(4);
    assertThat(read("{looks: [4, 30], budgetMinutes: 1}").rules(Optional.empty()).looks())
        .containsExactly(4, 30);
  }

  @Test
  void theQuickProfileTakesLessOfEach() {
    GateRules quick = GateFile.none().rules(Optional.of(ProfileName.QUICK));

    assertThat(quick.warmUpSeconds()).isEqualTo(10);
    assertThat(quick.measureSeconds()).isEqualTo(8);
  }

  @Test
  void everyKeyMayBeLeftOut() throws IOException {
    for (String nothing : List.of("", "# nothing\n", "{}")) {
      assertThat(read(nothing).rules(Optional.empty()))
          .isEqualTo(GateFile.none().rules(Optional.empty()));
    }
  }

  @Test
  void readsTheRules() throws IOException {
    GateRules rules = read(GOOD).rules(Optional.empty());

    assertThat(rules)
        .isEqualTo(
            new GateRules(
                Map.of(
                    Measure.TYPICAL_LATENCY, new Tolerance(0.06, 0.06 * (0.02 / 0.03)),
                    Measure.P95_LATENCY, new Tolerance(0.10, 0.10 * (0.06 * (0.05 / 0.10) / 0.06)),
                    Measure.ERROR_SHARE, new Tolerance(0.01, 0.01)),
                0.02,
                List.of(3, 5),
                Duration.ofSeconds(330),
                Set.of("list"),
                OptionalDouble.of(12.5),
                4,
                2,
                6));
  }

  @Test
  void readsWhatIsSent() throws IOException {
    OwnJourney journey = read(GOOD).journey().orElseThrow();

    assertThat(journey.name()).isEqualTo("gate");
    assertThat(journey.declared().requests()).extracting(r -> r.weight()).containsExactly(3.0, 1.0);
    assertThat(read("scenario: n-plus-one").scenario()).hasValue("n-plus-one");
  }

  @Test
  void aProfileThatWasAskedForSetsTheBudget() throws IOException {
    GateFile file = read(GOOD);

    assertThat(file.rules(Optional.of(ProfileName.QUICK)).budget())
        .isEqualTo(Duration.ofMinutes(3));
    assertThat(file.rules(Optional.of(ProfileName.STANDARD)).budget())
        .isEqualTo(Duration.ofMinutes(9));
    assertThat(file.rules(Optional.of(ProfileName.THOROUGH)).budget())
        .isEqualTo(Duration.ofMinutes(25));
  }

  @Test
  void aQuickGateWarmsUpForLessUnlessAFileSaysHowLong() throws IOException {
    assertThat(GateFile.none().rules(Optional.of(ProfileName.QUICK)).warmUpSeconds()).isEqualTo(10);
    assertThat(GateFile.none().rules(Optional.of(ProfileName.THOROUGH)).warmUpSeconds())
        .isEqualTo(25);
    assertThat(read(GOOD).rules(Optional.of(ProfileName.QUICK)).warmUpSeconds()).isEqualTo(4);
  }

  @Test
  void marginAndFloorOfTheWholeFileAreThoseOfTimes() throws IOException {
    Map<Measure, Tolerance> gated =
        read("marginPercent: 10\nfloorPercent: 5").rules(Optional.empty()).gated();

    assertThat(gated.get(Measure.TYPICAL_LATENCY)).isEqualTo(new Tolerance(0.10, 0.05));
    assertThat(gated.get(Measure.CPU)).isEqualTo(new Tolerance(0.10, 0.05));
    assertThat(gated.get(Measure.ERROR_SHARE)).isEqualTo(new Tolerance(0.01, 0.001));
    assertThat(gated.get(Measure.QUERIES)).isEqualTo(new Tolerance(0.005, 0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "margin: 3             | 1:1: unknown key 'margin'; did you mean 'marginPercent'?",
        "marginPercent: 0      | 1:16: marginPercent must be between 0.01 and 1000, but is 0",
        "marginPercent: -3     | 1:16: marginPercent must be between 0.01 and 1000, but is -3",
        "marginPercent: some   | 1:16: marginPercent must be a number, but is 'some'",
        "floorPercent: 4       | 1:15: floorPercent must be at most the margin, 3 percent, but is 4",
        "falseAlarmPercent: 50 | 1:20: falseAlarmPercent must be between 0.01 and 20, but is 50",
        "budgetMinutes: 0      | 1:16: budgetMinutes must be between 1 and 1440, but is 0",
        "looks: 4              | 1:8: looks must be a list, but is the number 4",
        "looks: [1]            | 1:9: looks are rising numbers of launches from 2 to 1000, but 1 is the first",
        "looks: [4, 4]         | 1:12: looks are rising numbers of launches from 2 to 1000, but 4 is after 4",
        "looks: [4.5]          | 1:9: looks[0] must be a whole number, but is 4.5",
        "pairsPerSecond: 0     | 1:17: pairsPerSecond must be between 0.1 and 1000, but is 0",
        "warmUpSeconds: 0      | 1:16: warmUpSeconds must be between 1 and 600, but is 0",
        "measures: {p95: {}}   | 1:12: 'p95' is no measure that can be gated; did you mean 'p95LatencyMillis'?",
        "measures: {throughputPerSecond: {}} | 1:12: 'throughputPerSecond' is no measure that can be gated",
        "measures: {errorShare: {margin: 1}} | 1:25: unknown key 'margin'; did you mean 'marginPercent'?",
        "measures: {errorShare: {marginPercent: 1, floorPercent: 2}} | 1:57: measures.errorShare.floorPercent must be at most the margin, 1 percent, but is 2",
        "{scenario: a, requests: [{name: a, path: /}]} | 1:15: a gate has a scenario or requests, not both",
        "requests: []          | 1:11: requests must not be empty",
        "{a: &x 1}             | 1:5: anchors and aliases (& and *) are not read; write the value out",
        "[1]                   | 1:1: the file must be keys with values, but is a list",
      })
  void pointsAtWhatIsWrong(String text, String message) throws IOException {
    Path file = Files.writeString(folder.resolve("gate.yaml"), text);

    assertThatThrownBy(() -> GateFile.read(file, name -> true))
        .isInstanceOf(BadFileException.class)
        .hasMessageStartingWith(file + ":" + message);
  }

  @Test
  void refusesWhatIsNoGateFile() throws IOException {
    Path file = folder.resolve("gate.yaml");
    assertThatThrownBy(() -> GateFile.read(file, name -> true))
        .hasMessage(file + ":1:1: there is no such file");

    Files.write(file, new byte[10 << 20]);
    assertThatThrownBy(() -> GateFile.read(file, name -> true))
        .hasMessage(file + ":1:1: the file is too large; at most 256 KiB are read");

    Files.write(file, new byte[] {(byte) 0xCA, (byte) 0xFE});
    assertThatThrownBy(() -> GateFile.read(file, name -> true))
        .hasMessage(file + ":1:1: not a text file in UTF-8");
  }

  private GateFile read(String text) throws IOException {
    return GateFile.read(Files.writeString(folder.resolve("gate.yaml"), text), name -> true);
  }
}
