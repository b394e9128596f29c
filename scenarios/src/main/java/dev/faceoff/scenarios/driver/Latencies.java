package dev.faceoff.scenarios.driver;

import java.util.Arrays;

/** How long requests took, in nanoseconds; filled by many threads. */
final class Latencies {
  private long[] nanos = new long[256];
  private int size;

  synchronized void add(long latencyNanos) {
    if (size == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * size);
    }
    nanos[size++] = latencyNanos;
  }

  /** The smallest latency that at least a share {@code p} does not exceed; 0 without any. */
  synchronized long quantileNanos(double p) {
    long[] sorted = Arrays.copyOf(nanos, size);
    Arrays.sort(sorted);
    return size == 0 ? 0 : sorted[(int) Math.ceil(p * size) - 1];
  }
}
