package dev.faceoff.run;

import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Waits until a variant has done what it was asked for. A service may answer first and work later:
 * what it puts off would be measured as the other variant's, and a rate is not kept by leaving the
 * work behind.
 */
final class Rest {
  /** Less, beside what it always takes, is what a service does that waits for work. */
  private static final double IDLE_CORES = 0.1;

  private static final long INTERVAL_MILLIS = 250;
  private static final double NANOS_PER_SECOND = 1e9;

  /** A service that always has something to do is not waited for any longer. */
  static final double MOST_SECONDS = 20;

  private final LongSupplier nanoTime;
  private final Pause pause;

  /** Passes time. */
  interface Pause {
    void of(long millis) throws InterruptedException;
  }

  Rest() {
    this(System::nanoTime, TimeUnit.MILLISECONDS::sleep);
  }

  Rest(LongSupplier nanoTime, Pause pause) {
    this.nanoTime = nanoTime;
    this.pause = pause;
  }

  /**
   * What a variant takes that nobody asks anything: 0 once it comes to rest by itself, and for one
   * that has something to do all the time the mean over {@value #MOST_SECONDS} seconds.
   *
   * @param cpuMillis as for {@link #await}
   */
  double usualCores(Supplier<OptionalDouble> cpuMillis) throws InterruptedException {
    long from = nanoTime.getAsLong();
    OptionalDouble before = cpuMillis.get();
    if (await(0, cpuMillis) < MOST_SECONDS) {
      return 0;
    }
    OptionalDouble after = cpuMillis.get();
    return after.isEmpty() ? 0 : cores(before, after, nanoTime.getAsLong() - from);
  }

  /**
   * Waits for an interval in which the processors had next to nothing to do.
   *
   * @param usualCores what they always have to do, see {@link #usualCores}; without that a service
   *     that is never idle would be thought to put work off at any rate
   * @param cpuMillis what service and database took so far; where it is not known, nothing is
   *     waited for
   * @return seconds until that interval began; {@value #MOST_SECONDS} or a little more where none
   *     came
   */
  double await(double usualCores, Supplier<OptionalDouble> cpuMillis) throws InterruptedException {
    long from = nanoTime.getAsLong();
    long then = from;
    OptionalDouble before = cpuMillis.get();
    while (before.isPresent()) {
      double waited = (then - from) / NANOS_PER_SECOND;
      if (waited >= MOST_SECONDS) {
        return waited;
      }
      pause.of(INTERVAL_MILLIS);
      long now = nanoTime.getAsLong();
      OptionalDouble after = cpuMillis.get();
      if (after.isEmpty()) {
        return waited;
      }
      if (cores(before, after, now - then) < usualCores + IDLE_CORES) {
        return waited;
      }
      then = now;
      before = after;
    }
    return 0;
  }

  private static double cores(OptionalDouble millisBefore, OptionalDouble millisAfter, long nanos) {
    return (millisAfter.getAsDouble() - millisBefore.getAsDouble()) * 1e6 / nanos;
  }
}
