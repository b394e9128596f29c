package dev.faceoff.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PrometheusProbeTest {
  private HttpServer server;
  private volatile int status = 200;
  private volatile String text = "";

  @BeforeEach
  void serve() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = text.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
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

  @Test
  void isEmptyWithoutThePoolOrTheAddress() {
    text = "up 1\n";
    assertThat(probe().poolWait()).isEmpty();
    status = 404;
    assertThat(probe().poolWait()).isEmpty();
  }

  @Test
  void failureIsNoZero() {
    status = 500;
    assertThatThrownBy(() -> probe().poolWait())
        .isInstanceOf(ProbeFailedException.class)
        .hasMessageContaining("500");
    server.stop(0);
    assertThatThrownBy(() -> probe().poolWait()).isInstanceOf(ProbeFailedException.class);
  }

  private PrometheusProbe probe() {
    return new PrometheusProbe(
        URI.create("http://127.0.0.1:%d/metrics".formatted(server.getAddress().getPort())));
  }

  private static String wait(long count, double seconds) {
    String name = "hikaricp_connections_acquire_seconds";
    return "%s_count{pool=\"p\"} %d\n%s_sum{pool=\"p\"} %s\n".formatted(name, count, name, seconds);
  }
}
