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
  /** Less is what a service does that waits for work. */
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
   * Waits for an interval in which the processors had next to nothing to do.
   *
   * @param cpuMillis what service and database took so far; where it is not known, nothing is
   *     waited for
   * @return seconds until that interval began; {@value #MOST_SECONDS} or a little more where none
   *     came
   */
  double await(Supplier<OptionalDouble> cpuMillis) throws InterruptedException {
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
      double cores = (after.getAsDouble() - before.getAsDouble()) * 1e6 / (now - then);
      if (cores < IDLE_CORES) {
        return waited;
      }
      then = now;
      before = after;
    }
    return 0;
  }
}
