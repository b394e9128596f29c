package dev.faceoff.apps.nplusone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.apps.App;
import dev.faceoff.apps.App.Answer;
import dev.faceoff.apps.Postgres.Database;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every variant of the order overview does, checked against plain SQL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OrderSummariesContract {
  final Database database = NPlusOneData.shared();
  private final String variant;
  private App app;

  OrderSummariesContract(String variant) {
    this.variant = variant;
  }

  @BeforeAll
  void start() {
    app = App.start(NPlusOneApp.application(), variant, database);
  }

  @AfterAll
  void stop() {
    app.close();
  }

  List<Database.Statement> statementsFor(int limit) {
    return database.statementsDuring(
        () -> assertThat(app.get("/orders/newest?limit=" + limit).status()).isEqualTo(200));
  }

  long statementCount(int limit) {
    return statementsFor(limit).stream().mapToLong(Database.Statement::calls).sum();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 50, 500})
  void listsTheNewestOrdersFirstAndTiesByHigherId(int limit) {
    Answer answer = app.get("/orders/newest?limit=" + limit);

    assertThat(answer.body()).isEqualTo(newestByPlainSql(limit));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.contentType()).isEqualTo("application/json");
  }

  @Test
  void listsFiftyOrdersUnlessAskedOtherwise() {
    assertThat(app.get("/orders/newest")).isEqualTo(app.get("/orders/newest?limit=50"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "501", "2147483648", "many", "1.5"})
  void refusesALimitThatIsNotAWholeNumberFrom1To500(String limit) {
    assertThat(app.get("/orders/newest?limit=" + limit).status()).isEqualTo(400);
  }

  @Test
  void saysThatItIsHealthy() {
    assertThat(app.get("/actuator/health").body()).contains("\"status\":\"UP\"");
  }

  @Test
  void showsHowLongRequestsWaitForAConnection() {
    app.get("/orders/newest?limit=1");

    assertThat(app.get("/actuator/prometheus").body())
        .contains("hikaricp_connections_acquire_seconds_count{")
        .contains("hikaricp_connections_acquire_seconds_sum{");
  }

  private String newestByPlainSql(int limit) {
    return database
        .sql()
        .sql(
            """
            select o.id, o.placed_at, c.name, count(*) as lines
            from orders o join customers c on c.id = o.customer_id join order_lines l on l.order_id = o.id
            group by o.id, o.placed_at, c.name order by o.placed_at desc, o.id desc limit ?
            """)
        .param(limit)
        .query(
            (row, number) ->
                "{\"id\":%d,\"placedAt\":\"%s\",\"customerName\":\"%s\",\"lineCount\":%d}"
                    .formatted(
                        row.getLong("id"),
                        row.getObject("placed_at", OffsetDateTime.class).toInstant(),
                        row.getString("name"),
                        row.getLong("lines")))
        .list()
        .stream()
        .collect(Collectors.joining(",", "[", "]"));
  }
}
