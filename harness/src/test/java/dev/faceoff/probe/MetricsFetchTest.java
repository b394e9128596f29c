package dev.faceoff.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetricsFetchTest {
  private static final byte[] MEBIBYTE = new byte[1 << 20];

  private final AtomicReference<String> accepted = new AtomicReference<>();
  private HttpServer server;
  private volatile int mebibytes;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          accepted.set(exchange.getRequestHeaders().getFirst("Accept"));
          exchange.sendResponseHeaders(200, 0);
          try (OutputStream body = exchange.getResponseBody()) {
            for (int i = 0; i < mebibytes; i++) {
              body.write(MEBIBYTE);
            }
          } catch (IOException e) {
            // Nobody reads on.
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void readsNoMoreThanMetricsCanBe() {
    mebibytes = MetricsFetch.MOST_MEBIBYTES;
    assertThat(fetch(Duration.ofSeconds(20)).orElseThrow()).hasSize(mebibytes << 20);

    mebibytes = MetricsFetch.MOST_MEBIBYTES + 1;
    assertThatThrownBy(() -> fetch(Duration.ofSeconds(20)))
        .isInstanceOf(ProbeFailedException.class)
        .hasMessageContaining("larger than 16 MiB");
  }

  /** To a connection, no time left means all the time there is. */
  @Test
  void doesNotAskWhenNoTimeIsLeft() {
    assertThatThrownBy(() -> fetch(Duration.ZERO))
        .isInstanceOf(ProbeFailedException.class)
        .hasMessageContaining("timed out");
    assertThat(accepted.get()).isNull();
  }

  /** Actuator's list of metrics is refused to who accepts plain text only. */
  @Test
  void takesPrometheusTextBeforeJson() {
    fetch(Duration.ofSeconds(20));

    assertThat(accepted.get()).isEqualTo("text/plain;version=0.0.4, application/json;q=0.5");
  }

  private Optional<String> fetch(Duration timeout) {
    URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/metrics");
    return new MetricsFetch(timeout).get(address);
  }
}
