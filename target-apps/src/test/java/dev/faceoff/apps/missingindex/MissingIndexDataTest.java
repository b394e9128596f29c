package dev.faceoff.apps.missingindex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.apps.Postgres.Database;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MissingIndexDataTest {
  private final Database database = MissingIndexData.naive();

  @Test
  void isTheSameForTheSameSeedAndAnotherForAnother() {
    Database other = MissingIndexData.create("missing_index_seed_2", 2, "missing-index/common");

    assertThat(contents(database)).isEqualTo(contents(MissingIndexData.fixed()));
    assertThat(contents(database)).isNotEqualTo(contents(other));
  }

  @Test
  void hasAsManyRowsAsAskedFor() {
    assertThat(number("select count(*) from orders")).isEqualTo(MissingIndexData.ORDERS);
    assertThat(number("select count(*) from customers")).isEqualTo(MissingIndexData.CUSTOMERS);
  }

  @Test
  void givesEveryCustomerAnOrderAndTheFirstFifthMoreThanHalf() {
    List<Long> counts =
        database
            .sql()
            .sql("select count(*) from orders group by customer_id order by customer_id")
            .query(Long.class)
            .list();

    assertThat(counts).hasSize(MissingIndexData.CUSTOMERS);
    assertThat(counts.stream().limit(MissingIndexData.CUSTOMERS / 5).mapToLong(n -> n).sum())
        .isGreaterThan(MissingIndexData.ORDERS / 2);
  }

  @Test
  void hasCustomersWithTwoOrdersAtOneInstant() {
    assertThat(
            number(
                """
                select count(*)
                from (select 1 from orders group by customer_id, placed_at having count(*) > 1) ties
                """))
        .isPositive();
  }

  private long number(String query) {
    return database.sql().sql(query).query(Long.class).single();
  }

  private static String contents(Database database) {
    return database
        .sql()
        .sql("select md5(string_agg(orders::text, ',' order by id)) from orders")
        .query(String.class)
        .single();
  }
}
