package dev.faceoff.stats;

import dev.faceoff.model.Interval;
import dev.faceoff.model.Tolerance;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Contrasts of launches, judged by Student's t with the launch as the unit.
 *
 * @param contrast what the numbers are
 * @param mean of the contrasts
 * @param deviation standard deviation between launches, floored
 * @param floorDeviation below which no deviation is believed; 0 for counts
 * @param byLaunch as people see them
 */
record LaunchEvidence(
    Contrast contrast,
    double mean,
    double deviation,
    double floorDeviation,
    int launches,
    List<Double> byLaunch)
    implements Evidence {
  /** Contrasts closer than that are the same count, give or take the last digits. */
  private static final double ROUNDING = 1e-12;

  /**
   * The evidence of some launches.
   *
   * @param contrasts at least two
   */
  static LaunchEvidence of(Contrast contrast, List<Double> contrasts, double floorDeviation) {
    double low = contrasts.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    double high = contrasts.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    double mean = contrasts.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    boolean constant = high - low <= ROUNDING;
    double squares = contrasts.stream().mapToDouble(each -> (each - mean) * (each - mean)).sum();
    return new LaunchEvidence(
        contrast,
        constant ? low : mean,
        Math.max(constant ? 0 : Math.sqrt(squares / (contrasts.size() - 1)), floorDeviation),
        floorDeviation,
        contrasts.size(),
        contrasts.stream().map(contrast::shown).toList());
  }

  @Override
  public double value() {
    return contrast.shown(mean);
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
    return mean >= contrast.ofChange(share);
  }

  @Override
  public boolean isBelow(double share) {
    return mean <= -contrast.ofChange(share);
  }

  @Override
  public boolean isWithin(double margin, double tail) {
    return pAbove(-contrast.ofChange(margin)) <= tail && pBelow(contrast.ofChange(margin)) <= tail;
  }

  @Override
  public Interval decisive(double tail) {
    return interval(tail);
  }

  @Override
  public Interval interval(double tail) {
    double half = isCertain() ? 0 : student().inverseSurvivalProbability(tail) * standardError();
    return new Interval(contrast.shown(mean - half), contrast.shown(mean + half), 1 - 2 * tail);
  }

  @Override
  public Evidence projectedTo(int number) {
    return new LaunchEvidence(contrast, mean, deviation, floorDeviation, number, byLaunch);
  }

  @Override
  public OptionalDouble resolvable(List<Level> looks, Tolerance tolerance) {
    return Power.resolvable(contrast, deviation, floorDeviation, looks, tolerance);
  }

  private double pAbove(double least) {
    if (isCertain()) {
      return mean > least ? 0 : 1;
    }
    return student().survivalProbability((mean - least) / standardError());
  }

  private double pBelow(double most) {
    if (isCertain()) {
      return mean < most ? 0 : 1;
    }
    return student().cumulativeProbability((mean - most) / standardError());
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
