package dev.faceoff.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Prometheus' own tool checks configuration and rules, and runs the rules' tests. */
class AlertsTest {
  @Test
  void theConfigurationAndItsRulesAreValid() throws Exception {
    promtool("check", "config", "prometheus.yaml");
  }

  @Test
  void alertsFireWhenTheyShouldAndOnlyThen() throws Exception {
    promtool("test", "rules", "rules.test.yaml");
  }

  @Test
  void everyAlertHasATest() {
    List<String> tested =
        MonitoringFiles.names(MonitoringFiles.yaml("prometheus/rules.test.yaml"), "alertname");
    List<String> declared =
        MonitoringFiles.names(MonitoringFiles.yaml("prometheus/alerts.yaml"), "alert");

    assertThat(declared).isNotEmpty().allMatch(tested::contains);
  }

  @Test
  void theHealthCheckOfTheExperimentFiresWhenItShouldAndOnlyThen() throws Exception {
    Path folder = Path.of("..", "scenarios", "monitoring").toAbsolutePath().normalize();

    promtool(folder, "check", "rules", "health.yaml");
    promtool(folder, "test", "rules", "health.test.yaml");
  }

  private static void promtool(String... words) throws IOException, InterruptedException {
    promtool(MonitoringFiles.prometheus(), words);
  }

  private static void promtool(Path folder, String... words)
      throws IOException, InterruptedException {
    Path program = Prometheus.program("promtool");
    List<String> command = new java.util.ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(words));
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }
}
