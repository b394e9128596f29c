package dev.faceoff.report;

import dev.faceoff.model.GateFinding;
import dev.faceoff.model.Interval;
import dev.faceoff.model.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How a finding's interval narrowed from launch to launch, for a picture: Student t over the
 * launches so far, on the scale that they are judged on, their spread no less than the calibrated
 * one. The last is the finding's own.
 */
final class RunningIntervals {
  /** Of what is counted by the request: the sides' difference over their mean is less than that. */
  private static final double MOST_OF_COUNT = 2;

  private RunningIntervals() {}

  /**
   * An interval after the first launch on: entry 0 is that of two launches. None of failures, whose
   * interval is over their number and not over launches, and none where one of a count has no end.
   */
  static List<Interval> of(GateReport gate, GateFinding finding) {
    Optional<Interval> last = finding.ratio().interval();
    boolean counted = finding.claim().measure().isCountedByTheRequest();
    DoubleUnaryOperator scale = scale(finding);
    DoubleUnaryOperator back = back(finding);
    List<Double> values =
        finding.byLaunch().stream().map(value -> scale.applyAsDouble(value)).toList();
    if (last.isEmpty()
        || finding.claim().measure() == Measure.ERROR_SHARE
        || values.size() < 2
        || !values.stream().allMatch(Double::isFinite)) {
      return List.of();
    }
    double confidence = last.get().confidence();
    double floor = gate.calibration().map(c -> c.sigma().get(finding.claim())).orElse(0.0);
    List<Interval> intervals = new ArrayList<>();
    double sum = values.get(0);
    double squares = 0;
    for (int n = 2; n < values.size(); n++) {
      double value = values.get(n - 1);
      // Welford, "Note on a Method for Calculating Corrected Sums of Squares and Products", 1962.
      double before = sum / (n - 1);
      sum += value;
      double mean = sum / n;
      squares += (value - before) * (value - mean);
      double spread = Math.max(Math.sqrt(squares / (n - 1)), floor);
      double t = TDistribution.of(n - 1).inverseCumulativeProbability((1 + confidence) / 2);
      double half = t * spread / Math.sqrt(n);
      if (counted && Math.abs(mean) + half >= MOST_OF_COUNT) {
        return List.of();
      }
      intervals.add(
          new Interval(
              back.applyAsDouble(mean - half), back.applyAsDouble(mean + half), confidence));
    }
    intervals.add(last.get());
    return List.copyOf(intervals);
  }

  private static DoubleUnaryOperator scale(GateFinding finding) {
    if (finding.claim().measure().isCountedByTheRequest()) {
      return ratio -> MOST_OF_COUNT * (ratio - 1) / (ratio + 1);
    }
    return ChangeAxis.isDifference(finding) ? value -> value : Math::log;
  }

  private static DoubleUnaryOperator back(GateFinding finding) {
    if (finding.claim().measure().isCountedByTheRequest()) {
      return value -> (MOST_OF_COUNT + value) / (MOST_OF_COUNT - value);
    }
    return ChangeAxis.isDifference(finding) ? value -> value : Math::exp;
  }
}
