package dev.faceoff.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faceoff.process.LocalServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PrometheusProbeTest {
  private static final String BUSY = "tomcat_threads_busy_threads";

  private final LocalServer server = new LocalServer();
  private volatile int status = 200;
  private volatile String text = "";
  private volatile String textOfReplica = "";

  @BeforeEach
  void serve() {
    server.on("/", exchange -> LocalServer.answer(exchange, status, text));
    server.on("/replica", exchange -> LocalServer.answer(exchange, status, textOfReplica));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void readsWhatWaitingForAConnectionTook() {
    PrometheusProbe probe = probe();
    text = wait(10, 0.5);
    PrometheusProbe.PoolWait before = probe.poolWait().orElseThrow();
    text = wait(30, 2.0);

    assertThat(probe.poolWait().orElseThrow().minus(before))
        .isEqualTo(new PrometheusProbe.PoolWait(1.5, 20));
  }

  /** As Quarkus tells it. */
  @Test
  void readsWhatWaitingForAConnectionOfAgroalTook() {
    String agroal =
        """
        agroal_blocking_time_total_milliseconds{datasource="default"} 1500.0
        agroal_acquire_count_total{datasource="default"} 20.0
        """;

    text = agroal;
    assertThat(probe().poolWait()).hasValue(new PrometheusProbe.PoolWait(1.5, 20));
    text = agroal + wait(10, 0.5);
    assertThat(probe().poolWait()).hasValue(new PrometheusProbe.PoolWait(2.0, 30));
    text = "agroal_blocking_time_total_milliseconds 1500.0\n";
    assertThat(probe().poolWait()).as("a part of it").isEmpty();
  }

  @Test
  void isEmptyWithoutThePoolOrTheAddress() {
    text = "up 1\n";
    assertThat(probe().poolWait()).isEmpty();
    status = 404;
    assertThat(probe().poolWait()).isEmpty();
  }

  @Test
  void aLevelIsTheLargestOverItsLabels() {
    text =
        """
        tomcat_threads_busy_threads{name="http-1"} 40.0
        tomcat_threads_busy_threads{name="management"} 1.0
        answer_staleness_seconds_max 0.25
        cold NaN
        """;

    assertThat(probe().gauge("tomcat_threads_busy_threads")).hasValue(40.0);
    assertThat(probe().gauge("answer_staleness_seconds_max")).hasValue(0.25);
    assertThat(probe().gauge("cold")).isEmpty();
    assertThat(probe().gauge("answer_staleness_seconds")).isEmpty();
  }

  @Test
  void addsUpTheLookupsOfAllCaches() {
    text =
        """
        cache_gets_total{cache="a",result="hit"} 10.0
        cache_gets_total{cache="b}",result="hit",} 5.0
        cache_gets_total{cache="a",result="miss"} 3.0
        cache_gets_total{cache="a",result="pending"} 7.0
        """;
    PrometheusProbe.CacheGets before = probe().cacheGets().orElseThrow();
    assertThat(before).isEqualTo(new PrometheusProbe.CacheGets(15, 3));

    text = "cache_gets_total{result=\"hit\"} 35\ncache_gets_total{result=\"miss\"} 4\n";
    assertThat(probe().cacheGets().orElseThrow().minus(before))
        .isEqualTo(new PrometheusProbe.CacheGets(20, 1));

    text = "up 1\n";
    assertThat(probe().cacheGets()).isEmpty();
  }

  @Test
  void whatReplicasTellAddsUp() {
    text = wait(10, 0.5) + busy(40) + "cache_gets_total{result=\"hit\"} 35\n";
    textOfReplica = wait(30, 2.0) + busy(2) + "cache_gets_total{result=\"miss\"} 4\n";

    assertThat(ofBoth().poolWait()).hasValue(new PrometheusProbe.PoolWait(2.5, 40));
    assertThat(ofBoth().cacheGets()).hasValue(new PrometheusProbe.CacheGets(35, 4));
    assertThat(ofBoth().gauge(BUSY)).hasValue(42.0);
    assertThat(ofBoth().highest(BUSY)).hasValue(40.0);
  }

  /** A part would be taken for the whole. */
  @Test
  void whatOneReplicaDoesNotTellIsNotKnown() {
    text = wait(10, 0.5) + busy(40) + "cache_gets_total{result=\"hit\"} 35\n";
    textOfReplica = "up 1\n";

    assertThat(ofBoth().poolWait()).isEmpty();
    assertThat(ofBoth().cacheGets()).isEmpty();
    assertThat(ofBoth().gauge(BUSY)).isEmpty();
    assertThat(ofBoth().highest(BUSY)).isEmpty();
  }

  private PrometheusProbe ofBoth() {
    return new PrometheusProbe(List.of(server.at("/metrics"), server.at("/replica")));
  }

  private static String busy(int threads) {
    return "%s{name=\"http-1\"} %d\n".formatted(BUSY, threads);
  }

  @Test
  void doesNotWaitForAServiceThatDoesNotAnswer() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      URI address = URI.create("http://127.0.0.1:%d/metrics".formatted(silent.getLocalPort()));
      PrometheusProbe probe = new PrometheusProbe(List.of(address), Duration.ofMillis(50));

      assertThatThrownBy(() -> probe.gauge("up"))
          .isInstanceOf(ProbeFailedException.class)
          .hasMessageContaining("timed out");
    }
  }

  @Test
  void failureIsNoZero() {
    status = 500;
    assertThatThrownBy(() -> probe().poolWait())
        .isInstanceOf(ProbeFailedException.class)
        .hasMessageContaining("500");
    server.close();
    assertThatThrownBy(() -> probe().poolWait()).isInstanceOf(ProbeFailedException.class);
  }

  @Test
  void doesNotFollowToAnotherAddress() {
    text = wait(10, 0.5);
    server.on("/moved", exchange -> LocalServer.redirect(exchange, "/metrics"));

    assertThatThrownBy(() -> new PrometheusProbe(List.of(server.at("/moved"))).poolWait())
        .isInstanceOf(ProbeFailedException.class)
        .hasMessageContaining("answered 302, not 200");
  }

  private PrometheusProbe probe() {
    return new PrometheusProbe(List.of(server.at("/metrics")));
  }

  private static String wait(long count, double seconds) {
    String name = "hikaricp_connections_acquire_seconds";
    return "%s_count{pool=\"p\"} %d\n%s_sum{pool=\"p\"} %s\n".formatted(name, count, name, seconds);
  }
}
