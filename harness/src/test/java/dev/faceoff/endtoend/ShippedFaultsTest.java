package dev.faceoff.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.model.Measure;
import dev.faceoff.model.Status;
import dev.faceoff.report.FaultReport.EndpointPhase;
import dev.faceoff.report.FaultReport.Timeline;
import dev.faceoff.report.FaultReport.VariantPhase;
import dev.faceoff.report.ReportFolder;
import dev.faceoff.report.ScenarioReport;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The real services suffer real faults, and the report tells what came of it. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "sends the signals of Unix")
@Timeout(500)
class ShippedFaultsTest {
  private static final String PROFILE =
      "launches: 1, blocks: 4, blockSeconds: 2, gapSeconds: 2, warmUpSeconds: 4, timelines: 1";

  /** In no-cache's scenario.yaml. */
  private static final double TTL_MILLIS = 60_000;

  @TempDir private Path folder;

  @Test
  void tellWhatFaultsDoToEachVariant() throws Exception {
    try (FaceoffProcess faceoff = run("no-cache", "blocking-gateway")) {
      // 3: how fast or how much within the objective may fail on a machine that does other work.
      assertThat(faceoff.exitCode()).as(faceoff.err() + faceoff.out()).isIn(0, 3);
      faceoff.leavesNothingOf(List.of());

      List<ScenarioReport> scenarios = ReportFolder.read(faceoff.file("out")).scenarios();
      assertThat(scenarios).extracting(ScenarioReport::status).containsOnly(Status.VALID);
      noCacheOutlivesRedis(scenarios.get(0));
      blockingGatewayTakesTheCatalogueAlong(scenarios.get(1));
    }
  }

  private static void noCacheOutlivesRedis(ScenarioReport scenario) {
    assertThat(cost(scenario, "fixed", Measure.QUERIES))
        .isLessThan(cost(scenario, "naive", Measure.QUERIES) / 5);
    assertThat(cost(scenario, "fixed", Measure.CACHE_HITS)).isBetween(0.5, 1.0);
    assertThat(cost(scenario, "fixed", Measure.STALENESS)).isLessThanOrEqualTo(TTL_MILLIS);
    assertThat(endpoint(scenario, "redis-down", "fixed", "product-page").errors()).isZero();
    assertThat(endpoint(scenario, "redis-down", "fixed", "product-page").requests()).isPositive();
  }

  private static void blockingGatewayTakesTheCatalogueAlong(ScenarioReport scenario) {
    double naive = within(scenario, "naive");
    assertThat(naive).isLessThan(0.5);
    assertThat(within(scenario, "fixed")).isGreaterThan(naive + 0.3);
    assertThat(busyThreads(scenario, "naive")).isEqualTo(40);
    assertThat(busyThreads(scenario, "fixed")).isLessThan(40);
    assertThat(scenario.faults().reconciliation().orElseThrow().variants())
        .anySatisfy(
            books -> {
              assertThat(books.variant()).isEqualTo("fixed");
              assertThat(books.agreed()).isPositive();
              assertThat(books.differences()).isZero();
            });
    assertThat(timeline(scenario).instants())
        .hasSize(4)
        .allSatisfy(
            instant -> assertThat(instant.removedSecond()).isGreaterThan(instant.appliedSecond()));
  }

  @Test
  void signalNineUnderAFaultLeavesNothing() throws Exception {
    try (FaceoffProcess faceoff = run("blocking-gateway")) {
      faceoff.awaitProgress("blocking-gateway: under faults");
      List<ProcessHandle> descendants = faceoff.descendants();
      assertThat(
              descendants.stream()
                  .filter(
                      each -> each.info().command().filter(c -> c.endsWith("/java")).isPresent()))
          .as("two shops, a gateway for each, and the generator")
          .hasSize(5);

      faceoff.kill();

      faceoff.leavesNothingOf(descendants);
    }
  }

  private FaceoffProcess run(String... scenarios) throws Exception {
    Path project = Project.withShippedFaults(folder.resolve("project"), PROFILE);
    List<String> words = new java.util.ArrayList<>(List.of("run"));
    words.addAll(List.of(scenarios));
    words.addAll(List.of("--out", "out"));
    return FaceoffProcess.start(project, folder, words.toArray(String[]::new));
  }

  private static double cost(ScenarioReport scenario, String variant, Measure measure) {
    return scenario.variant(variant).orElseThrow().cost().get(measure).value();
  }

  private static double within(ScenarioReport scenario, String variant) {
    return endpoint(scenario, "gateway-slow", variant, "browse-catalogue")
        .estimates()
        .get(Measure.WITHIN_OBJECTIVE)
        .value();
  }

  private static double busyThreads(ScenarioReport scenario, String variant) {
    return phase(scenario, "gateway-slow", variant).levels().get(Measure.BUSY_THREADS).value();
  }

  private static EndpointPhase endpoint(
      ScenarioReport scenario, String phase, String variant, String endpoint) {
    return phase(scenario, phase, variant).endpoint(endpoint).orElseThrow();
  }

  private static VariantPhase phase(ScenarioReport scenario, String phase, String variant) {
    return timeline(scenario).phase(phase).flatMap(each -> each.variant(variant)).orElseThrow();
  }

  private static Timeline timeline(ScenarioReport scenario) {
    return scenario.faults().timeline().orElseThrow();
  }
}
