package dev.faceoff.apps.nplusone;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.faceoff.apps.App;
import dev.faceoff.apps.Postgres.Database;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a service tells a Prometheus with the profile {@code monitored}, and what without. */
final class MonitoredNPlusOneTest {
  private static final String PATH = "/orders/newest?limit=10";

  private final Database database = NPlusOneData.shared();

  @Test
  void tellsLatenciesInBucketsBearingScenarioVariantAndRun() {
    Map<String, String> whose =
        Map.of(
            "spring.profiles.active", "monitored",
            "FACEOFF_SCENARIO", "n-plus-one",
            "FACEOFF_VARIANT", "candidate",
            "FACEOFF_RUN_ID", "run-7");
    try (App app = start("fixed", whose)) {
      app.get(PATH);

      assertThat(metrics(app, "http_server_requests_seconds_bucket"))
          .anySatisfy(
              line ->
                  assertThat(line)
                      .contains(
                          "uri=\"/orders/newest\"",
                          "scenario=\"n-plus-one\"",
                          "variant=\"candidate\"",
                          "run_id=\"run-7\"",
                          "le=\"+Inf\"}")
                      .endsWith(" 1"));
      assertThat(metrics(app, "hikaricp_connections_max"))
          .singleElement()
          .satisfies(line -> assertThat(line).contains("run_id=\"run-7\"").endsWith(" 10.0"));
    }
  }

  @Test
  void bearsItsOwnVariantAndNothingElseWhenNobodySaysWhose() {
    try (App app = start("naive", Map.of("spring.profiles.active", "monitored"))) {
      assertThat(metrics(app, "process_cpu_usage"))
          .singleElement()
          .satisfies(
              line ->
                  assertThat(line).contains("variant=\"naive\"", "scenario=\"\"", "run_id=\"\""));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"naive", "fixed"})
  void countsEveryStatementThatTheDatabaseSees(String variant) {
    try (App app = start(variant, Map.of("spring.profiles.active", "monitored"))) {
      app.get(PATH);
      double before = statements(app);

      long seen =
          database.statementsDuring(() -> app.get(PATH)).stream()
              .mapToLong(Database.Statement::calls)
              .sum();

      assertThat(statements(app) - before).isEqualTo(seen).isPositive();
    }
  }

  @Test
  void measuresNoneOfThatUnlessItIsMonitored() {
    try (App app = start("naive", Map.of("FACEOFF_RUN_ID", "run-7"))) {
      app.get(PATH);

      assertThat(app.part(DataSource.class)).isInstanceOf(HikariDataSource.class);
      assertThat(metrics(app, "http_server_requests_seconds_count")).isNotEmpty();
      assertThat(metrics(app, "http_server_requests_seconds_bucket")).isEmpty();
      assertThat(metrics(app, "jdbc_statements_total")).isEmpty();
      assertThat(metrics(app, "")).noneMatch(line -> line.contains("run-7"));
    }
  }

  private App start(String variant, Map<String, String> properties) {
    return App.start(NPlusOneApp.application(), variant, database, properties);
  }

  private static double statements(App app) {
    return metrics(app, "jdbc_statements_total").stream()
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  private static List<String> metrics(App app, String name) {
    return app.get("/actuator/prometheus")
        .body()
        .lines()
        .filter(line -> line.startsWith(name) && !line.startsWith("#"))
        .toList();
  }
}
