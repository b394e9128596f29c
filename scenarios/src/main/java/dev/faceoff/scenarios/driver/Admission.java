package dev.faceoff.scenarios.driver;

import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Which arrivals of standing blocks are let in, of the most there can be: evenly as many as the
 * rate needs. It hangs on an arrival's number and the second in which it is due alone, so that
 * blocks side by side let the same ones in.
 */
final class Admission {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  /** Gatling may let a user in early by part of a millisecond. */
  private static final long EARLY_NANOS = 1_000_000L;

  private final double mostPerSecond;
  private final NavigableMap<Long, Double> shareBySecond = new ConcurrentSkipListMap<>();

  /**
   * Before the first change.
   *
   * @param mostPerSecond arrivals there are
   * @param perSecond of those, how many are let in at first
   */
  Admission(double mostPerSecond, double perSecond) {
    this.mostPerSecond = mostPerSecond;
    shareBySecond.put(Long.MIN_VALUE, share(perSecond));
  }

  /** Lets so many in, from the next whole second of the load on. */
  void change(double perSecond, long nowNanos) {
    long next = Math.floorDiv(nowNanos + EARLY_NANOS, NANOS_PER_SECOND) + 1;
    shareBySecond.put(next, share(perSecond));
  }

  private double share(double perSecond) {
    if (!(perSecond > 0 && perSecond <= mostPerSecond)) {
      throw new IllegalArgumentException(
          "the rate must be above 0 and at most %s a second, but is %s"
              .formatted(mostPerSecond, perSecond));
    }
    return perSecond / mostPerSecond;
  }

  /**
   * Whether an arrival is let in.
   *
   * @param arrival its number, from 0
   * @param dueNanos when it was due, from the start of the load
   */
  boolean admits(int arrival, long dueNanos) {
    double share = shareBySecond.floorEntry(Math.floorDiv(dueNanos, NANOS_PER_SECOND)).getValue();
    return Math.floor((arrival + 1.0) * share) > Math.floor(arrival * share);
  }
}
