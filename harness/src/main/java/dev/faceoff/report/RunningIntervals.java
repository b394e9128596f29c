package dev.faceoff.report;

import dev.faceoff.model.GateFinding;
import dev.faceoff.model.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How a finding's interval narrowed from launch to launch, for a picture: Student t over the logs
 * of the launches so far, their spread no less than the calibrated one. The last is the finding's
 * own.
 */
final class RunningIntervals {
  private RunningIntervals() {}

  /** An interval after the first launch on: entry 0 is that of two launches. */
  static List<Interval> of(GateReport gate, GateFinding finding) {
    Optional<Interval> last = finding.ratio().interval();
    List<Double> ratios = finding.byLaunch();
    if (last.isEmpty() || ratios.size() < 2 || ratios.stream().anyMatch(ratio -> !(ratio > 0))) {
      return List.of();
    }
    double confidence = last.get().confidence();
    double floor = gate.calibration().map(c -> c.sigma().get(finding.claim())).orElse(0.0);
    List<Interval> intervals = new ArrayList<>();
    double sum = Math.log(ratios.get(0));
    double squares = 0;
    for (int n = 2; n < ratios.size(); n++) {
      double log = Math.log(ratios.get(n - 1));
      // Welford, "Note on a Method for Calculating Corrected Sums of Squares and Products", 1962.
      double before = sum / (n - 1);
      sum += log;
      double mean = sum / n;
      squares += (log - before) * (log - mean);
      double spread = Math.max(Math.sqrt(squares / (n - 1)), floor);
      double t = TDistribution.of(n - 1).inverseCumulativeProbability((1 + confidence) / 2);
      double half = t * spread / Math.sqrt(n);
      intervals.add(new Interval(Math.exp(mean - half), Math.exp(mean + half), confidence));
    }
    intervals.add(last.get());
    return List.copyOf(intervals);
  }
}
