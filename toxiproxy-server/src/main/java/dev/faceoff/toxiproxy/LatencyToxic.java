package dev.faceoff.toxiproxy;

import java.util.Map;

/**
 * Lets each chunk leave {@code latency} milliseconds after it arrived, give or take {@code jitter},
 * in order.
 *
 * <p>Chunks wait side by side, so a stream is late but not slower.
 */
final class LatencyToxic implements Toxic {
  static final String LATENCY = "latency";
  static final String JITTER = "jitter";

  /** Longer jitters would overflow the range they are drawn from. */
  private static final long LONGEST_JITTER_NANOS = Long.MAX_VALUE / 4;

  private long latencyNanos;
  private long jitterNanos;

  @Override
  public int queueLength() {
    return 1024;
  }

  @Override
  public void start(Stage stage, Map<String, Long> attributes) {
    latencyNanos = Stage.nanos(attributes.get(LATENCY));
    jitterNanos = Math.min(Stage.nanos(attributes.get(JITTER)), LONGEST_JITTER_NANOS);
  }

  @Override
  public void chunk(Stage stage, Chunk chunk) {
    long delay = latencyNanos;
    if (jitterNanos > 0) {
      delay += stage.random().nextLong(-jitterNanos, jitterNanos);
    }
    Chunk delayed = chunk.later(delay);
    stage.pause(
        delay - (System.nanoTime() - chunk.arrivedNanos()),
        () -> stage.emit(delayed),
        () -> stage.emit(chunk));
  }
}
