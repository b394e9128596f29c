package dev.faceoff.stats;

import java.util.stream.Stream;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.Histogram;

/** Adds up histograms of nanoseconds. */
public final class Latencies {
  private static final int SIGNIFICANT_DIGITS = 3;

  private Latencies() {}

  /** One histogram of all that the given ones hold; empty where there are none. */
  public static Histogram together(Stream<? extends AbstractHistogram> parts) {
    Histogram sum = new Histogram(SIGNIFICANT_DIGITS);
    sum.setAutoResize(true);
    parts.forEach(sum::add);
    return sum;
  }
}
