package dev.faceoff.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.faceoff.process.LocalServer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A service that tells its metrics as Spring Boot's Actuator does without Prometheus. */
class ActuatorMetricsTest {
  private static final String LIST = "/actuator/metrics";
  private static final String WAIT = LIST + "/hikaricp.connections.acquire";

  private final LocalServer server = new LocalServer();

  /** JSON by path and query; whatever else is asked for is not there. */
  private final Map<String, String> answers = new ConcurrentHashMap<>();

  private final List<String> asked = new CopyOnWriteArrayList<>();

  @BeforeEach
  void serve() {
    server.on("/", this::answer);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String place = exchange.getRequestURI().toString();
    asked.add(place);
    String answer = answers.getOrDefault(place, "");
    LocalServer.answer(exchange, answer.isEmpty() ? 404 : 200, answer);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void readsWhatWaitingForAConnectionTook() {
    answers.put(LIST, names("hikaricp.connections.acquire", "jvm.memory.used"));
    answers.put(WAIT, timer("seconds", 10, 0.5));
    PrometheusProbe.PoolWait before = probe().poolWait().orElseThrow();
    answers.put(WAIT, timer("seconds", 30, 2.0));
    asked.clear();

    assertThat(probe().poolWait().orElseThrow().minus(before))
        .isEqualTo(new PrometheusProbe.PoolWait(1.5, 20));
    assertThat(asked).as("sum and count are one answer").containsExactly(LIST, WAIT);
  }

  @Test
  void aTimerIsToldInTheUnitOfItsRegistry() {
    answers.put(LIST, names("hikaricp.connections.acquire"));

    answers.put(WAIT, timer("milliseconds", 10, 1500));
    assertThat(probe().poolWait()).hasValue(new PrometheusProbe.PoolWait(1.5, 10));
    answers.put(WAIT, timer("fortnights", 10, 1500));
    assertThat(probe().poolWait()).isEmpty();
  }

  @Test
  void asksOnlyForWhatIsThere() {
    answers.put(LIST, names("jvm.memory.used"));

    assertThat(probe().poolWait()).isEmpty();
    assertThat(probe().gauge("jvm_memory_used_bytes")).as("nobody needs it").isEmpty();
    assertThat(asked).containsOnly(LIST);

    answers.put(LIST, names("hikaricp.connections.acquire"));
    assertThat(probe().poolWait()).as("gone again").isEmpty();
    answers.remove(LIST);
    assertThat(probe().poolWait()).as("no such address").isEmpty();
  }

  /** All together they are told as a sum, which is no level. */
  @Test
  void aLevelIsTheLargestOverItsPools() {
    String active = LIST + "/hikaricp.connections.active";
    answers.put(LIST, names("hikaricp.connections.active", "hikaricp.connections.max"));
    answers.put(active, metric("VALUE", "11.0", "pool", "orders", "audit: old"));
    answers.put(active + "?tag=pool%3Aorders", metric("VALUE", "8.0", "other"));
    answers.put(active + "?tag=pool%3Aaudit%3A+old", metric("VALUE", "3.0", "other"));
    answers.put(LIST + "/hikaricp.connections.max", metric("VALUE", "10.0", "pool", "orders"));

    assertThat(probe().gauges(Set.of("hikaricp_connections_active", "hikaricp_connections_max")))
        .containsOnly(
            Map.entry("hikaricp_connections_active", 8.0),
            Map.entry("hikaricp_connections_max", 10.0));
  }

  @Test
  void aLevelWithoutAValueIsNotTold() {
    answers.put(LIST, names("tomcat.threads.busy"));
    answers.put(LIST + "/tomcat.threads.busy", metric("VALUE", "\"NaN\"", "name", "http"));

    assertThat(probe().gauge("tomcat_threads_busy_threads")).isEmpty();
  }

  @Test
  void hundredsOfPoolsAreNotAskedOneByOne() {
    String[] pools = new String[ActuatorMetrics.MOST_PARTS + 1];
    for (int i = 0; i < pools.length; i++) {
      pools[i] = "pool-" + i;
    }
    answers.put(LIST, names("hikaricp.connections.active"));
    answers.put(LIST + "/hikaricp.connections.active", metric("VALUE", "11.0", "pool", pools));

    assertThat(probe().gauge("hikaricp_connections_active")).isEmpty();
    assertThat(asked).hasSize(2);
  }

  @Test
  void countsLookupsByTheirResult() {
    String gets = LIST + "/cache.gets";
    answers.put(LIST, names("cache.gets"));
    answers.put(gets, metric("COUNT", "18.0", "result", "hit", "miss"));
    answers.put(gets + "?tag=result%3Ahit", metric("COUNT", "15.0", "cache", "pages"));
    answers.put(gets + "?tag=result%3Amiss", metric("COUNT", "3.0", "cache", "pages"));

    assertThat(probe().cacheGets()).hasValue(new PrometheusProbe.CacheGets(15, 3));
  }

  @Test
  void otherJsonIsRefused() {
    answers.put(LIST, "{\"status\": \"UP\"}");
    assertThatThrownBy(() -> probe().poolWait())
        .isInstanceOf(ProbeFailedException.class)
        .hasMessageContaining("without the names of metrics");

    answers.put(LIST, "{\"names\": [");
    assertThatThrownBy(() -> probe().poolWait())
        .isInstanceOf(ProbeFailedException.class)
        .hasMessageContaining("does not answer JSON");
  }

  @Test
  void doesNotFollowAMetricToAnotherAddress() {
    answers.put(LIST, names("hikaricp.connections.acquire"));
    answers.put("/moved", timer("seconds", 10, 0.5));
    server.on(WAIT, exchange -> LocalServer.redirect(exchange, "/moved"));

    assertThatThrownBy(() -> probe().poolWait())
        .isInstanceOf(ProbeFailedException.class)
        .hasMessageContaining("answered 302, not 200");
    assertThat(asked).containsExactly(LIST);
  }

  private PrometheusProbe probe() {
    return new PrometheusProbe(List.of(server.at(LIST)));
  }

  private static String names(String... names) {
    return "{\"names\": [%s]}".formatted(quoted(names));
  }

  private static String timer(String unit, long count, double total) {
    return """
        {"name": "hikaricp.connections.acquire", "baseUnit": "%s",
         "measurements": [{"statistic": "COUNT", "value": %d}, {"statistic": "TOTAL_TIME", "value": %s},
                          {"statistic": "MAX", "value": 99.0}],
         "availableTags": [{"tag": "pool", "values": ["orders", "audit"]}]}"""
        .formatted(unit, count, total);
  }

  private static String metric(String statistic, String value, String tag, String... values) {
    return """
        {"measurements": [{"statistic": "%s", "value": %s}],
         "availableTags": [{"tag": "%s", "values": [%s]}]}"""
        .formatted(statistic, value, tag, quoted(values));
  }

  private static String quoted(String... words) {
    return List.of(words).stream().map(word -> '"' + word + '"').collect(Collectors.joining(", "));
  }
}
