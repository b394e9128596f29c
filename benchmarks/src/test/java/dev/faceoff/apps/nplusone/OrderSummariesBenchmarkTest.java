package dev.faceoff.apps.nplusone;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.Test;

class OrderSummariesBenchmarkTest {
  private record Answer(List<OrderSummary> summaries, long statements) {}

  @Test
  void bothVariantsAnswerAlike() {
    List<OrderSummary> naive = answer("naive").summaries();

    assertThat(naive).hasSize(OrderSummariesBenchmark.LIMIT);
    assertThat(naive).extracting(OrderSummary::lineCount).containsOnly(4);
    assertThat(answer("fixed").summaries()).isEqualTo(naive);
  }

  @Test
  void naiveAsksForEveryOrderAndFixedOnce() {
    assertThat(answer("naive").statements()).isEqualTo(1 + 2 * OrderSummariesBenchmark.LIMIT);
    assertThat(answer("fixed").statements()).isEqualTo(1);
  }

  private static Answer answer(String variant) {
    OrderSummariesBenchmark benchmark = new OrderSummariesBenchmark();
    benchmark.variant = variant;
    benchmark.start();
    try {
      Statistics statistics =
          benchmark
              .service
              .getBean(EntityManagerFactory.class)
              .unwrap(SessionFactory.class)
              .getStatistics();
      statistics.setStatisticsEnabled(true);
      assertThat(benchmark.newest()).isEqualTo(benchmark.answer());
      statistics.clear();
      return new Answer(benchmark.answer(), statistics.getPrepareStatementCount());
    } finally {
      benchmark.stop();
    }
  }
}
