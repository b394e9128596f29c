package dev.faceoff.stats;

import dev.faceoff.model.Side;
import java.util.Arrays;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * What other ways of judging say about the same recorded pairs of one endpoint, for the proof that
 * the gate's own is better. None of them looks at launches or at pairs, as they are applied to two
 * plain samples; failed requests are left out, disturbed windows are not.
 *
 * <p>Each takes the pairs of several launches and throws {@link IllegalArgumentException} where
 * there are too few.
 */
public final class Rivals {
  private static final double THRESHOLD = 1.1;
  private static final double P95 = 0.95;
  private static final int SLICES = 10;

  private Rivals() {}

  /**
   * The fixed threshold: whether the candidate's p95 is over the baseline's by more than 10 %, all
   * requests together.
   */
  public static boolean p95IsOverTenPercentHigher(List<MatchedPairs> launches) {
    return p95(latencies(launches, Side.CANDIDATE))
        > THRESHOLD * p95(latencies(launches, Side.BASELINE));
  }

  /**
   * The test on requests: the two-sided p-value of Mann and Whitney's U ("On a test of whether one
   * of two random variables is stochastically larger than the other", Annals of Mathematical
   * Statistics 18, 1947) in its normal approximation, corrected for ties and continuity.
   */
  public static double mannWhitney(List<MatchedPairs> launches) {
    return mannWhitney(latencies(launches, Side.BASELINE), latencies(launches, Side.CANDIDATE));
  }

  /**
   * Ten slices a side: each side's requests, in order of time, are cut into ten slices of equal
   * number whose mean latencies are compared by {@link Welch}'s t test.
   *
   * @return the two-sided p-value
   */
  public static double tenSlices(List<MatchedPairs> launches) {
    return Welch.of(
            slices(latencies(launches, Side.BASELINE)), slices(latencies(launches, Side.CANDIDATE)))
        .pEither();
  }

  static double mannWhitney(double[] here, double[] there) {
    if (here.length == 0 || there.length == 0) {
      throw new IllegalArgumentException("a test of two samples needs values in both");
    }
    double[] sorted = new double[here.length + there.length];
    System.arraycopy(here, 0, sorted, 0, here.length);
    System.arraycopy(there, 0, sorted, here.length, there.length);
    Arrays.sort(sorted);
    double ranks = 0;
    for (double value : here) {
      ranks += (firstRank(sorted, value) + lastRank(sorted, value)) / 2.0;
    }
    double n = sorted.length;
    double pairs = (double) here.length * there.length;
    double u = ranks - here.length * (here.length + 1.0) / 2;
    double variance = pairs / 12 * (n + 1 - ties(sorted) / (n * (n - 1)));
    if (variance <= 0) {
      return 1;
    }
    double z = Math.max(0, Math.abs(u - pairs / 2) - 0.5) / Math.sqrt(variance);
    return Math.min(1, 2 * NormalDistribution.of(0, 1).survivalProbability(z));
  }

  private static double[] latencies(List<MatchedPairs> launches, Side side) {
    return launches.stream()
        .mapMultiToDouble(
            (pairs, each) -> {
              for (int i = 0; i < pairs.size(); i++) {
                if (!pairs.failed(i, side)) {
                  each.accept(pairs.latencyNanos(i, side));
                }
              }
            })
        .toArray();
  }

  private static double p95(double[] latencies) {
    Histogram histogram = new Histogram(3);
    for (double latency : latencies) {
      histogram.recordValue((long) latency);
    }
    return Quantile.harrellDavis(histogram, P95);
  }

  private static double[] slices(double[] latencies) {
    if (latencies.length < SLICES) {
      throw new IllegalArgumentException(
          "ten slices need ten requests, but there are " + latencies.length);
    }
    double[] means = new double[SLICES];
    for (int i = 0; i < SLICES; i++) {
      means[i] =
          mean(
              Arrays.copyOfRange(
                  latencies, i * latencies.length / SLICES, (i + 1) * latencies.length / SLICES));
    }
    return means;
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  /** From 1, the rank of the first of the values equal to this. */
  private static int firstRank(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low + 1;
  }

  private static int lastRank(double[] sorted, double value) {
    return firstRank(sorted, Math.nextUp(value)) - 1;
  }

  /** Sum of t³ - t over groups of equal values. */
  private static double ties(double[] sorted) {
    double sum = 0;
    int from = 0;
    while (from < sorted.length) {
      double equal = lastRank(sorted, sorted[from]) - from;
      sum += equal * equal * equal - equal;
      from += (int) equal;
    }
    return sum;
  }
}
