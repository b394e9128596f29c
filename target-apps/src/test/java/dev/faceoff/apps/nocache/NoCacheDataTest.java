package dev.faceoff.apps.nocache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.apps.Postgres.Database;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NoCacheDataTest {
  /** The sizes of a run, so that PostgreSQL plans as it does there. */
  private static final int REVIEWS = 80_000;

  private static final int ORDERS = 160_000;

  private static final Database DATABASE = NoCacheData.create("no_cache_data", REVIEWS, ORDERS, 1);

  @Test
  void isTheSameForTheSameSeedAndAnotherForAnother() {
    Database first = NoCacheData.create("no_cache_first", 500, 300, 1);
    Database again = NoCacheData.create("no_cache_again", 500, 300, 1);
    Database other = NoCacheData.create("no_cache_other", 500, 300, 2);

    for (String table : List.of("products", "reviews", "order_lines")) {
      assertThat(contents(first, table)).as(table).isEqualTo(contents(again, table));
      assertThat(contents(first, table)).as(table).isNotEqualTo(contents(other, table));
    }
  }

  @Test
  void hasAsManyRowsAsAskedFor() {
    assertThat(numbers("select count(*) from products")).containsExactly(100L);
    assertThat(numbers("select count(*) from reviews")).containsExactly((long) REVIEWS);
    assertThat(numbers("select count(*) from orders")).containsExactly((long) ORDERS);
  }

  @Test
  void givesEveryOrderOneToFiveProducts() {
    assertThat(
            numbers(
                "select count(product_id) from orders left join order_lines on order_id = id group by id"))
        .hasSize(ORDERS)
        .allMatch(lines -> lines >= 1 && lines <= 5)
        .contains(1L, 5L);
  }

  @Test
  void givesTheFirstTenthMoreOrdersThanATenthAndNobodyNone() {
    List<Long> counts =
        numbers("select count(*) from order_lines group by product_id order by product_id");

    assertThat(counts).hasSize(100).allMatch(orders -> orders > 100);
    assertThat(counts.stream().limit(10).mapToLong(n -> n).sum())
        .isGreaterThan(counts.stream().mapToLong(n -> n).sum() / 5);
  }

  @Test
  void suggestsOtherProductsForOthers() {
    assertThat(suggestions(1)).hasSize(5).isNotEqualTo(suggestions(30));
  }

  /**
   * Nothing is missing but the cache. How the indexes are used depends on the sample of rows that
   * the statistics come from; that they are, does not.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 50, 100})
  void hasAnIndexForAllThatAPageAsksFor(long product) {
    assertThat(plan(ProductDatabase.RATING, product))
        .contains("reviews_product")
        .doesNotContain("Seq Scan on reviews");
    assertThat(plan(ProductDatabase.ALSO_BOUGHT, product))
        .containsPattern("order_lines_(product|pkey)")
        .doesNotContain("Seq Scan on order_lines");
  }

  private static List<Long> suggestions(long product) {
    return DATABASE
        .sql()
        .sql(ProductDatabase.ALSO_BOUGHT)
        .param("id", product)
        .query((row, number) -> row.getLong("id"))
        .list();
  }

  private static String plan(String query, long product) {
    return DATABASE.plan(DATABASE.sql().sql("explain " + query).param("id", product));
  }

  private static List<Long> numbers(String query) {
    return DATABASE.sql().sql(query).query(Long.class).list();
  }

  private static String contents(Database database, String table) {
    return database
        .sql()
        .sql("select md5(string_agg(t::text, ',' order by t)) from %s t".formatted(table))
        .query(String.class)
        .single();
  }
}
