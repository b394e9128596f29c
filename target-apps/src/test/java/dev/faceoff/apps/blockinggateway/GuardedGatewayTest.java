package dev.faceoff.apps.blockinggateway;

import static dev.faceoff.apps.blockinggateway.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.faceoff.apps.blockinggateway.PendingPayments.PendingPayment;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.ResourceAccessException;

final class GuardedGatewayTest {

  @Test
  void givesUpACallWhoseAnswerDoesNotCome() throws IOException {
    try (FaultyGateway faulty = FaultyGateway.start()) {
      GuardedGateway gateway = new GuardedGateway(faulty.url());
      faulty.delayAnswers();

      assertThatThrownBy(() -> gateway.charge(payment("A1")))
          .isInstanceOf(ResourceAccessException.class);

      assertThat(faulty.ledger()).containsExactly("A1");
    }
  }

  @Test
  void stopsCallingAGatewayThatFails() throws IOException {
    try (FaultyGateway faulty = FaultyGateway.start()) {
      GuardedGateway gateway = new GuardedGateway(faulty.url(), Duration.ofHours(1));
      openBreaker(faulty, gateway);

      faulty.heal();

      assertThat(gateway.freeCalls()).isZero();
      assertThatThrownBy(() -> gateway.charge(payment("A1")))
          .isInstanceOf(CallNotPermittedException.class);
      assertThat(faulty.ledger()).isEmpty();
    }
  }

  @Test
  void callsAgainOnceTheGatewayAnswers() throws IOException {
    try (FaultyGateway faulty = FaultyGateway.start()) {
      GuardedGateway gateway = new GuardedGateway(faulty.url(), Duration.ofMillis(1));
      openBreaker(faulty, gateway);

      faulty.heal();

      await().until(() -> gateway.freeCalls() > 0);
      assertThat(gateway.freeCalls()).isLessThan(GuardedGateway.MAX_CALLS);
      for (int i = 0; i < 3; i++) {
        gateway.charge(payment("A2"));
      }
      assertThat(gateway.freeCalls()).isEqualTo(GuardedGateway.MAX_CALLS);
      assertThat(faulty.ledger()).containsExactly("A2", "A2", "A2");
    }
  }

  @Test
  void keepsCallingAGatewayThatRefusesCharges() throws IOException {
    HttpServer refusing = server(exchange -> respond(exchange, 422));
    try {
      GuardedGateway gateway = new GuardedGateway(url(refusing));

      for (int i = 0; i < 30; i++) {
        assertThatThrownBy(() -> gateway.charge(payment("A1")))
            .isInstanceOf(HttpClientErrorException.class);
      }

      assertThat(gateway.freeCalls()).isEqualTo(GuardedGateway.MAX_CALLS);
    } finally {
      refusing.stop(0);
    }
  }

  @Test
  void makesOnlySoManyCallsAtATime() throws IOException {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch full = new CountDownLatch(GuardedGateway.MAX_CALLS);
    ExecutorService callers = Executors.newCachedThreadPool();
    HttpServer counting =
        server(
            exchange -> {
              most.accumulateAndGet(now.incrementAndGet(), Math::max);
              full.countDown();
              awaitOrFail(full);
              now.decrementAndGet();
              respond(exchange, 201);
            });
    try {
      GuardedGateway gateway = new GuardedGateway(url(counting));

      CompletableFuture<?>[] calls = new CompletableFuture<?>[3 * GuardedGateway.MAX_CALLS];
      Arrays.setAll(
          calls, n -> CompletableFuture.runAsync(() -> gateway.charge(payment("A" + n)), callers));

      CompletableFuture.allOf(calls).join();
      assertThat(most).hasValue(GuardedGateway.MAX_CALLS);
      assertThat(gateway.freeCalls()).isEqualTo(GuardedGateway.MAX_CALLS);
    } finally {
      counting.stop(0);
      callers.shutdownNow();
    }
  }

  private static void openBreaker(FaultyGateway faulty, GuardedGateway gateway) throws IOException {
    faulty.cut();
    for (int i = 0; i < GuardedGateway.MAX_CALLS; i++) {
      assertThatThrownBy(() -> gateway.charge(payment("A1")))
          .isInstanceOf(ResourceAccessException.class);
    }
  }

  private static PendingPayment payment(String reference) {
    return new PendingPayment(UUID.randomUUID(), reference, 500, 1);
  }

  /** What a gateway does with a charge. */
  private interface Handler {
    void handle(HttpExchange exchange) throws IOException;
  }

  private static HttpServer server(Handler handler) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/charges", handler::handle);
    server.start();
    return server;
  }

  private static String url(HttpServer server) {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private static void respond(HttpExchange exchange, int status) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      exchange.sendResponseHeaders(status, -1);
    }
  }

  private static void awaitOrFail(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
