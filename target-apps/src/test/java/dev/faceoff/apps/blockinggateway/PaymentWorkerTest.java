package dev.faceoff.apps.blockinggateway;

import static dev.faceoff.apps.blockinggateway.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.faceoff.apps.Postgres.Database;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

final class PaymentWorkerTest {
  private final Database database = BlockingGatewayData.create();

  @Test
  void triesAgainWithTheSameKeyUntilTheGatewayHasTakenTheMoney() throws IOException {
    Queue<String> keys = new ConcurrentLinkedQueue<>();
    HttpServer gateway = failingTwice(keys);
    try (Shop shop =
        Shop.start("fixed", database, "http://127.0.0.1:" + gateway.getAddress().getPort())) {

      shop.client().pay("A1", 500);

      await().until(() -> shop.client().status("A1").body().contains("\"PAID\""));
      assertThat(keys)
          .hasSize(3)
          .containsOnly(
              database.sql().sql("select id::text from payment").query(String.class).single());
      assertThat(attempts()).containsExactly(3);
    } finally {
      gateway.stop(0);
    }
  }

  @Test
  void takesUpWhatIsPendingWhenItStarts() throws IOException {
    database
        .sql()
        .sql("insert into payment (order_reference, amount_cents) values ('B1', 1), ('B2', 2)")
        .update();

    try (FaultyGateway gateway = FaultyGateway.start();
        Shop shop = Shop.start("fixed", database, gateway.url())) {

      await().until(() -> shop.client().status("B2").body().contains("\"PAID\""));
      await().until(() -> shop.client().status("B1").body().contains("\"PAID\""));
      assertThat(gateway.ledger()).containsExactlyInAnyOrder("B1", "B2");
    }
  }

  private List<Integer> attempts() {
    return database.sql().sql("select attempts from payment").query(Integer.class).list();
  }

  private static HttpServer failingTwice(Queue<String> keys) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/charges", exchange -> answer(exchange, keys));
    server.start();
    return server;
  }

  private static void answer(HttpExchange exchange, Queue<String> keys) throws IOException {
    try (exchange) {
      keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
      exchange.getRequestBody().readAllBytes();
      exchange.sendResponseHeaders(keys.size() <= 2 ? 503 : 201, -1);
    }
  }
}
