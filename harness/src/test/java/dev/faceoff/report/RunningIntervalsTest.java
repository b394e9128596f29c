package dev.faceoff.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.faceoff.model.Claim;
import dev.faceoff.model.Estimate;
import dev.faceoff.model.GateFinding;
import dev.faceoff.model.Interval;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RunningIntervalsTest {

  @Test
  void areStudentIntervalsOfTheLaunchesSoFarAndEndWithTheFindingsOwn() {
    GateReport gate = GateReports.inconclusive().gate().orElseThrow();
    GateFinding regression = GateReports.regression().gate().orElseThrow().findings().get(0);

    List<Interval> intervals = RunningIntervals.of(gate, regression);

    // Python 3.11 with Student's t to nine digits.
    assertThat(intervals).hasSize(5);
    near(intervals.get(0), 0.889192855, 1.233786343);
    near(intervals.get(3), 1.024133163, 1.071726754);
    assertThat(intervals.get(4)).isEqualTo(regression.ratio().interval().orElseThrow());
  }

  @Test
  void areNoNarrowerThanTheCalibratedNoise() {
    GateReport gate = GateReports.calibrated(0.03).gate().orElseThrow();
    GateFinding regression = gate.findings().get(0);

    near(RunningIntervals.of(gate, regression).get(3), 1.009352391, 1.087420925);
  }

  @Test
  void needALaunchesRatioAndAnIntervalOfTheFinding() {
    GateReport gate = GateReports.regression().gate().orElseThrow();

    for (GateFinding finding : gate.findings()) {
      boolean drawn =
          finding.claim().measure() != Measure.QUERIES
              && finding.claim().measure() != Measure.ROWS_READ
              && finding.claim().measure() != Measure.ERROR_SHARE;
      assertThat(RunningIntervals.of(gate, finding).isEmpty()).isEqualTo(!drawn);
    }
  }

  @Test
  void ofACountAreOnTheScaleThatItIsJudgedOn() {
    GateReport gate = GateReports.inconclusive().gate().orElseThrow();

    List<Interval> intervals = RunningIntervals.of(gate, counted(List.of(3.0, 3.2, 2.9, 3.1)));

    // 1 and 1.0476 are the first two: 1.0238 with 12.706 times 0.0238 on either side.
    assertThat(intervals).hasSize(3);
    assertThat(intervals.get(0).low()).isCloseTo(2.12813, within(1e-4));
    assertThat(intervals.get(0).high()).isCloseTo(4.93770, within(1e-4));
  }

  @Test
  void areNotDrawnWhereThatOfACountHasNoEnd() {
    GateReport gate = GateReports.inconclusive().gate().orElseThrow();

    assertThat(RunningIntervals.of(gate, counted(List.of(20.0, 370.0, 75.0, 120.0)))).isEmpty();
  }

  private static GateFinding counted(List<Double> byLaunch) {
    return new GateFinding(
        new Claim("", Measure.QUERIES),
        true,
        Optional.empty(),
        Optional.empty(),
        new Estimate(3, Optional.of(new Interval(2.8, 3.3, 0.95)), "over 4 launches"),
        Optional.empty(),
        byLaunch,
        Verdict.REGRESSION,
        OptionalInt.empty(),
        OptionalDouble.empty());
  }

  private static void near(Interval interval, double low, double high) {
    assertThat(interval.low()).isCloseTo(low, within(2e-9));
    assertThat(interval.high()).isCloseTo(high, within(2e-9));
    assertThat(interval.confidence()).isEqualTo(0.95);
  }
}
