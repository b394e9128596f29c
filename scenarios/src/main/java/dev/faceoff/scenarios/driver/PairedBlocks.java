package dev.faceoff.scenarios.driver;

import dev.faceoff.scenarios.plan.LoadPlan.PlannedBlock;
import dev.faceoff.scenarios.plan.SeededRandom;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Two blocks side by side: of the two users of an arrival one is first, and the other waits until
 * the target has had time to answer the first.
 *
 * <p>Who is first is drawn from the seed, evenly among every {@value #DRAWN_TOGETHER} arrivals. The
 * first waits, too, for a moment in which the other arrives: so each request is sent by a timer,
 * and neither while the generator makes the other user.
 */
final class PairedBlocks {
  private static final long MILLI = 1_000_000;

  /** Gatling lets two users of the same millisecond in up to a few milliseconds apart. */
  private static final long LEAD_NANOS = 3 * MILLI;

  /** Before it is known how long the targets take. */
  private static final long FIRST_PAUSE_NANOS = 20 * MILLI;

  private static final double QUANTILE = 0.9;
  private static final long BESIDE_QUANTILE_NANOS = 2 * MILLI;
  private static final long LEAST_PAUSE_NANOS = 5 * MILLI;
  private static final long MOST_PAUSE_NANOS = 1_000 * MILLI;

  /** So much later than due the other goes though the first has not come. */
  private static final long PATIENCE_NANOS = 1_000 * MILLI;

  private static final int DRAWN_TOGETHER = 4;

  /** The ways to choose two of four, as bits. */
  private static final int[] EVEN_DRAWS = {0b0011, 0b0101, 0b0110, 0b1001, 0b1010, 0b1100};

  private static final long NOT_YET = Long.MAX_VALUE;

  private final String firstIfDrawn;
  private final boolean[] drawn;
  private final AtomicLongArray wentNanos;
  private final Optional<PairedBlocks> before;
  private final Latencies ofFirstIfDrawn = new Latencies();
  private final Latencies ofOther = new Latencies();
  private long pauseNanos;

  /**
   * Blocks that have not begun.
   *
   * @param block one of the two; both have the same arrivals
   * @param before the paired blocks before these, whose latencies tell how long to pause
   */
  PairedBlocks(PlannedBlock block, long seed, Optional<PairedBlocks> before) {
    this.firstIfDrawn = block.variant();
    this.before = before;
    int arrivals = Math.toIntExact(block.arrivals());
    drawn = new boolean[arrivals];
    wentNanos = new AtomicLongArray(arrivals);
    int draw = 0;
    for (int k = 0; k < arrivals; k++) {
      if (k % DRAWN_TOGETHER == 0) {
        var random = SeededRandom.of(seed, "first of a pair", block.pair(), k / DRAWN_TOGETHER);
        draw = EVEN_DRAWS[random.nextInt(EVEN_DRAWS.length)];
      }
      drawn[k] = (draw >> (k % DRAWN_TOGETHER) & 1) == 1;
      wentNanos.set(k, NOT_YET);
    }
  }

  /** Whether a variant's user is the first of an arrival. */
  private boolean isFirst(int arrival, String variant) {
    return drawn[arrival] == variant.equals(firstIfDrawn);
  }

  /** How much later than on the grid a user is due. */
  long delayNanos(int arrival, String variant) {
    return LEAD_NANOS + (isFirst(arrival, variant) ? 0 : pauseNanos());
  }

  /** How long a user has to wait still; 0 or less when it may go. */
  long waitNanos(int arrival, String variant, long dueNanos, long nowNanos) {
    if (isFirst(arrival, variant) || nowNanos < dueNanos) {
      return dueNanos - nowNanos;
    }
    long went = wentNanos.get(arrival);
    if (went == NOT_YET) {
      return nowNanos < dueNanos + PATIENCE_NANOS ? MILLI : 0;
    }
    return went + pauseNanos() - nowNanos;
  }

  /** Takes note that a user sends its first request, or leaves without. */
  void go(int arrival, String variant, long nowNanos) {
    if (isFirst(arrival, variant)) {
      wentNanos.set(arrival, nowNanos);
    }
  }

  /** Takes note of how long a request took. */
  void answered(String variant, long latencyNanos) {
    (variant.equals(firstIfDrawn) ? ofFirstIfDrawn : ofOther).add(latencyNanos);
  }

  /** From the first user's start to the other's; fixed when it is asked for first. */
  private synchronized long pauseNanos() {
    if (pauseNanos == 0) {
      pauseNanos = before.map(PairedBlocks::serviceTimeNanos).orElse(FIRST_PAUSE_NANOS);
    }
    return pauseNanos;
  }

  private long serviceTimeNanos() {
    long slower = Math.max(ofFirstIfDrawn.quantileNanos(QUANTILE), ofOther.quantileNanos(QUANTILE));
    return Math.max(LEAST_PAUSE_NANOS, Math.min(MOST_PAUSE_NANOS, slower + BESIDE_QUANTILE_NANOS));
  }
}
