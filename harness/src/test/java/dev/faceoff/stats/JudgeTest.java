package dev.faceoff.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.model.Estimate;
import dev.faceoff.model.Interval;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Verdict;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JudgeTest {
  private static Verdict latency(double value, double low, double high) {
    return Judge.DEFAULT.judge(Measure.P95_LATENCY, ratio(value, low, high), false);
  }

  private static Estimate ratio(double value, double low, double high) {
    return new Estimate(value, Optional.of(new Interval(low, high, 0.95)), "over 5 launches");
  }

  @Test
  void callsAChangeOnlyWhenTheWholeIntervalIsOnOneSide() {
    assertThat(latency(0.5, 0.4, 0.6)).isEqualTo(Verdict.IMPROVEMENT);
    assertThat(latency(1.5, 1.1, 2.0)).isEqualTo(Verdict.REGRESSION);
    assertThat(latency(0.5, 0.2, 1.01)).isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void callsADifferenceBelowTheFloorNoChange() {
    assertThat(latency(1.015, 1.005, 1.025)).isEqualTo(Verdict.EQUIVALENT);
    assertThat(latency(1.015, 1.001, 1.04)).isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void knowsThatMoreThroughputIsBetter() {
    assertThat(Judge.DEFAULT.judge(Measure.THROUGHPUT, ratio(2, 1.9, 2.1), false))
        .isEqualTo(Verdict.IMPROVEMENT);
    assertThat(Judge.DEFAULT.judge(Measure.THROUGHPUT, ratio(0.5, 0.4, 0.6), false))
        .isEqualTo(Verdict.REGRESSION);
  }

  @Test
  void judgesCountsWithoutIntervalAndNothingElse() {
    Estimate noInterval = Estimate.exact(0.02, "counted");

    assertThat(Judge.DEFAULT.judge(Measure.ROWS_READ, noInterval, true))
        .isEqualTo(Verdict.IMPROVEMENT);
    assertThat(Judge.DEFAULT.judge(Measure.P95_LATENCY, noInterval, false))
        .isEqualTo(Verdict.INCONCLUSIVE);
  }
}
