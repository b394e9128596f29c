package dev.faceoff.stats;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * The median of times until something happened, of which some are known only to be longer than it
 * was watched.
 *
 * <p>Its interval is between two of the times in order (Thompson, "On confidence ranges for the
 * median and other expectation distributions for populations of unknown distribution form", Annals
 * of Mathematical Statistics 7, 1936). It supposes nothing of the times but that they are
 * independent, and a time that is longer than it was watched stands in that order like any other:
 * behind all.
 *
 * @param median empty when at least half of the times are not known
 * @param bounds empty when there are too few times for an interval
 */
public record CensoredMedian(OptionalDouble median, Optional<Bounds> bounds) {
  /**
   * An interval that may have no upper end.
   *
   * @param low where that is a time which is not known, how long it was watched
   * @param high empty where that is a time which is not known
   */
  public record Bounds(double low, OptionalDouble high, double confidence) {}

  /**
   * The median of some times.
   *
   * @param known times, any order; not modified
   * @param longer how many more there were, each longer than {@code limit}
   * @param limit how long it was watched, no shorter than any time that is known
   * @param confidence at least that of the interval, 0 to 1
   * @throws IllegalArgumentException if there is none at all
   */
  public static CensoredMedian of(double[] known, int longer, double limit, double confidence) {
    int all = known.length + longer;
    if (all == 0) {
      throw new IllegalArgumentException("there is no median of no times");
    }
    double[] times = Arrays.copyOf(known, all);
    Arrays.fill(times, known.length, all, Double.POSITIVE_INFINITY);
    Arrays.sort(times);
    double middle = (times[(all - 1) / 2] + times[all / 2]) / 2;
    int rank = rank(all, confidence);
    return new CensoredMedian(
        finite(middle),
        rank == 0
            ? Optional.empty()
            : Optional.of(
                new Bounds(
                    Math.min(times[rank - 1], limit), finite(times[all - rank]), confidence)));
  }

  /** The fewest times that have an interval. */
  public static int leastTimes(double confidence) {
    int times = 1;
    while (rank(times, confidence) == 0) {
      times++;
    }
    return times;
  }

  /**
   * The rank of the lower end among so many times, from 1, and from behind that of the upper one; 0
   * where even the first and the last are too close to each other.
   */
  private static int rank(int times, double confidence) {
    BinomialDistribution below = BinomialDistribution.of(times, 0.5);
    int rank = 0;
    while (2 * below.cumulativeProbability(rank) <= 1 - confidence) {
      rank++;
    }
    return rank;
  }

  private static OptionalDouble finite(double time) {
    return Double.isInfinite(time) ? OptionalDouble.empty() : OptionalDouble.of(time);
  }
}
