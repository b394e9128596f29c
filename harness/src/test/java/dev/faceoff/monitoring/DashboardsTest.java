package dev.faceoff.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The dashboards are what Grafana takes; that their queries find something is tested by a run. */
class DashboardsTest {
  private static final int COLUMNS = 24;

  /** Those of Grafana's value formats that fit what is shown. */
  private static final Set<String> UNITS =
      Set.of("none", "percentunit", "s", "reqps", "bytes", "Bps");

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([A-Za-z_]+)");
  private static final Pattern LEGEND_LABEL = Pattern.compile("\\{\\{(\\w+)}}");

  static Stream<JsonNode> dashboards() {
    return MonitoringFiles.dashboards().stream();
  }

  /** They refuse a key that they do not know, and a value of another type. */
  @Test
  void areOfTheTypesThatGrafanaPublishes() throws Exception {
    Path types = MonitoringFiles.file("grafana/types");
    assumeTrue(
        Files.isDirectory(types.resolve("node_modules")),
        "Grafana's types are not there; 'npm ci' in docker/grafana/types brings them");
    Process check =
        new ProcessBuilder("node", "check.mjs")
            .directory(types.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(check.waitFor()).as(said).isZero();
  }

  @Test
  void areThree() {
    assertThat(dashboards().map(each -> each.path("title").asText()))
        .containsExactlyInAnyOrder("Pair", "Fault timeline", "JVM and database");
    assertThat(dashboards().map(each -> each.path("uid").asText())).doesNotHaveDuplicates();
  }

  /** That these find something is tested by a run, too. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Pair | rate(faceoff_requests_total{",
        "Pair | faceoff_arrivals_offered_per_second{",
        "Pair | outcome=\"failed\"",
        "Pair | histogram_quantile(0.5, sum by (le) (rate(faceoff_latency_seconds_bucket{",
        "Pair | histogram_quantile(0.95, sum by (le) (rate(faceoff_latency_seconds_bucket{",
        "Pair | histogram_quantile(0.99, sum by (le) (rate(faceoff_latency_seconds_bucket{",
        "Pair | variant:tomcat_threads_busy:ratio{",
        "Pair | variant:hikaricp_connections_active:ratio{",
        "Pair | process_cpu_usage{",
        "Pair | rate(jdbc_statements_total{",
        "Pair | rate(cache_gets_total{",
        "Pair | faceoff_fault_active{",
        "Fault timeline | faceoff_phase{",
        "Fault timeline | faceoff_fault_active{",
        "Fault timeline | ALERTS{",
        "Fault timeline | faceoff_start_lag_seconds_bucket{",
        "JVM and database | jvm_memory_used_bytes{",
        "JVM and database | jvm_gc_pause_seconds_sum{",
        "JVM and database | hikaricp_connections_active{",
        "JVM and database | jdbc_statements_total{"
      })
  void showWhatTheirNamesPromise(String title, String query) {
    assertThat(MonitoringFiles.queries())
        .filteredOn(each -> each.where().startsWith(title + ", "))
        .anyMatch(each -> each.text().contains(query));
  }

  @Test
  void thePairHasNaiveAndFixedSideBySide() {
    JsonNode pair =
        dashboards()
            .filter(each -> each.path("title").asText().equals("Pair"))
            .findFirst()
            .orElseThrow();
    Map<String, JsonNode> places = new HashMap<>();
    for (JsonNode panel : pair.path("panels")) {
      places.put(panel.path("title").asText(), panel.path("gridPos"));
    }
    JsonNode naive = places.get("Latency of naive");
    JsonNode fixed = places.get("Latency of fixed");

    assertThat(fixed.path("y")).isEqualTo(naive.path("y"));
    assertThat(fixed.path("w")).isEqualTo(naive.path("w"));
    assertThat(fixed.path("h")).isEqualTo(naive.path("h"));
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void placePanelsBesideEachOther(JsonNode dashboard) {
    Set<List<Integer>> taken = new HashSet<>();
    Set<Integer> ids = new HashSet<>();
    for (JsonNode panel : dashboard.path("panels")) {
      String title = panel.path("title").asText();
      assertThat(ids.add(panel.path("id").asInt())).as("id of %s", title).isTrue();
      JsonNode place = panel.path("gridPos");
      int right = place.path("x").asInt() + place.path("w").asInt();
      int bottom = place.path("y").asInt() + place.path("h").asInt();
      assertThat(right).as(title).isLessThanOrEqualTo(COLUMNS);
      for (int x = place.path("x").asInt(); x < right; x++) {
        for (int y = place.path("y").asInt(); y < bottom; y++) {
          assertThat(taken.add(List.of(x, y))).as("%s at %d, %d", title, x, y).isTrue();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void askTheDataSourceThatIsProvided(JsonNode dashboard) {
    Map<String, Object> provided =
        MonitoringFiles.yaml("grafana/provisioning/datasources/prometheus.yaml");
    String uid = MonitoringFiles.names(provided, "uid").get(0);

    assertThat(dashboard.findValues("datasource"))
        .isNotEmpty()
        .allSatisfy(
            source -> {
              assertThat(source.path("uid").asText()).isEqualTo(uid);
              assertThat(source.path("type").asText()).isEqualTo("prometheus");
            });
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void showEachSeriesWithUnitTitleAndName(JsonNode dashboard) {
    for (JsonNode panel : dashboard.path("panels")) {
      String title = panel.path("title").asText();
      assertThat(title).isNotBlank();
      assertThat(panel.path("targets")).as(title).isNotEmpty();
      assertThat(UNITS)
          .as(title)
          .contains(panel.path("fieldConfig").path("defaults").path("unit").asText());
      List<String> refIds = new ArrayList<>();
      for (JsonNode target : panel.path("targets")) {
        refIds.add(target.path("refId").asText());
        assertThat(target.path("legendFormat").asText()).as(title).isNotBlank();
        // What the name shows, the query must keep.
        Matcher label = LEGEND_LABEL.matcher(target.path("legendFormat").asText());
        while (label.find()) {
          assertThat(target.path("expr").asText())
              .as(title)
              .matches("(?s).*(by \\([^)]*\\b%s\\b[^)]*\\)|^variant:).*".formatted(label.group(1)));
        }
      }
      assertThat(refIds).as(title).doesNotHaveDuplicates();
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void useNoVariableThatTheyDoNotDeclare(JsonNode dashboard) {
    Set<String> declared = new HashSet<>(Set.of("__rate_interval"));
    dashboard
        .path("templating")
        .path("list")
        .forEach(variable -> declared.add(variable.path("name").asText()));

    List<String> texts = new ArrayList<>();
    dashboard.findValues("expr").forEach(expr -> texts.add(expr.asText()));
    dashboard
        .path("templating")
        .path("list")
        .forEach(variable -> texts.add(variable.path("query").path("query").asText()));
    assertThat(texts)
        .isNotEmpty()
        .allSatisfy(
            text ->
                assertThat(VARIABLE.matcher(text).results().map(match -> match.group(1)))
                    .as(text)
                    .allMatch(declared::contains));
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void markFaultsAndAlerts(JsonNode dashboard) {
    assertThat(dashboard.path("annotations").path("list"))
        .extracting(annotation -> annotation.path("name").asText())
        .contains("Faults", "Alerts");
  }
}
