package dev.faceoff.apps.nplusone;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NaiveOrderSummariesTest extends OrderSummariesContract {
  NaiveOrderSummariesTest() {
    super("naive");
  }

  /** One for the page, one for each order's lines, one for each customer not seen before. */
  @ParameterizedTest
  @ValueSource(ints = {1, 50, 500})
  void sendsOneStatementAnOrderAndOneACustomer(int limit) {
    long customers =
        database
            .sql()
            .sql(
                """
                select count(distinct customer_id)
                from (select customer_id from orders order by placed_at desc, id desc limit ?) page
                """)
            .param(limit)
            .query(Long.class)
            .single();

    assertThat(statementCount(limit)).isEqualTo(1 + limit + customers);
  }
}
