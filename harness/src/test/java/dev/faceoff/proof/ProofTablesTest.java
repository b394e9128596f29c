package dev.faceoff.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faceoff.model.Claim;
import dev.faceoff.model.Measure;
import dev.faceoff.proof.ProofLog.Gate;
import dev.faceoff.proof.ProofLog.Launch;
import dev.faceoff.stats.GateLook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProofTablesTest {
  private static final Path DOCS = Path.of("../docs");

  @TempDir private Path folder;

  @Test
  void theDocumentSaysWhatTheLogSays() throws IOException {
    String document = Files.readString(DOCS.resolve("method-proof.md"));

    assertThat(ProofTables.rewritten(document, new ProofLog(DOCS.resolve("proof"))))
        .isEqualTo(document);
  }

  @Test
  void thePresentRulesSayOfTheRecordedLaunchesWhatTheLogSays() throws IOException {
    ProofLog log = new ProofLog(DOCS.resolve("proof"));
    List<Launch> launches = log.launches();

    assertThat(log.gates())
        .filteredOn(gate -> gate.rules() == ProofLog.RULES && gate.isValid())
        .isNotEmpty()
        .allSatisfy(
            gate -> {
              GateLook look =
                  RecordedLaunches.judged(
                      RecordedLaunches.effects(
                          launches.stream().filter(each -> each.gate() == gate.gate()).toList()));
              assertThat(look.verdict()).hasToString(gate.verdict());
              assertThat(look.launches()).isEqualTo(gate.launches());
            });
  }

  @Test
  void logReadsBackWhatWasAppended() throws IOException {
    ProofLog log = new ProofLog(folder);
    Gate first = gate(log.next(), Kind.SAME, "EQUIVALENT", 1.0, 0.98, 1.02);
    List<Launch> launches =
        List.of(new Launch(1, 1, "newest-orders", "typicalLatencyMillis", 0.01));

    log.append(first, launches);

    assertThat(log.gates()).containsExactly(first);
    assertThat(log.launches()).isEqualTo(launches);
    assertThat(log.next()).isEqualTo(2);
  }

  @Test
  void aLaunchIsKeptOnTheScaleOnWhichItIsJudged() {
    Claim latency = new Claim("newest-orders", Measure.TYPICAL_LATENCY);
    Claim slow = new Claim("newest-orders", Measure.SLOW_SHARE);

    assertThat(Launch.of(1, 1, latency, Math.E).contrast()).isEqualTo(1);
    assertThat(Launch.of(1, 1, slow, -0.02).contrast()).isEqualTo(-0.02);
  }

  @Test
  void countsFalseAlarmsAndCoverage() {
    String tables =
        ProofTables.tables(
            List.of(
                gate(1, Kind.SAME, "EQUIVALENT", 1.0, 0.98, 1.02),
                gate(2, Kind.SAME, "REGRESSION", 1.05, 1.02, 1.08),
                gate(3, Kind.SERVICE_5, "REGRESSION", 1.05, 1.02, 1.08)),
            List.of());

    assertThat(tables)
        .contains("| the same build | idle | 2 | 1 of 2, 50 % [1.3, 98.7] | 0 of 2, 0 %")
        .contains("| 1 of 2, 50 % [1.3, 98.7] |  |\n")
        .contains("| service time +5 % | idle | 1 | 1 of 1, 100 % [2.5, 100.0]");
  }

  @Test
  void gatesBesideOtherWorkStandApart() {
    String tables =
        ProofTables.tables(
            List.of(
                gate(1, Kind.SAME, Optional.of(0.04), "EQUIVALENT", 1.0, 0.98, 1.02),
                gate(2, Kind.SAME, Optional.empty(), "EQUIVALENT", 1.0, 0.98, 1.02),
                gate(3, Kind.SAME, Optional.of(0.3), "INCONCLUSIVE", 1.0, 0.9, 1.1)),
            List.of());

    assertThat(tables)
        .contains("| the same build | idle | 2 | 0 of 2")
        .contains("| the same build | in use for other work | 1 | 0 of 1");
  }

  @Test
  void gatesOfEarlierRulesAreInNoFigure() {
    String tables =
        ProofTables.tables(
            List.of(
                gate(1, 1, Kind.TAIL, Optional.of(0.01), "INCONCLUSIVE", 1.0, 0.98, 1.02),
                gate(2, Kind.SAME, "EQUIVALENT", 1.0, 0.98, 1.02)),
            List.of());

    assertThat(tables)
        .contains("| the same build | idle | 1 | 0 of 1")
        .doesNotContain("+20 ms")
        .endsWith("judged by earlier rules: 1 gates.\n");
  }

  @Test
  void resamplesGatesFromLaunchesWithTheirSidesExchanged() {
    List<Launch> quiet =
        IntStream.range(0, 20)
            .mapToObj(i -> new Launch(1 + i / 10, i % 10, "list", "typicalLatencyMillis", 0.03))
            .toList();

    // Always 3 % to one side, and which one is left to the coin: now and then heads only.
    String share = new ResampledGates(quiet).falseAlarms();
    assertThat(share).endsWith(" % of 2000, from 20 launches");
    assertThat(Double.parseDouble(share.substring(0, share.indexOf(' ')))).isBetween(0.0, 10.0);
    assertThat(new ResampledGates(quiet.subList(0, 7)).falseAlarms()).isEmpty();
  }

  @Test
  void refusesALogOfAnotherShape() throws IOException {
    Files.writeString(folder.resolve("gates.csv"), "gate,at\n1,now\n");

    assertThatThrownBy(() -> new ProofLog(folder).gates())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("does not begin with");
  }

  private static Gate gate(
      int number, Kind kind, String verdict, double ratio, double low, double high) {
    return gate(number, kind, Optional.of(0.01), verdict, ratio, low, high);
  }

  private static Gate gate(
      int number,
      Kind kind,
      Optional<Double> others,
      String verdict,
      double ratio,
      double low,
      double high) {
    return gate(number, ProofLog.RULES, kind, others, verdict, ratio, low, high);
  }

  private static Gate gate(
      int number,
      int rules,
      Kind kind,
      Optional<Double> others,
      String verdict,
      double ratio,
      double low,
      double high) {
    return new Gate(
        number,
        rules,
        "2026-01-01T00:00:00Z",
        "2cpu",
        kind,
        false,
        others,
        7,
        "VALID",
        verdict,
        "",
        6,
        0,
        200,
        Optional.of(ratio),
        Optional.of(low),
        Optional.of(high),
        Optional.of(false),
        Optional.of(0.5),
        Optional.of(false));
  }
}
