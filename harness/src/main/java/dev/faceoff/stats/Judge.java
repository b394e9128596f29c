package dev.faceoff.stats;

import dev.faceoff.model.Estimate;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Verdict;

/**
 * Turns the interval of a ratio into a verdict.
 *
 * @param margin share by which a ratio may differ from 1 and still count as no difference, for
 *     example 0.03
 * @param floor share by which a ratio must differ from 1 to be called a change, for example 0.02
 */
public record Judge(double margin, double floor) {
  /** Margin 3 %, floor 2 %. */
  public static final Judge DEFAULT = new Judge(0.03, 0.02);

  /**
   * Judges a ratio of candidate over baseline.
   *
   * @param counted the ratio is of exact counts: it needs no interval
   */
  public Verdict judge(Measure measure, Estimate ratio, boolean counted) {
    if (ratio.interval().isEmpty() && !counted) {
      return Verdict.INCONCLUSIVE;
    }
    double low = ratio.low();
    double high = ratio.high();
    if (low >= 1 / (1 + margin) && high <= 1 + margin) {
      return Verdict.EQUIVALENT;
    }
    boolean lowerIsBetter = measure.better() == Measure.Better.LOWER;
    if (low > 1 && ratio.value() >= 1 + floor) {
      return lowerIsBetter ? Verdict.REGRESSION : Verdict.IMPROVEMENT;
    }
    if (high < 1 && ratio.value() <= 1 / (1 + floor)) {
      return lowerIsBetter ? Verdict.IMPROVEMENT : Verdict.REGRESSION;
    }
    return Verdict.INCONCLUSIVE;
  }
}
