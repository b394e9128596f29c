package dev.faceoff.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.model.Measure;
import dev.faceoff.model.Status;
import dev.faceoff.process.Signals;
import dev.faceoff.report.GrowthReport;
import dev.faceoff.report.ReportFolder;
import dev.faceoff.report.ScenarioReport;
import dev.faceoff.report.SpikeReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Whatever ends a run in the middle, nothing of it stays behind. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "sends the signals of Unix")
@Timeout(400)
class EndedEarlyTest {
  private static final String PROFILE =
      "launches: 1, blocks: 4, blockSeconds: 1, gapSeconds: 2, warmUpSeconds: 2";

  @TempDir private Path folder;

  @Test
  void signalNineUnderLoadLeavesNothing() throws Exception {
    try (FaceoffProcess faceoff = run("n-plus-one")) {
      faceoff.awaitProgress("n-plus-one: naive");
      List<ProcessHandle> descendants = faceoff.descendants();
      assertThat(programs(descendants, "java")).as("two services and the generator").isEqualTo(3);
      // The postmaster, its own workers and the services' connections.
      assertThat(programs(descendants, "postgres")).isGreaterThan(4);

      faceoff.kill();

      faceoff.leavesNothingOf(descendants);
    }
  }

  @Test
  void ctrlCUnderLoadKeepsTheCompletePairs() throws Exception {
    Signals.assumeThatInterruptsArrive();
    try (FaceoffProcess faceoff = run("n-plus-one", "missing-index")) {
      faceoff.awaitProgress("block 3 of 4");
      List<ProcessHandle> descendants = faceoff.descendants();

      faceoff.interrupt();

      assertThat(faceoff.exitCode()).as(faceoff.err()).isEqualTo(130);
      faceoff.leavesNothingOf(descendants);
      ScenarioReport scenario = partial(faceoff);
      assertThat(scenario.reasons())
          .containsExactly("Interrupted: these are the numbers of 1 of 2 pairs of blocks.");
      assertThat(scenario.blocks()).hasSize(2);
      assertThat(scenario.variants())
          .allSatisfy(
              variant ->
                  assertThat(variant.endpoints())
                      .allSatisfy(endpoint -> assertThat(endpoint.requests()).isEqualTo(10)));
      assertThat(scenario.variant("fixed").orElseThrow().cost().get(Measure.QUERIES).value())
          .isEqualTo(1);
      // Only the whole launch's rows could be divided by its requests.
      assertThat(scenario.variant("fixed").orElseThrow().cost())
          .doesNotContainKey(Measure.ROWS_READ);
      assertThat(scenario.trust().orElseThrow().notMeasured())
          .containsExactly(
              "p99 of newest-orders: a variant had 10 requests, and 1,000 are needed.");
      assertThat(faceoff.out()).contains("PARTIAL");
    }
  }

  @Test
  void ctrlCBeforeTheFirstPairIsCompleteLeavesAReportWithoutNumbers() throws Exception {
    Signals.assumeThatInterruptsArrive();
    Path project = Project.withThirdPair(folder.resolve("project"));
    try (FaceoffProcess faceoff =
        FaceoffProcess.start(project, folder, "run", "slow-list", "--out", "out")) {
      faceoff.awaitProgress("warm-up  slow-list");
      List<ProcessHandle> descendants = faceoff.descendants();

      faceoff.interrupt();

      assertThat(faceoff.exitCode()).as(faceoff.err()).isEqualTo(130);
      faceoff.leavesNothingOf(descendants);
      ScenarioReport scenario = partial(faceoff);
      assertThat(scenario.reasons())
          .containsExactly("Interrupted before the first pair of blocks was complete.");
      assertThat(scenario.variants()).isEmpty();
    }
  }

  @Test
  void ctrlCWhileServicesStartLeavesAReportWithoutNumbers() throws Exception {
    Signals.assumeThatInterruptsArrive();
    try (FaceoffProcess faceoff = run("n-plus-one")) {
      faceoff.awaitProgress("start-up  n-plus-one");
      List<ProcessHandle> descendants = faceoff.descendants();

      faceoff.interrupt();

      assertThat(faceoff.exitCode()).as(faceoff.err()).isEqualTo(130);
      faceoff.leavesNothingOf(descendants);
      assertThat(partial(faceoff).variants()).isEmpty();
    }
  }

  @Test
  void ctrlCWhileASettingGrowsKeepsTheSizesMeasured() throws Exception {
    Signals.assumeThatInterruptsArrive();
    Path project = Project.withThirdPair(folder.resolve("project"));
    try (FaceoffProcess faceoff =
        FaceoffProcess.start(
            project, folder, "run", "slow-list", "--design", "growth", "--out", "out")) {
      faceoff.awaitProgress("size 2 of 5");
      List<ProcessHandle> descendants = faceoff.descendants();

      faceoff.interrupt();

      assertThat(faceoff.exitCode()).as(faceoff.err()).isEqualTo(130);
      faceoff.leavesNothingOf(descendants);
      GrowthReport growth = partial(faceoff).scaling().growth().orElseThrow();
      assertThat(growth.reasons())
          .containsExactly("Interrupted: 1 of 5 sizes were measured, up to 5 things.");
      assertThat(growth.curves())
          .isNotEmpty()
          .allMatch(curve -> curve.points().size() == 1 && curve.law().isEmpty());
    }
  }

  @Test
  void ctrlCInTheFirstSpikeLeavesAReportWithoutNumbers() throws Exception {
    Signals.assumeThatInterruptsArrive();
    Path project = Project.withThirdPair(folder.resolve("project"));
    try (FaceoffProcess faceoff =
        FaceoffProcess.start(
            project, folder, "run", "slow-list", "--design", "spike", "--out", "out")) {
      faceoff.awaitProgress("slow-list: spike, ");
      List<ProcessHandle> descendants = faceoff.descendants();

      faceoff.interrupt();

      assertThat(faceoff.exitCode()).as(faceoff.err()).isEqualTo(130);
      faceoff.leavesNothingOf(descendants);
      SpikeReport spike = partial(faceoff).scaling().spike().orElseThrow();
      assertThat(spike.reasons())
          .containsExactly("Interrupted before the first spike of every variant was over.");
      assertThat(spike.variants()).isEmpty();
    }
  }

  private FaceoffProcess run(String... scenarios) throws IOException {
    String[] words = new String[scenarios.length + 7];
    words[0] = "run";
    System.arraycopy(scenarios, 0, words, 1, scenarios.length);
    String[] options = {
      "--out", "out", "--set", "orders=20000", "--set", "arrivalsPerSecond=10",
    };
    System.arraycopy(options, 0, words, words.length - options.length, options.length);
    Path project = Project.withShippedPairs(folder.resolve("project"), PROFILE);
    return FaceoffProcess.start(project, folder, words);
  }

  private static long programs(List<ProcessHandle> processes, String name) {
    return processes.stream()
        .filter(
            process ->
                process.info().command().filter(path -> path.endsWith("/" + name)).isPresent())
        .count();
  }

  /** The report's first scenario, which was running. */
  private static ScenarioReport partial(FaceoffProcess faceoff) throws IOException {
    Path out = faceoff.file("out");
    ScenarioReport scenario = ReportFolder.read(out).scenarios().get(0);
    assertThat(scenario.status()).isEqualTo(Status.PARTIAL);
    assertThat(Files.readString(out.resolve("report.html"))).contains("PARTIAL");
    return scenario;
  }
}
