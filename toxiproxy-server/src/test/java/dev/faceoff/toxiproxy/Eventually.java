package dev.faceoff.toxiproxy;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what other threads do; polls, with a limit that only a failure reaches. */
final class Eventually {
  static final Duration LIMIT = Duration.ofSeconds(20);

  private Eventually() {}

  /** Waits until the condition holds. */
  static void holds(String what, BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("after " + LIMIT.toSeconds() + " s still not: " + what);
      }
      Thread.sleep(5);
    }
  }
}
