package dev.faceoff.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.model.Estimate;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class EstimatorsBenchmarkTest {
  /** The p95 of the standard normal law. */
  private static final double Z95 = 1.6449;

  @Test
  void estimatesTheLawsOwnQuantile() {
    EstimatorsBenchmark benchmark = new EstimatorsBenchmark();
    double truth = 2e6 * Math.exp(0.5 * Z95);

    Estimate interval = benchmark.interval();

    assertThat(benchmark.quantile()).isCloseTo(truth, Percentage.withPercentage(3));
    assertThat(interval.value()).isEqualTo(benchmark.quantile());
    assertThat(interval.interval().orElseThrow().contains(truth)).isTrue();
  }
}
