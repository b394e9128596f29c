package dev.faceoff.apps.nocache;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class NaiveProductPagesTest extends ProductPagesContract {
  NaiveProductPagesTest() {
    super("naive");
  }

  /** One for the product, one for its rating, one for what was also bought. */
  @Test
  void sendsThreeStatementsForEveryVisit() {
    long statements =
        statementsDuring(
            () -> {
              for (int visit = 0; visit < 10; visit++) {
                visit(1);
              }
            });

    assertThat(statements).isEqualTo(30);
  }

  @Test
  void looksIntoNoCache() {
    visit(1);

    assertThat(app.getFromManagement("/actuator/prometheus").body())
        .doesNotContain("cache_gets_total");
  }
}
