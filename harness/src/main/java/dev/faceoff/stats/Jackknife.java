package dev.faceoff.stats;

import dev.faceoff.model.Estimate;
import dev.faceoff.model.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Intervals of pooled statistics by leaving out one unit of proof at a time: a launch, or a pair of
 * blocks where there is one launch only. Requests are correlated, so they are never the unit.
 *
 * <p>The estimate is the statistic of all units together; its standard error is the jackknife's
 * (Tukey, "Bias and confidence in not-quite large samples", 1958), its interval Student's t with
 * one degree of freedom less than units. For a mean this is exactly the interval of the mean over
 * units.
 */
public final class Jackknife {
  private final double confidence;

  /**
   * @param confidence share in (0, 1), for example 0.95
   */
  public Jackknife(double confidence) {
    this.confidence = confidence;
  }

  /**
   * Estimates a positive statistic on the log scale, where latencies, costs and their ratios are
   * closest to symmetric; the interval never reaches 0. Falls back to the plain scale where a
   * unit's omission makes the statistic 0.
   *
   * @param units at least one
   * @param statistic of a list of units; never negative, NaN where the units hold nothing
   * @param unitName what a unit is, in the plural, for the note: "pairs of blocks of this launch"
   */
  public <U> Estimate positive(
      List<U> units, ToDoubleFunction<List<U>> statistic, String unitName) {
    double all = statistic.applyAsDouble(units);
    double[] without = leaveOneOut(units, statistic);
    if (Arrays.stream(without).anyMatch(Double::isNaN)) {
      return new Estimate(all, Optional.empty(), "no interval: only one of the " + unitName);
    }
    boolean constant = Arrays.stream(without).allMatch(value -> value == all);
    if (constant || all == 0 || Arrays.stream(without).anyMatch(value -> value == 0)) {
      // A count that is the same in every unit stays exact: the logarithm would round it.
      return estimate(all, interval(all, without), units.size(), unitName);
    }
    double[] logs = new double[without.length];
    for (int i = 0; i < logs.length; i++) {
      logs[i] = Math.log(without[i]);
    }
    Optional<Interval> interval =
        interval(Math.log(all), logs)
            .map(log -> new Interval(Math.exp(log.low()), Math.exp(log.high()), confidence));
    return estimate(all, interval, units.size(), unitName);
  }

  /** Estimates a statistic on the plain scale, cut at 0 and 1 for shares. */
  public <U> Estimate share(List<U> units, ToDoubleFunction<List<U>> statistic, String unitName) {
    double all = statistic.applyAsDouble(units);
    Optional<Interval> interval =
        interval(all, leaveOneOut(units, statistic))
            .map(
                plain ->
                    new Interval(Math.max(0, plain.low()), Math.min(1, plain.high()), confidence));
    return estimate(all, interval, units.size(), unitName);
  }

  private static <U> double[] leaveOneOut(List<U> units, ToDoubleFunction<List<U>> statistic) {
    if (units.size() < 2) {
      return new double[0];
    }
    double[] values = new double[units.size()];
    for (int left = 0; left < values.length; left++) {
      List<U> others = new ArrayList<>(units);
      others.remove(left);
      values[left] = statistic.applyAsDouble(others);
    }
    return values;
  }

  private Optional<Interval> interval(double all, double[] without) {
    int n = without.length;
    if (n < 2) {
      return Optional.empty();
    }
    double mean = 0;
    for (double value : without) {
      mean += value / n;
    }
    double squares = 0;
    for (double value : without) {
      squares += (value - mean) * (value - mean);
    }
    double standardError = Math.sqrt(squares * (n - 1) / n);
    double half =
        TDistribution.of(n - 1).inverseSurvivalProbability((1 - confidence) / 2) * standardError;
    return Optional.of(new Interval(all - half, all + half, confidence));
  }

  private static Estimate estimate(
      double value, Optional<Interval> interval, int units, String unitName) {
    String note =
        interval.isPresent()
            ? "over %d %s".formatted(units, unitName)
            : "no interval: only one of the " + unitName;
    return new Estimate(value, interval, note);
  }
}
