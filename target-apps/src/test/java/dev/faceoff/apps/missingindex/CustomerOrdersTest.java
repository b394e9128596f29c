package dev.faceoff.apps.missingindex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.apps.App;
import dev.faceoff.apps.App.Answer;
import dev.faceoff.apps.Postgres.Database;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One code on two databases, with and without the index. */
final class CustomerOrdersTest {
  private static final List<String> ODD_REQUESTS =
      List.of(
          "/customers/0/orders",
          "/customers/-1/orders",
          "/customers/2001/orders",
          "/customers/9223372036854775807/orders?limit=500",
          "/customers/9223372036854775808/orders",
          "/customers/ada/orders",
          "/customers/1/orders?limit=0",
          "/customers/1/orders?limit=501",
          "/customers/1/orders?limit=all",
          "/customers/1/orders?limit=");

  private static App naive;
  private static App fixed;

  @BeforeAll
  static void start() {
    naive = App.start(MissingIndexApp.application(), "naive", MissingIndexData.naive());
    fixed = App.start(MissingIndexApp.application(), "fixed", MissingIndexData.fixed());
  }

  @AfterAll
  static void stop() {
    naive.close();
    fixed.close();
  }

  @Test
  void bothVariantsGiveTheSameAnswerToTheByte() {
    Random random = new Random(4711);
    List<String> paths =
        IntStream.range(0, 400)
            .mapToObj(
                number ->
                    number % 10 == 0
                        ? ODD_REQUESTS.get(random.nextInt(ODD_REQUESTS.size()))
                        : "/customers/%d/orders?limit=%d"
                            .formatted(
                                1 + random.nextInt(MissingIndexData.CUSTOMERS),
                                1 + random.nextInt(100)))
            .toList();

    assertThat(paths)
        .allSatisfy(path -> assertThat(fixed.get(path)).as(path).isEqualTo(naive.get(path)));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 500", "2, 20", "1000, 20", "2000, 20"})
  void listsTheNewestOrdersFirstAndTiesByHigherId(long customer, int limit) {
    Answer answer = fixed.get("/customers/%d/orders?limit=%d".formatted(customer, limit));

    assertThat(answer.body()).isEqualTo(newestByPlainSql(customer, limit));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.contentType()).isEqualTo("application/json");
  }

  @Test
  void listsTwentyOrdersUnlessAskedOtherwise() {
    assertThat(fixed.get("/customers/1/orders"))
        .isEqualTo(fixed.get("/customers/1/orders?limit=20"));
  }

  @Test
  void listsNothingForAnUnknownCustomer() {
    assertThat(fixed.get("/customers/2001/orders"))
        .isEqualTo(new Answer(200, "application/json", "[]"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1/orders?limit=0", "1/orders?limit=501", "1/orders?limit=all", "ada/orders"})
  void refusesALimitOrCustomerThatCannotBe(String path) {
    assertThat(fixed.get("/customers/" + path).status()).isEqualTo(400);
  }

  @Test
  void sendsOneStatementInEitherVariant() {
    String path = "/customers/7/orders";

    assertThat(MissingIndexData.naive().statementsDuring(() -> naive.get(path)))
        .extracting(Database.Statement::calls)
        .containsExactly(1L);
    assertThat(MissingIndexData.fixed().statementsDuring(() -> fixed.get(path)))
        .extracting(Database.Statement::calls)
        .containsExactly(1L);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 1_000})
  void readsTheWholeTableWithoutTheIndex(long customer) {
    assertThat(plan(MissingIndexData.naive(), customer))
        .contains("Seq Scan on orders", "Sort")
        .doesNotContain("Index");
  }

  @Test
  void readsOnlyTheAnswerOfABusyCustomerWithTheIndex() {
    assertThat(plan(MissingIndexData.fixed(), 1))
        .contains("Index Scan using orders_customer_newest on orders")
        .doesNotContain("Seq Scan", "Sort");
  }

  /** So few that PostgreSQL may take them all from the index and sort them. */
  @Test
  void readsOnlyTheOrdersOfACustomerWithFewOrdersWithTheIndex() {
    assertThat(plan(MissingIndexData.fixed(), 1_000))
        .contains("orders_customer_newest")
        .doesNotContain("Seq Scan");
  }

  @Test
  void saysThatItIsHealthy() {
    assertThat(naive.get("/actuator/health").body()).contains("\"status\":\"UP\"");
  }

  @Test
  void showsHowLongRequestsWaitForAConnection() {
    assertThat(naive.get("/actuator/prometheus").body())
        .contains("hikaricp_connections_acquire_seconds_count{")
        .contains("hikaricp_connections_acquire_seconds_sum{");
  }

  private static String plan(Database database, long customer) {
    return database.plan(
        database
            .sql()
            .sql("explain " + CustomerOrders.NEWEST)
            .param("customerId", customer)
            .param("limit", 20));
  }

  private static String newestByPlainSql(long customer, int limit) {
    return MissingIndexData.naive()
        .sql()
        .sql("select * from orders where customer_id = ? order by placed_at desc, id desc")
        .param(customer)
        .query(
            (row, number) ->
                "{\"id\":%d,\"placedAt\":\"%s\",\"status\":\"%s\",\"totalCents\":%d}"
                    .formatted(
                        row.getLong("id"),
                        row.getObject("placed_at", OffsetDateTime.class).toInstant(),
                        row.getString("status"),
                        row.getLong("total_cents")))
        .list()
        .stream()
        .limit(limit)
        .collect(Collectors.joining(",", "[", "]"));
  }
}
