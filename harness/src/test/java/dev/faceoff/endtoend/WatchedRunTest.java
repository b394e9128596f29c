package dev.faceoff.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.faceoff.monitoring.MonitoringFiles;
import dev.faceoff.monitoring.MonitoringFiles.Query;
import dev.faceoff.monitoring.Prometheus;
import dev.faceoff.process.LoopbackPorts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A Prometheus, configured as the one in {@code docker/}, watches a run with faults: every query of
 * the dashboards finds something, and alerts tell the variants apart.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "sends the signals of Unix")
@Timeout(500)
class WatchedRunTest {
  private static final String PROFILE =
      "launches: 1, blocks: 4, blockSeconds: 2, gapSeconds: 2, warmUpSeconds: 6, timelines: 1";

  private static final Set<String> SCENARIOS = Set.of("no-cache", "blocking-gateway");
  private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.+), (\\w+)\\)");

  private static final String OF_SERVICES = "http_server_requests_seconds_bucket{job=\"services\"}";

  /** What Grafana takes at least: four times the scrape interval. */
  private static final String RATE_INTERVAL = "5s";

  @TempDir private Path folder;

  @Test
  void everyQueryOfTheDashboardsFindsSomethingAndAlertsTellTheVariantsApart() throws Exception {
    int port = LoopbackPorts.free();
    Path project = Project.withShippedFaults(folder.resolve("project"), PROFILE);
    Path data = Files.createDirectories(folder.resolve("prometheus"));
    Instant from = Instant.now();
    try (Prometheus prometheus = Prometheus.start(port, data);
        FaceoffProcess faceoff =
            FaceoffProcess.start(
                project,
                folder,
                Map.of("SPRING_PROFILES_ACTIVE", "monitored"),
                "run",
                "no-cache",
                "blocking-gateway",
                "--metrics-port",
                String.valueOf(port),
                "--out",
                "watched")) {
      faceoff.awaitProgress("blocking-gateway: under faults");
      assertThat(prometheus.up("faceoff")).isOne();
      assertThat(prometheus.up("services")).as("naive and fixed").isEqualTo(2);
      // 3: how much within the objective may fail on a machine that does other work.
      assertThat(faceoff.exitCode()).as(faceoff.err() + faceoff.out()).isIn(0, 3);
      Instant to = Instant.now();

      SoftAssertions all = new SoftAssertions();
      for (Query query : MonitoringFiles.queries()) {
        List<JsonNode> found =
            prometheus.range(filled(query.text(), String.join("|", SCENARIOS)), from, to);
        Set<String> variants = new TreeSet<>();
        boolean values = false;
        for (JsonNode series : found) {
          if (hasValue(series)) {
            values = true;
            variants.add(series.path("metric").path("variant").asText());
          }
        }
        all.assertThat(values).as("%s finds something:%n%s", query.where(), query.text()).isTrue();
        // A variant may be spared an alert, or a cache.
        if (query.legend().equals("{{variant}}") && !query.text().contains("cache_gets")) {
          all.assertThat(variants).as(query.where()).containsExactly("fixed", "naive");
        }
      }
      for (Query variable : MonitoringFiles.variables()) {
        Matcher asked = LABEL_VALUES.matcher(variable.text());
        assertThat(asked.matches()).as(variable.text()).isTrue();
        all.assertThat(
                prometheus.labelValues(
                    asked.group(2), filled(asked.group(1), "no-cache"), from, to))
            .as(variable.where())
            .contains(asked.group(2).equals("scenario") ? "no-cache" : "watched");
      }
      Map.of(
              "scenario", SCENARIOS,
              "variant", Set.of("fixed", "naive"),
              "run_id", Set.of("watched"))
          .forEach(
              (label, values) ->
                  all.assertThat(prometheus.labelValues(label, OF_SERVICES, from, to))
                      .as("%s of what services say themselves", label)
                      .containsExactlyInAnyOrderElementsOf(values));
      all.assertThat(firing(prometheus, "ErrorBudgetBurnsFast", from, to)).containsExactly("naive");
      all.assertThat(firing(prometheus, "RequestThreadsSaturated", from, to))
          .containsExactly("naive");
      all.assertAll();
    }
  }

  /** The variants of blocking-gateway for which an alert fired. */
  private static Set<String> firing(Prometheus prometheus, String alert, Instant from, Instant to) {
    Set<String> variants = new TreeSet<>();
    prometheus
        .range(
            "ALERTS{alertname=\"%s\",alertstate=\"firing\",scenario=\"blocking-gateway\"}"
                .formatted(alert),
            from,
            to)
        .forEach(series -> variants.add(series.path("metric").path("variant").asText()));
    return variants;
  }

  private static String filled(String query, String scenario) {
    return query
        .replace("$scenario", scenario)
        .replace("$run", ".*")
        .replace("$__rate_interval", RATE_INTERVAL);
  }

  private static boolean hasValue(JsonNode series) {
    for (JsonNode value : series.path("values")) {
      if (Double.isFinite(Double.parseDouble(value.path(1).asText().replace("Inf", "Infinity")))) {
        return true;
      }
    }
    return false;
  }
}
