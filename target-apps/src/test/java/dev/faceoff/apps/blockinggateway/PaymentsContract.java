package dev.faceoff.apps.blockinggateway;

import static dev.faceoff.apps.blockinggateway.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.apps.Postgres.Database;
import dev.faceoff.apps.blockinggateway.ShopClient.Answer;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every variant of the shop does; whether it has been paid the customer learns by asking. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PaymentsContract {
  private static final AtomicInteger ORDERS = new AtomicInteger();

  private final Database database = BlockingGatewayData.create();
  private final String variant;
  FaultyGateway gateway;
  Shop shop;
  ShopClient client;

  PaymentsContract(String variant) {
    this.variant = variant;
  }

  @BeforeAll
  void start() throws IOException {
    gateway = FaultyGateway.start();
    shop = Shop.start(variant, database, gateway.url());
    client = shop.client();
  }

  @AfterEach
  void heal() throws IOException {
    gateway.heal();
    await().until(() -> shop.connectionsInUse() == 0);
  }

  @AfterAll
  void stop() {
    shop.close();
    gateway.close();
  }

  /** References of orders that nobody has paid yet. */
  static List<String> newOrders(int count) {
    return IntStream.range(0, count).mapToObj(n -> "A-" + ORDERS.incrementAndGet()).toList();
  }

  static String newOrder() {
    return newOrders(1).get(0);
  }

  static String paid(String reference, long amountCents) {
    return "{\"reference\":\"%s\",\"amountCents\":%d,\"status\":\"PAID\"}"
        .formatted(reference, amountCents);
  }

  void awaitPaid(String reference, long amountCents) {
    await()
        .untilAsserted(
            () ->
                assertThat(client.status(reference).body())
                    .isEqualTo(paid(reference, amountCents)));
  }

  long timesTaken(String reference) {
    return gateway.ledger().stream().filter(reference::equals).count();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7, 24, 25, 1_000_000})
  void listsTwentyProductsAPage(int page) {
    Answer answer = client.get("/products?page=" + page);

    assertThat(answer.body()).isEqualTo(productsByPlainSql(page));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.contentType()).isEqualTo("application/json");
  }

  @Test
  void listsTheFirstPageUnlessAskedOtherwise() {
    assertThat(client.get("/products")).isEqualTo(client.get("/products?page=0"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1000001", "first", "1.5"})
  void refusesAPageThatIsNotAWholeNumberFrom0(String page) {
    assertThat(client.get("/products?page=" + page).status()).isEqualTo(400);
  }

  @Test
  void takesTheMoneyAndSaysSoWhereItSaidItWould() {
    String order = newOrder();

    Answer answer = client.pay(order, 1999);

    assertThat(answer.status()).isBetween(200, 299);
    assertThat(answer.location()).isEqualTo("/orders/%s/payments".formatted(order));
    awaitPaid(order, 1999);
    assertThat(client.get(answer.location()).status()).isEqualTo(200);
    assertThat(timesTaken(order)).isEqualTo(1);
  }

  @Test
  void takesTheMoneyOnceFromCustomersWhoClickTwice() {
    String order = newOrder();

    List<Answer> answers =
        Stream.generate(() -> client.payLater(order, 500)).limit(8).toList().stream()
            .map(CompletableFuture::join)
            .toList();

    assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isBetween(200, 299));
    awaitPaid(order, 500);
    assertThat(client.pay(order, 500).body()).isEqualTo(paid(order, 500));
    assertThat(timesTaken(order)).isEqualTo(1);
  }

  @Test
  void refusesAnotherAmountForAnOrderWithAPayment() {
    String order = newOrder();
    client.pay(order, 500);

    assertThat(client.pay(order, 501).status()).isEqualTo(409);

    awaitPaid(order, 500);
    assertThat(timesTaken(order)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "null",
        "{\"amountCents\":0}",
        "{\"amountCents\":-5}",
        "{\"amountCents\":100000001}",
        "{\"amountCents\":\"much\"}",
        "{\"amountCents\":"
      })
  void refusesAnAmountThatIsNotAWholeNumberFrom1(String body) {
    String order = newOrder();

    assertThat(client.post(order, body).status()).isEqualTo(400);

    assertThat(client.status(order).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"A%201", "A_1", "%C3%84", "'"})
  void refusesAReferenceThatIsNotLettersDigitsAndHyphens(String reference) {
    assertThat(client.pay(reference, 500).status()).isEqualTo(400);
  }

  @Test
  void knowsNoPaymentOfAnOrderThatNobodyPaid() {
    assertThat(client.status(newOrder()).status()).isEqualTo(404);
  }

  @Test
  void isHealthyWithoutItsGateway() throws IOException {
    gateway.cut();

    Answer answer = shop.management().get("/actuator/health");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).contains("\"status\":\"UP\"");
  }

  @Test
  void showsHowLongRequestsWaitForAConnection() {
    client.get("/products");

    assertThat(shop.management().get("/actuator/prometheus").body())
        .contains("hikaricp_connections_acquire_seconds_count{")
        .contains("hikaricp_connections_acquire_seconds_sum{");
  }

  private String productsByPlainSql(int page) {
    return database
        .sql()
        .sql("select id, name, price_cents from product order by id limit 20 offset ?")
        .param(20L * page)
        .query(
            (row, number) ->
                "{\"id\":%d,\"name\":\"%s\",\"priceCents\":%d}"
                    .formatted(
                        row.getLong("id"), row.getString("name"), row.getLong("price_cents")))
        .list()
        .stream()
        .collect(Collectors.joining(",", "[", "]"));
  }
}
