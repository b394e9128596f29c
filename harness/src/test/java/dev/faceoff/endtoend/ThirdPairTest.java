package dev.faceoff.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.faceoff.model.Comparison;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Status;
import dev.faceoff.model.Verdict;
import dev.faceoff.report.GrowthReport;
import dev.faceoff.report.GrowthReport.Curve;
import dev.faceoff.report.Report;
import dev.faceoff.report.ReportFolder;
import dev.faceoff.report.ScenarioReport;
import dev.faceoff.report.ScenarioReport.BlockInfo;
import dev.faceoff.report.ScenarioReport.EndpointReport;
import dev.faceoff.report.ScenarioReport.ExpectationResult;
import dev.faceoff.report.ScenarioReport.ExpectationResult.Outcome;
import dev.faceoff.report.SpikeReport;
import dev.faceoff.report.SpikeReport.Served;
import dev.faceoff.report.SpikeReport.VariantSpike;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A pair added in a scenario's folder and a service alone runs as the shipped ones do. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Faceoff runs on Linux, WSL and macOS")
@Timeout(300)
class ThirdPairTest {
  private static final int ARRIVALS_IN_A_BLOCK = 120;
  private static final int BLOCKS_OF_A_VARIANT = 2;
  private static final long ARRIVALS = BLOCKS_OF_A_VARIANT * ARRIVALS_IN_A_BLOCK;

  /** Naive answers 503 to one list in ten. */
  private static final long ERRORS = ARRIVALS / 10;

  @TempDir private Path folder;
  private Path project;

  @BeforeEach
  void addThirdPair() throws IOException {
    project = Project.withThirdPair(folder.resolve("project"));
  }

  @Test
  void isMeasuredAndReportedWithItsErrors() throws Exception {
    try (FaceoffProcess faceoff =
        FaceoffProcess.start(project, folder, "run", "slow-list", "--seed", "7", "--out", "out")) {
      assertThat(faceoff.exitCode()).as(faceoff.err()).isZero();
      faceoff.leavesNothingOf(List.of());
      assertThat(faceoff.out()).contains("slow-list").endsWith("out/report.html\n");

      Path out = faceoff.file("out");
      Report report = ReportFolder.read(out);
      assertThat(report.run().seed()).isEqualTo(7);
      ScenarioReport scenario = report.scenarios().get(0);
      assertThat(scenario.reasons()).isEmpty();
      assertThat(scenario.status()).isEqualTo(Status.VALID);
      countsAreExact(scenario);
      onlyWhatWasMeasuredIsThere(scenario);
      theComparisonIsOfTheNumbersShown(scenario);
      filesAreThere(out);
    }
  }

  private static void countsAreExact(ScenarioReport scenario) {
    EndpointReport naive = endpoint(scenario, "naive", "things");
    assertThat(naive.requests()).isEqualTo(ARRIVALS);
    assertThat(naive.errors()).isEqualTo(ERRORS);
    assertThat(naive.errorsByKind()).containsExactly(Map.entry("status 503", ERRORS));
    assertThat(naive.estimates().get(Measure.ERROR_SHARE).value()).isCloseTo(0.1, within(1e-12));
    // A list that was refused has no first thing to open.
    EndpointReport firstOfNaive = endpoint(scenario, "naive", "first-thing");
    assertThat(firstOfNaive.requests()).isEqualTo(ARRIVALS - ERRORS);
    assertThat(firstOfNaive.errorsByKind()).isEmpty();
    for (String name : List.of("things", "first-thing")) {
      EndpointReport fixed = endpoint(scenario, "fixed", name);
      assertThat(fixed.requests()).isEqualTo(ARRIVALS);
      assertThat(fixed.errorsByKind()).isEmpty();
    }
    assertThat(scenario.trust().orElseThrow().plannedArrivals()).isEqualTo(2 * ARRIVALS);
    assertThat(scenario.trust().orElseThrow().missedArrivals()).isZero();
    assertThat(scenario.blocks())
        .extracting(BlockInfo::variant)
        .containsExactlyInAnyOrder("naive", "naive", "fixed", "fixed");
  }

  private static void onlyWhatWasMeasuredIsThere(ScenarioReport scenario) {
    Set<Measure> unknown =
        Set.of(
            Measure.QUERIES,
            Measure.ROWS_READ,
            Measure.BUFFERS_HIT,
            Measure.BUFFERS_READ,
            Measure.DATABASE_CPU,
            Measure.POOL_WAIT);
    assertThat(scenario.variants())
        .allSatisfy(
            variant -> {
              assertThat(variant.cost().keySet()).doesNotContainAnyElementsOf(unknown);
              assertThat(variant.queryPlan()).isEmpty();
            });
    assertThat(scenario.comparisons())
        .extracting(Comparison::measure)
        .doesNotContainAnyElementsOf(unknown);
    assertThat(scenario.expectations())
        .extracting(ExpectationResult::text, ExpectationResult::outcome)
        .contains(
            org.assertj.core.groups.Tuple.tuple(
                "queriesPerRequest of fixed <= 1", Outcome.UNDECIDED));
  }

  private static void theComparisonIsOfTheNumbersShown(ScenarioReport scenario) {
    double naive =
        endpoint(scenario, "naive", "things").estimates().get(Measure.P95_LATENCY).value();
    double fixed =
        endpoint(scenario, "fixed", "things").estimates().get(Measure.P95_LATENCY).value();
    Comparison p95 = scenario.comparison("things", Measure.P95_LATENCY, "fixed").orElseThrow();
    assertThat(p95.ratio().value()).isCloseTo(fixed / naive, within(1e-9));
    assertThat(p95.ratio().interval()).isPresent();
    assertThat(p95.verdict()).isIn(Verdict.IMPROVEMENT, Verdict.INCONCLUSIVE);
    // Twenty calls of a millisecond, whatever the machine.
    assertThat(naive).isGreaterThan(19.9);
  }

  private static void filesAreThere(Path out) throws IOException {
    for (String name :
        List.of("report.html", "results.json", "summary.md", "junit.xml", "manifest.json")) {
      assertThat(out.resolve(name)).isNotEmptyFile();
    }
    assertThat(Files.readString(out.resolve("report.html"))).contains("NaiveThings.java");
    Path histograms = out.resolve("histograms/slow-list");
    for (String variant : List.of("naive", "fixed")) {
      List<Long> counts = counts(histograms.resolve(variant + "-things-launch0.hlog"));
      assertThat(counts).containsExactly((long) ARRIVALS_IN_A_BLOCK, (long) ARRIVALS_IN_A_BLOCK);
    }
    try (Stream<Path> files = Files.list(histograms)) {
      assertThat(files).hasSize(4);
    }
  }

  private static List<Long> counts(Path log) throws IOException {
    List<Long> counts = new ArrayList<>();
    HistogramLogReader reader = new HistogramLogReader(log.toFile());
    try {
      for (EncodableHistogram next = reader.nextIntervalHistogram();
          next != null;
          next = reader.nextIntervalHistogram()) {
        counts.add(((org.HdrHistogram.AbstractHistogram) next).getTotalCount());
      }
    } finally {
      reader.close();
    }
    return counts;
  }

  @Test
  void aServiceThatDiesUnderLoadFailsItsScenarioAndNamesItsLog() throws Exception {
    // The two users of the warm-up cannot open more than 100 lists of 20 ms in their second.
    try (FaceoffProcess faceoff =
        FaceoffProcess.start(
            project,
            folder,
            "run",
            "slow-list",
            "--set",
            "dieAfter=150",
            "--set",
            "failEvery=0",
            "--out",
            "out")) {
      assertThat(faceoff.exitCode()).as(faceoff.err()).isEqualTo(5);
      faceoff.leavesNothingOf(List.of());

      Path out = faceoff.file("out");
      ScenarioReport scenario = ReportFolder.read(out).scenarios().get(0);
      Path log = out.resolve("logs/slow-list/launch-0/naive.log");
      assertThat(scenario.status()).isEqualTo(Status.FAILED);
      assertThat(scenario.reasons())
          .singleElement()
          .asString()
          .contains("naive ended while under load", log.toString());
      assertThat(Files.readString(log)).contains("no more things after list 150");
      assertThat(scenario.variants()).isEmpty();
      assertThat(scenario.comparisons()).isEmpty();
      assertThat(out.resolve("report.html")).isNotEmptyFile();
    }
  }

  @Test
  void growsByTheLawsOfItsVariants() throws Exception {
    try (FaceoffProcess faceoff =
        FaceoffProcess.start(
            project, folder, "run", "slow-list", "--design", "growth", "--out", "out")) {
      assertThat(faceoff.exitCode()).as(faceoff.err()).isZero();
      faceoff.leavesNothingOf(List.of());

      Path out = faceoff.file("out");
      ScenarioReport scenario = ReportFolder.read(out).scenarios().get(0);
      GrowthReport growth = scenario.scaling().growth().orElseThrow();
      assertThat(scenario.variants()).isEmpty();
      assertThat(growth.reasons()).isEmpty();
      assertThat(growth.status()).isEqualTo(Status.VALID);
      Curve naive = growth.curve("naive", "things", Measure.P50_LATENCY).orElseThrow();
      assertThat(naive.points())
          .extracting(GrowthReport.Point::size)
          .containsExactly(5.0, 10.0, 20.0, 40.0, 80.0);
      // Each thing takes naive a millisecond more, whatever the machine; fixed asks for all at
      // once.
      assertThat(naive.points()).allMatch(point -> point.value().value() >= point.size());
      assertThat(exponent(naive)).isBetween(0.5, 1.5);
      Curve fixed = growth.curve("fixed", "things", Measure.P50_LATENCY).orElseThrow();
      assertThat(exponent(fixed)).isLessThan(exponent(naive));
      assertThat(out.resolve("histograms/slow-list/growth-things-80")).isDirectory();
      assertThat(Files.readString(out.resolve("report.html"))).contains("Growth over things");
      assertThat(faceoff.out()).contains("over things");
    }
  }

  @Test
  void tellsWhatBecomesOfUsersInASpike() throws Exception {
    try (FaceoffProcess faceoff =
        FaceoffProcess.start(
            project, folder, "run", "slow-list", "--design", "spike", "--out", "out")) {
      assertThat(faceoff.exitCode()).as(faceoff.err()).isZero();
      faceoff.leavesNothingOf(List.of());

      Path out = faceoff.file("out");
      ScenarioReport scenario = ReportFolder.read(out).scenarios().get(0);
      SpikeReport spike = scenario.scaling().spike().orElseThrow();
      assertThat(scenario.variants()).isEmpty();
      assertThat(spike.reasons()).isEmpty();
      assertThat(spike.status()).isEqualTo(Status.VALID);
      VariantSpike naive = spike.variants().get(0);
      VariantSpike fixed = spike.variants().get(1);
      // 100 users a second for two seconds; a busy machine may make the first and the last late.
      assertThat(inSpike(fixed).requests()).isBetween(120L, 210L);
      assertThat(inSpike(fixed).answered().value()).isEqualTo(1);
      assertThat(fixed.recovery().left()).isZero();
      assertThat(inSpike(naive).answered().value()).isCloseTo(0.5, within(0.05));
      assertThat(inSpike(naive).refused().value()).isCloseTo(0.5, within(0.05));
      // Half is refused at the usual rate too: it never was normal.
      assertThat(naive.recovery().launches()).isZero();
      assertThat(spike.points()).hasSize(2 * 10);
      assertThat(Files.readString(out.resolve("report.html"))).contains("id=\"s1-spike\"");
      assertThat(faceoff.out()).contains("back to normal");
    }
  }

  private static Served inSpike(VariantSpike variant) {
    return variant.served("things", SpikeReport.Phase.SPIKE).orElseThrow();
  }

  private static double exponent(Curve curve) {
    return curve.law().orElseThrow().exponent().value();
  }

  private static EndpointReport endpoint(ScenarioReport scenario, String variant, String name) {
    return scenario.variant(variant).orElseThrow().endpoint(name).orElseThrow();
  }
}
