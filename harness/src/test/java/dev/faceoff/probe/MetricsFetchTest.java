package dev.faceoff.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faceoff.process.LocalServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetricsFetchTest {
  private static final byte[] MEBIBYTE = new byte[1 << 20];

  private final AtomicReference<String> accepted = new AtomicReference<>();
  private final LocalServer server = new LocalServer();
  private volatile int mebibytes;

  @BeforeEach
  void serve() {
    server.on(
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
  }

  @AfterEach
  void stop() {
    server.close();
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

  /** A service without metrics is asked again and again. */
  @Test
  void keepsNoConnectionOpenWhoseAnswerItDoesNotRead() throws IOException {
    try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      URI address = URI.create("http://127.0.0.1:%d/metrics".formatted(listening.getLocalPort()));
      CompletableFuture<Integer> next =
          CompletableFuture.supplyAsync(() -> nextAfterNotFound(listening));

      assertThat(new MetricsFetch(Duration.ofSeconds(20)).get(address)).isEmpty();

      assertThat(next.join()).as("the end of what is sent").isEqualTo(-1);
    }
  }

  /** Says that there is nothing, and waits for what comes then. */
  private static int nextAfterNotFound(ServerSocket listening) {
    try (Socket socket = listening.accept()) {
      socket.setSoTimeout(10_000);
      BufferedReader request =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      String line = request.readLine();
      while (!line.isEmpty()) {
        line = request.readLine();
      }
      socket
          .getOutputStream()
          .write(
              "HTTP/1.1 404 Not Found\r\nContent-Length: 5\r\n\r\nnone\n"
                  .getBytes(StandardCharsets.US_ASCII));
      return request.read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<String> fetch(Duration timeout) {
    return new MetricsFetch(timeout).get(server.at("/metrics"));
  }
}
