package dev.faceoff.apps.nplusone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.apps.Postgres.Database;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NPlusOneDataTest {

  @Test
  void isTheSameForTheSameSeedAndAnotherForAnother() {
    Database first = NPlusOneData.create("n_plus_one_first", 500, 50, 1);
    Database again = NPlusOneData.create("n_plus_one_again", 500, 50, 1);
    Database other = NPlusOneData.create("n_plus_one_other", 500, 50, 2);

    for (String table : List.of("customers", "orders", "order_lines")) {
      assertThat(contents(first, table)).as(table).isEqualTo(contents(again, table));
      assertThat(contents(first, table)).as(table).isNotEqualTo(contents(other, table));
    }
  }

  @Test
  void givesEveryCustomerAnOrderAndTheFirstFifthMoreThanHalf() {
    List<Long> counts =
        numbers("select count(*) from orders group by customer_id order by customer_id");

    assertThat(counts).hasSize(2_000);
    assertThat(counts.stream().limit(400).mapToLong(n -> n).sum()).isGreaterThan(10_000);
  }

  @Test
  void givesEveryOrderOneToSixLines() {
    assertThat(
            numbers(
                "select count(l.id) from orders o left join order_lines l on l.order_id = o.id group by o.id"))
        .hasSize(20_000)
        .allMatch(lines -> lines >= 1 && lines <= 6)
        .contains(1L, 6L);
  }

  @Test
  void hasTwoOrdersAtOneInstantAmongTheNewest() {
    assertThat(
            numbers(
                """
                select count(*) from (select placed_at from orders order by placed_at desc limit 50) page
                group by placed_at having count(*) > 1
                """))
        .isNotEmpty();
  }

  private static List<Long> numbers(String query) {
    return NPlusOneData.shared().sql().sql(query).query(Long.class).list();
  }

  private static String contents(Database database, String table) {
    return database
        .sql()
        .sql("select md5(string_agg(t::text, ',' order by id)) from %s t".formatted(table))
        .query(String.class)
        .single();
  }
}
