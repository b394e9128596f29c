package dev.faceoff.apps.nplusone;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FixedOrderSummariesTest extends OrderSummariesContract {
  FixedOrderSummariesTest() {
    super("fixed");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 50, 500})
  void sendsOneStatementWhateverTheLimit(int limit) {
    assertThat(statementCount(limit)).isEqualTo(1);
  }

  @Test
  void readsThePageAndNotTheTables() {
    String statement = statementsFor(50).get(0).text();

    String plan = database.plan(database.sql().sql("explain " + statement.replace("$1", "50")));

    assertThat(plan)
        .contains("Index Only Scan using order_lines_order", "Index Scan using orders_newest")
        .doesNotContain("Seq Scan");
  }
}
