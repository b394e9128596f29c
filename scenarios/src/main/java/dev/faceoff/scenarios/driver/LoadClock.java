package dev.faceoff.scenarios.driver;

import dev.faceoff.scenarios.plan.GeneratorEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAccumulator;

/**
 * Time in nanoseconds from the start of the load, on the JVM's monotonic clock.
 *
 * <p>The grid on which arrivals are due hangs on when Gatling's injector started, and Gatling does
 * not tell. So, from a lead second before the first block to the end of the warm-up, a user arrives
 * every 10 ms and only looks at the clock. A user can be late but not early: the earliest start
 * that any of them suggests is the closest to the truth (in the lead second alone, a cold JVM on a
 * busy machine was 13 ms late throughout, and so hid that much lag). It is fixed before the first
 * measured arrival, one for the whole launch, so whatever delays measured arrivals afterwards, even
 * all of a block's alike, shows up as lag.
 *
 * <p>Where several generators keep time together, the grid hangs on the time of day instead, and
 * users that come before their time wait for it.
 */
final class LoadClock {
  static final int TICKS_PER_SECOND = 100;

  private static final long LEAD_NANOS = GeneratorEvent.LEAD_SECONDS * 1_000_000_000L;
  private static final long TICK_NANOS = 1_000_000_000L / TICKS_PER_SECOND;

  /** What the accumulator and all differences start from; the JVM's clock has any origin. */
  private final long origin = System.nanoTime();

  private final AtomicLong ticks = new AtomicLong();
  private final LongAccumulator start = new LongAccumulator(Math::min, Long.MAX_VALUE);

  /** A clock that is set by users. */
  LoadClock() {}

  /** A clock that is at zero at a time of day, whoever looks when. */
  static LoadClock zeroAt(Instant zero) {
    LoadClock clock = new LoadClock();
    long left = Duration.between(Instant.now(), zero).toNanos();
    clock.start.accumulate(clock.sinceOrigin() + left);
    return clock;
  }

  /** Called by the next of the users that arrive before the first measured block. */
  void tick() {
    // Counts before it looks: whoever counts k has at least one user due at k behind or at it.
    long tick = ticks.getAndIncrement();
    start.accumulate(System.nanoTime() - origin - tick * TICK_NANOS + LEAD_NANOS);
  }

  /** Now, from the start of the load; negative before it. */
  long nanos() {
    long zero = start.get();
    return zero == Long.MAX_VALUE ? -LEAD_NANOS : sinceOrigin() - zero;
  }

  private long sinceOrigin() {
    return System.nanoTime() - origin;
  }
}
