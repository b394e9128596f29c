package dev.faceoff.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.model.Status;
import dev.faceoff.monitoring.Prometheus;
import dev.faceoff.report.AlertReport;
import dev.faceoff.report.AlertReport.FaultWatch;
import dev.faceoff.report.AlertReport.VariantWatch;
import dev.faceoff.report.ReportFolder;
import dev.faceoff.report.ScenarioReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus alerts on a real fault, or does not, by what it is told to look at. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "sends the signals of Unix")
@Timeout(500)
class AlertedRunTest {
  @TempDir private Path folder;

  @Test
  void aHealthCheckIsSilentWhilePaymentsFailAndTheErrorBudgetIsNot() throws Exception {
    Prometheus.require();
    Path project = Project.withShippedMonitoring(folder.resolve("project"), "gateway-down");
    try (FaceoffProcess faceoff =
        FaceoffProcess.start(
            project, folder, "run", "monitoring", "--set", "rounds=1", "--out", "out")) {
      // 3: on a machine that does other work an alert may be false.
      assertThat(faceoff.exitCode()).as(faceoff.err() + faceoff.out()).isIn(0, 3);
      faceoff.leavesNothingOf(List.of());

      ScenarioReport scenario = ReportFolder.read(faceoff.file("out")).scenarios().get(0);
      AlertReport alerts = scenario.scaling().alerts().orElseThrow();
      assertThat(scenario.status()).as(scenario.reasons().toString()).isEqualTo(Status.VALID);
      FaultWatch naive = down(alerts.variants().get(0));
      FaultWatch fixed = down(alerts.variants().get(1));
      assertThat(naive.told().alerted()).isZero();
      assertThat(fixed.told().alerted()).isOne();
      assertThat(fixed.times().get(0).alert()).contains("ErrorBudgetBurnsFast");
      // Half of the users pay, and none of them can; the budget of 30 s has to be gone first.
      assertThat(fixed.failedUntold().value()).isGreaterThan(50);
      assertThat(fixed.failedUntold().value()).isLessThan(naive.failedUntold().value());
      assertThat(naive.failed().value()).isGreaterThanOrEqualTo(naive.failedUntold().value());
      assertThat(faceoff.out()).contains("not within 15 s");
    }
  }

  @Test
  void withoutPrometheusNothingIsStarted() throws Exception {
    Path project = Project.withShippedMonitoring(folder.resolve("project"), "gateway-down");
    try (FaceoffProcess faceoff =
        FaceoffProcess.start(
            project, folder, Map.of("PATH", "/nowhere"), "run", "monitoring", "--out", "out")) {
      assertThat(faceoff.exitCode()).isEqualTo(5);

      assertThat(faceoff.err())
          .startsWith("monitoring: alerts are evaluated by Prometheus")
          .contains("package prometheus");
      assertThat(faceoff.file("out")).doesNotExist();
      faceoff.leavesNothingOf(List.of());
    }
  }

  private static FaultWatch down(VariantWatch watch) {
    return watch.incident("gateway-down").orElseThrow();
  }
}
