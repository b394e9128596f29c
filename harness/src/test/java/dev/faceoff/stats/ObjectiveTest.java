package dev.faceoff.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectiveTest {
  private static final Objective P99 = new Objective(0.99, 250, 0.01);

  private static Histogram latencies(long quick, long slow) {
    Histogram latencies = new Histogram(3);
    latencies.recordValueWithCount(10_000_000, quick);
    if (slow > 0) {
      latencies.recordValueWithCount(400_000_000, slow);
    }
    return latencies;
  }

  // SciPy 1.17.1: the largest k with binom.cdf(k, n, 1 - q) < 0.2 or k = 0, and the smallest k with
  // binom.sf(k - 1, n, 1 - q) < 0.05
  @ParameterizedTest
  @CsvSource({
    "0.99, 50, 0, 3",
    "0.99, 500, 2, 10",
    "0.99, 5000, 43, 63",
    "0.95, 100, 2, 10",
    "0.95, 2000, 91, 117",
  })
  void luckIsAllowedForInBothDirections(double quantile, int requests, int kept, int notKept) {
    Objective objective = new Objective(quantile, 250, 0.01);

    assertThat(outcome(objective, requests, kept)).isEqualTo(StepOutcome.KEPT);
    assertThat(outcome(objective, requests, kept + 1)).isEqualTo(StepOutcome.UNDECIDED);
    assertThat(outcome(objective, requests, notKept - 1)).isEqualTo(StepOutcome.UNDECIDED);
    assertThat(outcome(objective, requests, notKept)).isEqualTo(StepOutcome.NOT_KEPT);
  }

  private static StepOutcome outcome(Objective objective, int requests, int slow) {
    return objective.judge(latencies(requests - slow, slow), 0, requests);
  }

  @Test
  void oneOutlierOfFewRequestsDoesNotFailAStep() {
    assertThat(P99.judge(latencies(9, 1), 0, 10)).isEqualTo(StepOutcome.UNDECIDED);
    assertThat(P99.judge(latencies(0, 10), 0, 10)).isEqualTo(StepOutcome.NOT_KEPT);
  }

  @Test
  void errorsHaveTheirOwnLimit() {
    // SciPy 1.17.1: binom.sf(4, 200, .01) is 0.0517, binom.sf(5, 200, .01) is 0.016.
    assertThat(P99.judge(latencies(200, 0), 0, 200)).isEqualTo(StepOutcome.KEPT);
    assertThat(P99.judge(latencies(200, 0), 5, 200)).isEqualTo(StepOutcome.UNDECIDED);
    assertThat(P99.judge(latencies(200, 0), 6, 200)).isEqualTo(StepOutcome.NOT_KEPT);
    assertThat(P99.judge(latencies(0, 200), 0, 200)).isEqualTo(StepOutcome.NOT_KEPT);
    Objective noErrors = new Objective(0.99, 250, 0);
    assertThat(noErrors.judge(latencies(200, 0), 0, 200)).isEqualTo(StepOutcome.KEPT);
    assertThat(noErrors.judge(latencies(200, 0), 1, 200)).isEqualTo(StepOutcome.NOT_KEPT);
  }

  @Test
  void errorsAreAShareOfAllRequests() {
    assertThat(P99.judge(latencies(200, 0), 6, 2_000)).isEqualTo(StepOutcome.KEPT);
    assertThat(P99.judge(latencies(200, 0), 60, 2_000)).isEqualTo(StepOutcome.NOT_KEPT);
  }

  @Test
  void theLimitItselfIsQuickEnough() {
    Histogram latencies = new Histogram(3);
    latencies.recordValueWithCount(250_000_000, 100);

    assertThat(P99.judge(latencies, 0, 100)).isEqualTo(StepOutcome.KEPT);
  }

  @Test
  void refusesWhatTellsNothing() {
    assertThatThrownBy(() -> P99.judge(new Histogram(3), 0, 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a step without a request tells nothing");
    assertThatThrownBy(() -> new Objective(99, 250, 0)).hasMessageContaining("quantile");
    assertThatThrownBy(() -> new Objective(0.99, 0, 0)).hasMessageContaining("millis");
    assertThatThrownBy(() -> new Objective(0.99, 250, 1)).hasMessageContaining("errorShare");
  }
}
