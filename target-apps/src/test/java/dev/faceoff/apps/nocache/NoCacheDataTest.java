package dev.faceoff.apps.nocache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.apps.Postgres.Database;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NoCacheDataTest {
  private static final Database DATABASE = NoCacheData.create("no_cache_data");

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
    assertThat(numbers("select count(*) from reviews")).containsExactly(20_000L);
    assertThat(numbers("select count(*) from orders")).containsExactly(40_000L);
  }

  @Test
  void givesEveryOrderOneToFiveProducts() {
    assertThat(
            numbers(
                "select count(product_id) from orders left join order_lines on order_id = id group by id"))
        .hasSize(40_000)
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

  /** Nothing is missing but the cache. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 50, 100})
  void hasAnIndexForAllThatAPageAsksFor(long product) {
    assertThat(plan(ProductDatabase.RATING, product))
        .contains("reviews_product")
        .doesNotContain("Seq Scan");
    assertThat(plan(ProductDatabase.ALSO_BOUGHT, product))
        .contains("Index Only Scan Backward using order_lines_product on order_lines")
        .contains("Index Only Scan using order_lines_pkey on order_lines other")
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
