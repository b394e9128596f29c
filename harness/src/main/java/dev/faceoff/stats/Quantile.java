package dev.faceoff.stats;

import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.HistogramIterationValue;
import org.apache.commons.statistics.distribution.BetaDistribution;

/** Quantiles of recorded latencies. */
public final class Quantile {
  /** Order statistics further away weigh less than 1e-20 and cost time. */
  private static final double NEGLIGIBLE_DEVIATIONS = 12;

  private static final double LEAST_BEYOND = 10;

  private Quantile() {}

  /**
   * Returns the Harrell-Davis estimate of a quantile: a mean of all order statistics, weighted by a
   * beta distribution. Its variance is below that of a single order statistic, and it moves
   * smoothly when a block is left out, which the jackknife needs (Harrell and Davis, "A new
   * distribution-free quantile estimator", Biometrika 69, 1982).
   *
   * <p>Order statistics within one bucket of the histogram count as its middle, so the result
   * carries the histogram's precision.
   *
   * @param p a share in (0, 1), not a percentage
   * @return in the unit of the recorded values
   * @throws IllegalArgumentException if nothing was recorded or {@code p} is out of range
   */
  public static double harrellDavis(AbstractHistogram histogram, double p) {
    long n = histogram.getTotalCount();
    if (n == 0) {
      throw new IllegalArgumentException("a quantile needs at least one value");
    }
    if (!(p > 0 && p < 1)) {
      throw new IllegalArgumentException("p must be a share between 0 and 1, but is " + p);
    }
    BetaDistribution weights = BetaDistribution.of((n + 1) * p, (n + 1) * (1 - p));
    double reach = NEGLIGIBLE_DEVIATIONS * Math.sqrt(p * (1 - p) / (n + 2));
    double sum = 0;
    double below = 0;
    for (HistogramIterationValue bucket : histogram.recordedValues()) {
      double share = (double) bucket.getTotalCountToThisValue() / n;
      if (share < p - reach) {
        continue;
      }
      double upTo = share > p + reach ? 1 : weights.cumulativeProbability(share);
      sum += (upTo - below) * histogram.medianEquivalentValue(bucket.getValueIteratedTo());
      below = upTo;
      if (upTo == 1) {
        break;
      }
    }
    return sum;
  }

  /**
   * Whether a sample is large enough to show a quantile: at least ten values are expected beyond
   * it.
   *
   * @param p a share in (0, 1)
   */
  public static boolean supportedBy(long values, double p) {
    return values >= leastValues(p);
  }

  /**
   * Values that a sample needs to show a quantile.
   *
   * @param p a share in (0, 1)
   */
  public static long leastValues(double p) {
    return (long) Math.ceil(LEAST_BEYOND / (1 - p) - 1e-6);
  }
}
