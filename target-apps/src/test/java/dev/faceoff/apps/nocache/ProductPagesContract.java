package dev.faceoff.apps.nocache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.apps.App;
import dev.faceoff.apps.App.Answer;
import dev.faceoff.apps.Postgres.Database;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every variant of the product page does, checked against plain SQL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ProductPagesContract {
  private final String variant;
  private final Redis redis = Redis.started();
  final Database database;
  App app;

  ProductPagesContract(String variant) {
    this.variant = variant;
    this.database = NoCacheData.create("no_cache_" + variant);
  }

  @BeforeAll
  void start() {
    app = App.start(NoCacheApp.application(), variant, database, patientWith(redis));
  }

  @AfterAll
  void stop() {
    app.close();
    redis.close();
  }

  /** Properties of a service that gives Redis time, so that a busy machine fails no test. */
  static Map<String, Object> patientWith(Redis redis) {
    return Map.of(
        "spring.data.redis.port", redis.port(),
        "spring.data.redis.timeout", "20s",
        "spring.data.redis.connect-timeout", "20s");
  }

  /** Sends requests and returns how many statements the database got. */
  long statementsDuring(Runnable requests) {
    return database.statementsDuring(requests).stream().mapToLong(Database.Statement::calls).sum();
  }

  void visit(long product) {
    assertThat(app.get("/products/" + product).status()).isEqualTo(200);
  }

  void buy(long product) {
    assertThat(app.post("/products/" + product + "/purchases").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 50, 100})
  void showsWhatPlainSqlFinds(long product) {
    Answer answer = app.get("/products/" + product);

    assertThat(answer.body()).isEqualTo(pageByPlainSql(product));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.contentType()).isEqualTo("application/json");
  }

  @Test
  void showsAPurchaseOnTheNextVisit() {
    visit(7);
    for (int purchase = 0; purchase < 3; purchase++) {
      buy(7);

      assertThat(app.get("/products/7").body()).isEqualTo(pageByPlainSql(7));
    }
  }

  @Test
  void saysWhatAPurchaseLeaves() {
    int stock =
        database.sql().sql("select stock from products where id = 8").query(Integer.class).single();

    assertThat(app.post("/products/8/purchases").body())
        .isEqualTo("{\"productId\":8,\"stockLeft\":%d,\"version\":1}".formatted(stock - 1));
  }

  @Test
  void sellsNothingThatIsSoldOut() {
    visit(9);
    database.sql().sql("update products set stock = 0 where id = 9").update();

    assertThat(app.post("/products/9/purchases").status()).isEqualTo(409);
    assertThat(
            database
                .sql()
                .sql("select version from products where id = 9")
                .query(Long.class)
                .single())
        .isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "101", "9223372036854775807"})
  void knowsNoOtherProducts(String product) {
    assertThat(app.get("/products/" + product).status()).isEqualTo(404);
    assertThat(app.post("/products/" + product + "/purchases").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lamp", "1.5", "9223372036854775808"})
  void refusesAnIdThatIsNotAWholeNumber(String product) {
    assertThat(app.get("/products/" + product).status()).isEqualTo(400);
    assertThat(app.post("/products/" + product + "/purchases").status()).isEqualTo(400);
  }

  @Test
  void saysThatItIsHealthy() {
    assertThat(app.getFromManagement("/actuator/health").body()).contains("\"status\":\"UP\"");
  }

  /** Customers find neither, and being asked for them takes none of the threads that serve them. */
  @Test
  void answersForHealthAndMetricsAtAPortOfTheirOwn() {
    assertThat(app.get("/actuator/health").status()).isEqualTo(404);
    assertThat(app.get("/actuator/prometheus").status()).isEqualTo(404);
  }

  @Test
  void showsHowStaleAnAnswerWasAtMost() {
    assertThat(app.getFromManagement("/actuator/prometheus").body())
        .contains("\nanswer_staleness_seconds_max ");
  }

  /** Counts orders one by one, unlike the service. */
  private String pageByPlainSql(long product) {
    String alsoBought =
        database
            .sql()
            .sql(
                """
                with latest as (
                  select order_id from order_lines where product_id = :id order by 1 desc limit 500)
                select id, name from products
                where id <> :id
                order by (
                    select count(*) from order_lines
                    where product_id = products.id and order_id in (select order_id from latest)
                  ) desc, id
                limit 5
                """)
            .param("id", product)
            .query(
                (row, number) ->
                    "{\"id\":%d,\"name\":\"%s\"}"
                        .formatted(row.getLong("id"), row.getString("name")))
            .list()
            .stream()
            .collect(Collectors.joining(","));
    return database
        .sql()
        .sql(
            """
            select products.*, cast(round(avg(stars), 2) as float8) as average, count(*) as reviews
            from products join reviews on product_id = products.id
            where products.id = :id
            group by products.id
            """)
        .param("id", product)
        .query(
            (row, number) ->
                "{\"id\":%d,\"name\":\"%s\",\"priceCents\":%d,\"rating\":{\"average\":%s,\"count\":%d},\"stock\":%d,\"alsoBought\":[%s],\"version\":%d}"
                    .formatted(
                        row.getLong("id"),
                        row.getString("name"),
                        row.getLong("price_cents"),
                        row.getDouble("average"),
                        row.getLong("reviews"),
                        row.getInt("stock"),
                        alsoBought,
                        row.getLong("version")))
        .single();
  }
}
