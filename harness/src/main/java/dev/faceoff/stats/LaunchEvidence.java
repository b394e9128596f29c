package dev.faceoff.stats;

import dev.faceoff.model.Interval;
import dev.faceoff.model.Tolerance;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Log ratios of launches, judged by Student's t with the launch as the unit.
 *
 * @param mean of the log ratios
 * @param deviation standard deviation between launches, floored
 * @param floorDeviation below which no deviation is believed; 0 for counts
 * @param byLaunch candidate over baseline
 */
record LaunchEvidence(
    double mean, double deviation, double floorDeviation, int launches, List<Double> byLaunch)
    implements Evidence {
  /** Log ratios closer than that are the same count, give or take the last digits. */
  private static final double ROUNDING = 1e-12;

  /**
   * The evidence of some launches.
   *
   * @param logRatios at least two
   */
  static LaunchEvidence of(List<Double> logRatios, double floorDeviation) {
    double low = logRatios.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    double high = logRatios.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    double mean = logRatios.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    boolean constant = high - low <= ROUNDING;
    double squares = logRatios.stream().mapToDouble(each -> (each - mean) * (each - mean)).sum();
    return new LaunchEvidence(
        constant ? low : mean,
        Math.max(constant ? 0 : Math.sqrt(squares / (logRatios.size() - 1)), floorDeviation),
        floorDeviation,
        logRatios.size(),
        logRatios.stream().map(Math::exp).toList());
  }

  @Override
  public double value() {
    return Math.exp(mean);
  }

  @Override
  public String note() {
    return (isCertain() ? "the same in all of %d launches" : "over %d launches")
        .formatted(launches);
  }

  @Override
  public double pAbove() {
    return pAbove(0);
  }

  @Override
  public double pBelow() {
    return pBelow(0);
  }

  @Override
  public boolean isAbove(double share) {
    return mean >= Math.log1p(share);
  }

  @Override
  public boolean isBelow(double share) {
    return mean <= -Math.log1p(share);
  }

  @Override
  public boolean isWithin(double margin, double tail) {
    return pAbove(-Math.log1p(margin)) <= tail && pBelow(Math.log1p(margin)) <= tail;
  }

  @Override
  public Interval decisive(double tail) {
    return interval(tail);
  }

  @Override
  public Interval interval(double tail) {
    double half = isCertain() ? 0 : student().inverseSurvivalProbability(tail) * standardError();
    return new Interval(Math.exp(mean - half), Math.exp(mean + half), 1 - 2 * tail);
  }

  @Override
  public Evidence projectedTo(int number) {
    return new LaunchEvidence(mean, deviation, floorDeviation, number, byLaunch);
  }

  @Override
  public OptionalDouble resolvable(List<Level> looks, Tolerance tolerance) {
    return Power.resolvable(deviation, floorDeviation, looks, tolerance);
  }

  private double pAbove(double logRatio) {
    if (isCertain()) {
      return mean > logRatio ? 0 : 1;
    }
    return student().survivalProbability((mean - logRatio) / standardError());
  }

  private double pBelow(double logRatio) {
    if (isCertain()) {
      return mean < logRatio ? 0 : 1;
    }
    return student().cumulativeProbability((mean - logRatio) / standardError());
  }

  private boolean isCertain() {
    return deviation == 0;
  }

  private double standardError() {
    return deviation / Math.sqrt(launches);
  }

  private TDistribution student() {
    return TDistribution.of(launches - 1);
  }
}
