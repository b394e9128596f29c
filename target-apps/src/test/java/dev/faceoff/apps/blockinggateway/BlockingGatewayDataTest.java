package dev.faceoff.apps.blockinggateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.apps.Postgres.Database;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BlockingGatewayDataTest {

  @Test
  void isTheSameForTheSameSeedAndAnotherForAnother() {
    Database database = BlockingGatewayData.create(1);

    assertThat(contents(database)).isEqualTo(contents(BlockingGatewayData.create(1)));
    assertThat(contents(database)).isNotEqualTo(contents(BlockingGatewayData.create(2)));
  }

  @Test
  void numbersProductsFrom1WithoutGapsAndGivesEachAPrice() {
    List<Long> ids =
        BlockingGatewayData.create()
            .sql()
            .sql("select id from product where price_cents >= 99 order by id")
            .query(Long.class)
            .list();

    assertThat(ids).hasSize(BlockingGatewayData.PRODUCTS).startsWith(1L).endsWith(500L);
  }

  private static String contents(Database database) {
    return database
        .sql()
        .sql("select md5(string_agg(product::text, ',' order by id)) from product")
        .query(String.class)
        .single();
  }
}
