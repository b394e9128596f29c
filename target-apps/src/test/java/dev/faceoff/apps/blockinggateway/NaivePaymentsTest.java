package dev.faceoff.apps.blockinggateway;

import static dev.faceoff.apps.blockinggateway.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faceoff.apps.blockinggateway.ShopClient.Answer;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class NaivePaymentsTest extends PaymentsContract {
  NaivePaymentsTest() {
    super("naive");
  }

  @Test
  void answersWhenTheOrderIsPaid() {
    String order = newOrder();

    Answer answer = client.pay(order, 700);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(paid(order, 700));
  }

  @Test
  void givesEveryRequestThreadToFortyPayersWhileTheGatewayHangs() throws IOException {
    gateway.delayAnswers();
    List<CompletableFuture<Answer>> payers = payLater(40);
    await().until(() -> shop.busyThreads() == 40);

    assertThatNoBrowserGetsThrough();
    assertThat(shop.management().get("/actuator/health").status()).isEqualTo(200);

    gateway.heal();
    assertThat(payers).allSatisfy(payer -> assertThat(payer.join().status()).isEqualTo(200));
    assertThat(client.get("/products").status()).isEqualTo(200);
  }

  @Test
  void givesEveryConnectionToTenPayersWhileTheGatewayHangs() throws IOException {
    gateway.delayAnswers();
    List<CompletableFuture<Answer>> payers = payLater(10);
    await().until(() -> shop.connectionsInUse() == 10);

    assertThatNoBrowserGetsThrough();
    assertThat(shop.busyThreads()).isLessThan(40);

    gateway.heal();
    assertThat(payers).allSatisfy(payer -> assertThat(payer.join().status()).isEqualTo(200));
  }

  @Test
  void knowsNothingOfMoneyTakenWhenTheAnswerIsLostAndTakesItAgain() throws IOException {
    String order = newOrder();
    gateway.delayAnswers();
    CompletableFuture<Answer> payer = client.payLater(order, 700);
    await().until(() -> timesTaken(order) == 1);

    gateway.cut();
    assertThat(payer.join().status()).isEqualTo(500);
    assertThat(client.status(order).status()).isEqualTo(404);

    gateway.heal();
    assertThat(client.pay(order, 700).status()).isEqualTo(200);
    assertThat(timesTaken(order)).isEqualTo(2);
  }

  private List<CompletableFuture<Answer>> payLater(int payers) {
    return newOrders(payers).stream().map(order -> client.payLater(order, 700)).toList();
  }

  private void assertThatNoBrowserGetsThrough() {
    assertThatThrownBy(() -> client.get("/products", Duration.ofSeconds(1)))
        .hasCauseInstanceOf(HttpTimeoutException.class);
  }
}
