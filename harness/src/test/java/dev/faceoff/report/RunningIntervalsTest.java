package dev.faceoff.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.faceoff.model.GateFinding;
import dev.faceoff.model.Interval;
import dev.faceoff.model.Measure;
import java.util.List;
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

  private static void near(Interval interval, double low, double high) {
    assertThat(interval.low()).isCloseTo(low, within(2e-9));
    assertThat(interval.high()).isCloseTo(high, within(2e-9));
    assertThat(interval.confidence()).isEqualTo(0.95);
  }
}
