package dev.faceoff.apps.nocache;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FixedProductPagesTest extends ProductPagesContract {
  FixedProductPagesTest() {
    super("fixed");
  }

  @Test
  void sendsNoStatementForAPageThatIsKept() {
    visit(20);

    long statements =
        statementsDuring(
            () -> {
              for (int visit = 0; visit < 10; visit++) {
                visit(20);
              }
            });

    assertThat(statements).isZero();
  }

  @Test
  void computesAPageAgainAfterAPurchase() {
    visit(21);

    long statements =
        statementsDuring(
            () -> {
              buy(21);
              visit(21);
              visit(21);
            });

    assertThat(statements).as("the purchase, and the page once").isEqualTo(1 + 3);
  }

  @Test
  void countsHitsAndMisses() {
    double hits = gets("hit");
    double misses = gets("miss");

    visit(22);
    visit(22);
    visit(22);

    assertThat(gets("hit") - hits).isEqualTo(2);
    assertThat(gets("miss") - misses).isEqualTo(1);
  }

  private double gets(String result) {
    String sample = "cache_gets_total{cache=\"product-pages\",result=\"" + result + "\"} ";
    return app.getFromManagement("/actuator/prometheus")
        .body()
        .lines()
        .filter(line -> line.startsWith(sample))
        .mapToDouble(line -> Double.parseDouble(line.substring(sample.length())))
        .sum();
  }
}
