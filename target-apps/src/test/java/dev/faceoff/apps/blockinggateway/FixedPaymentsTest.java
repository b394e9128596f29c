package dev.faceoff.apps.blockinggateway;

import static dev.faceoff.apps.blockinggateway.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.apps.blockinggateway.ShopClient.Answer;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class FixedPaymentsTest extends PaymentsContract {
  FixedPaymentsTest() {
    super("fixed");
  }

  @Test
  void answersPayersAndBrowsersWhileTheGatewayHangs() throws IOException {
    gateway.delayAnswers();
    List<String> orders = newOrders(40);

    List<CompletableFuture<Answer>> payers =
        orders.stream().map(order -> client.payLater(order, 700)).toList();

    assertThat(payers)
        .allSatisfy(payer -> assertThat(payer.join().status()).isEqualTo(202))
        .allSatisfy(payer -> assertThat(payer.join().body()).contains("\"PENDING\""));
    assertThat(client.get("/products").status()).isEqualTo(200);

    gateway.heal();
    orders.forEach(order -> awaitPaid(order, 700));
    assertThat(orders).allSatisfy(order -> assertThat(timesTaken(order)).isEqualTo(1));
  }

  @Test
  void keepsNoConnectionWhileItWaitsForTheGateway() throws IOException {
    gateway.delayAnswers();
    String order = newOrder();
    client.pay(order, 700);
    await().until(() -> timesTaken(order) == 1);

    await().until(() -> shop.connectionsInUse() == 0);

    assertThat(client.status(order).body()).contains("\"PENDING\"");
  }

  @Test
  void answersWhileTheGatewayRefusesConnectionsAndPaysAfterwards() throws IOException {
    gateway.cut();
    String order = newOrder();

    assertThat(client.pay(order, 700).status()).isEqualTo(202);

    assertThat(timesTaken(order)).isZero();
    gateway.heal();
    awaitPaid(order, 700);
  }

  @Test
  void takesTheMoneyOnceThoughTheAnswerWasLost() throws IOException {
    String order = newOrder();
    gateway.delayAnswers();
    client.pay(order, 700);
    await().until(() -> timesTaken(order) == 1);

    gateway.cut();
    assertThat(client.status(order).body()).contains("\"PENDING\"");

    gateway.heal();
    awaitPaid(order, 700);
    assertThat(client.pay(order, 700).status()).isEqualTo(200);
    assertThat(timesTaken(order)).isEqualTo(1);
  }
}
