package dev.faceoff.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.model.Measure;
import dev.faceoff.model.Status;
import dev.faceoff.report.ReportFolder;
import dev.faceoff.report.ScenarioReport;
import dev.faceoff.report.ScenarioReport.VariantReport;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The real services on a real database show their faults in what is counted, however short. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Faceoff runs on Linux, WSL and macOS")
@Timeout(400)
class ShippedPairsTest {
  private static final String PROFILE =
      "launches: 1, blocks: 4, blockSeconds: 1, gapSeconds: 2, warmUpSeconds: 2";
  private static final int ORDERS = 20_000;

  @TempDir private Path folder;

  @Test
  void showTheirFaultsInWhatIsCounted() throws Exception {
    Path project = Project.withShippedPairs(folder.resolve("project"), PROFILE);
    try (FaceoffProcess faceoff =
        FaceoffProcess.start(
            project,
            folder,
            "run",
            "n-plus-one",
            "missing-index",
            "--set",
            "orders=" + ORDERS,
            // So few that even a starved machine answers them all before the next block.
            "--set",
            "arrivalsPerSecond=10",
            "--out",
            "out")) {
      // 3: that fixed is faster may fail so briefly measured; what is counted may not.
      assertThat(faceoff.exitCode()).as(faceoff.err() + faceoff.out()).isIn(0, 3);
      faceoff.leavesNothingOf(List.of());

      var scenarios = ReportFolder.read(faceoff.file("out")).scenarios();
      assertThat(scenarios).extracting(ScenarioReport::status).containsOnly(Status.VALID);
      nPlusOneAsksForEachOrder(scenarios.get(0));
      missingIndexReadsTheWholeTable(scenarios.get(1));
    }
  }

  private static void nPlusOneAsksForEachOrder(ScenarioReport scenario) {
    assertThat(cost(scenario, "naive", Measure.QUERIES)).isGreaterThanOrEqualTo(51);
    assertThat(cost(scenario, "fixed", Measure.QUERIES)).isEqualTo(1);
    everythingWasMeasured(scenario);
  }

  private static void missingIndexReadsTheWholeTable(ScenarioReport scenario) {
    double naive = cost(scenario, "naive", Measure.ROWS_READ);
    assertThat(naive).isEqualTo(ORDERS);
    assertThat(cost(scenario, "fixed", Measure.ROWS_READ))
        .isPositive()
        .isLessThanOrEqualTo(naive / 100);
    assertThat(cost(scenario, "naive", Measure.QUERIES)).isEqualTo(1);
    assertThat(cost(scenario, "fixed", Measure.QUERIES)).isEqualTo(1);
    assertThat(plan(scenario, "naive")).contains("Seq Scan on");
    assertThat(plan(scenario, "fixed")).containsPattern("Index (Only )?Scan").doesNotContain("Seq");
    everythingWasMeasured(scenario);
  }

  private static void everythingWasMeasured(ScenarioReport scenario) {
    assertThat(scenario.variants())
        .allSatisfy(
            variant -> {
              assertThat(variant.cost())
                  .containsKeys(
                      Measure.QUERIES, Measure.ROWS_READ, Measure.BUFFERS_HIT, Measure.POOL_WAIT);
              assertThat(variant.endpoints())
                  .allSatisfy(endpoint -> assertThat(endpoint.errorsByKind()).isEmpty());
            });
  }

  private static double cost(ScenarioReport scenario, String variant, Measure measure) {
    assertThat(variant(scenario, variant).cost())
        .as("%s: %s", variant, scenario.trust())
        .containsKey(measure);
    return variant(scenario, variant).cost().get(measure).value();
  }

  private static String plan(ScenarioReport scenario, String variant) {
    return String.join("\n", variant(scenario, variant).queryPlan().orElseThrow().lines());
  }

  private static VariantReport variant(ScenarioReport scenario, String name) {
    return scenario.variant(name).orElseThrow();
  }
}
