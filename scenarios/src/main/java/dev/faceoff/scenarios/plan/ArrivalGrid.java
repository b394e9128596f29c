package dev.faceoff.scenarios.plan;

/**
 * When each arrival of a measured block is due.
 *
 * <p>The grid is the one Gatling itself aims at for {@code constantUsersPerSec(rate)} (its class
 * {@code Shard}, 3.15): a whole number of arrivals in each second, spread evenly over its
 * milliseconds. For a whole rate that is {@code k / rate}, rounded down to a millisecond. Taking an
 * ideal that Gatling does not aim at would report lag that no one caused.
 */
public final class ArrivalGrid {
  private static final int MILLIS_PER_SECOND = 1000;

  private final long arrivals;
  private final int seconds;

  /**
   * A grid for a block of load.
   *
   * @param arrivals over the whole block
   */
  public ArrivalGrid(long arrivals, int seconds) {
    this.arrivals = arrivals;
    this.seconds = seconds;
  }

  /**
   * When an arrival is due.
   *
   * @param arrival from 0
   * @return nanoseconds from the start of the block
   */
  public long dueNanos(long arrival) {
    if (arrival < 0 || arrival >= arrivals) {
      throw new IllegalArgumentException(
          "arrival must be from 0 to %d, but is %d".formatted(arrivals - 1, arrival));
    }
    int second = bucketOf(arrival, arrivals, seconds);
    long before = upTo(arrivals, seconds, second - 1);
    long inSecond = upTo(arrivals, seconds, second) - before;
    int milli = bucketOf(arrival - before, inSecond, MILLIS_PER_SECOND);
    return (second * (long) MILLIS_PER_SECOND + milli) * 1_000_000L;
  }

  /** The first bucket up to which more than {@code index} of {@code total} have come. */
  private static int bucketOf(long index, long total, int buckets) {
    int bucket = (int) Math.min(buckets - 1, (double) index / total * buckets);
    while (upTo(total, buckets, bucket) <= index) {
      bucket++;
    }
    while (upTo(total, buckets, bucket - 1) > index) {
      bucket--;
    }
    return bucket;
  }

  /** How many of {@code total} fall into the buckets up to this one; Gatling's own rounding. */
  private static long upTo(long total, int buckets, int bucket) {
    if (bucket < 0) {
      return 0;
    }
    return bucket == buckets - 1
        ? total
        : (long) Math.ceil((double) total / buckets * (bucket + 1));
  }
}
