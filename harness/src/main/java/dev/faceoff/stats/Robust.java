package dev.faceoff.stats;

import java.util.Arrays;

/** Middles that a few wild values do not move. */
final class Robust {
  private static final double TRIMMED_EACH_END = 0.2;

  private Robust() {}

  /**
   * The middle value, or the mean of the two middle ones; NaN of none.
   *
   * @param values in any order; not modified
   */
  static double median(double[] values) {
    double[] sorted = sorted(values);
    int n = sorted.length;
    return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }

  /**
   * The mean without the lowest and the highest 20 %, each rounded down to whole values; NaN of
   * none.
   *
   * @param values in any order; not modified
   */
  static double trimmedMean(double[] values) {
    double[] sorted = sorted(values);
    int cut = (int) (TRIMMED_EACH_END * sorted.length);
    return Arrays.stream(sorted, cut, sorted.length - cut).average().orElse(Double.NaN);
  }

  private static double[] sorted(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted;
  }
}
