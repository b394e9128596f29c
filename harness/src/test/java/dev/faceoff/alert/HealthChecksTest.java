package dev.faceoff.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.faceoff.process.Eventually;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HealthChecksTest {
  private static final Duration OFTEN = Duration.ofMillis(20);

  private final CountDownLatch released = new CountDownLatch(1);
  private final AtomicInteger status = new AtomicInteger(200);
  private final AtomicInteger asked = new AtomicInteger();
  private final Map<String, Boolean> well = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;

  @BeforeEach
  void serve() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/health",
        exchange -> {
          try (exchange) {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(status.get(), -1);
          }
        });
    server.createContext(
        "/hangs",
        exchange -> {
          try (exchange) {
            released.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    server.start();
  }

  @AfterEach
  void close() {
    released.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private URI at(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  @Test
  void aServiceIsWellAsLongAsItSaysSo() throws Exception {
    try (HealthChecks checks =
        new HealthChecks(Map.of("naive", at("/health")), Duration.ofSeconds(5), well::put)) {
      checks.begin(OFTEN);
      Eventually.holds("well", () -> well.getOrDefault("naive", false));
      status.set(503);
      Eventually.holds("no more", () -> !well.get("naive"));
      status.set(200);
      Eventually.holds("well again", () -> well.get("naive"));
    }
  }

  @Test
  void oneThatHangsIsNotWellAndDoesNotHoldUpTheOther() throws Exception {
    try (HealthChecks checks =
        new HealthChecks(
            Map.of("naive", at("/hangs"), "fixed", at("/health")),
            Duration.ofMillis(200),
            well::put)) {
      checks.begin(OFTEN);
      Eventually.holds("both are known", () -> well.size() == 2);

      assertThat(well).containsEntry("naive", false).containsEntry("fixed", true);
    }
  }

  @Test
  void nobodyAnsweringIsNotWell() throws Exception {
    server.stop(0);
    try (HealthChecks checks =
        new HealthChecks(Map.of("naive", at("/health")), Duration.ofSeconds(5), well::put)) {
      checks.begin(OFTEN);
      Eventually.holds("known", () -> well.containsKey("naive"));

      assertThat(well).containsEntry("naive", false);
    }
  }

  @Test
  void nothingIsAskedBeforeItBeginsOrAfterItsEnd() throws Exception {
    HealthChecks checks =
        new HealthChecks(Map.of("naive", at("/health")), Duration.ofSeconds(5), well::put);
    assertThat(asked).hasValue(0);
    checks.begin(OFTEN);
    Eventually.holds("asked", () -> asked.get() > 0);
    checks.close();

    int last = asked.get();
    AtomicInteger others = new AtomicInteger();
    try (HealthChecks other =
        new HealthChecks(
            Map.of("fixed", at("/none")),
            Duration.ofSeconds(5),
            (variant, isWell) -> others.incrementAndGet())) {
      other.begin(OFTEN);
      Eventually.holds("others are asked meanwhile", () -> others.get() >= 10);
    }
    // One that was under way may have come to its end.
    assertThat(asked.get()).isLessThanOrEqualTo(last + 1);
  }
}
