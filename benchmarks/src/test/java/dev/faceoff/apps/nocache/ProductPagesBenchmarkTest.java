package dev.faceoff.apps.nocache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProductPagesBenchmarkTest {
  private final ProductPagesBenchmark naive = started("naive");
  private final ProductPagesBenchmark fixed = started("fixed");

  @AfterEach
  void stop() {
    naive.stop();
    fixed.stop();
  }

  @Test
  void bothVariantsAnswerAlike() {
    for (long id = 1; id <= ProductPagesBenchmark.PRODUCTS; id++) {
      Optional<ProductPage> page = naive.page(id);

      assertThat(page.orElseThrow().alsoBought()).isNotEmpty();
      assertThat(page.orElseThrow().rating().count()).isEqualTo(10);
      assertThat(fixed.page(id)).isEqualTo(page);
    }
  }

  @Test
  void everyVisitOfFixedIsAHit() {
    double hitsBefore = gets("hit");
    double missesBefore = gets("miss");

    Object first = fixed.visit();
    Object second = fixed.visit();

    assertThat(first).isEqualTo(naive.visit()).isNotEqualTo(second);
    assertThat(gets("hit") - hitsBefore).isEqualTo(2);
    assertThat(gets("miss") - missesBefore).isZero();
  }

  private double gets(String result) {
    return fixed.meters.get("cache.gets").tag("result", result).counter().count();
  }

  private static ProductPagesBenchmark started(String variant) {
    ProductPagesBenchmark benchmark = new ProductPagesBenchmark();
    benchmark.variant = variant;
    benchmark.start();
    return benchmark;
  }
}
