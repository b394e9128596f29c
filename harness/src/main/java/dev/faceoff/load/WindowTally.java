package dev.faceoff.load;

import dev.faceoff.scenarios.plan.Outcome;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.IntCountsHistogram;

/** The requests of one endpoint in one second, while they are read. */
final class WindowTally {
  private static final int DIGITS = 2;

  /** Seconds need no more than a microsecond; this keeps their histograms small. */
  private static final int UNIT_NANOS = 1_000;

  private static final long AT_FIRST_UP_TO_NANOS = 2_000_000_000L;

  private final AbstractHistogram latency =
      new IntCountsHistogram(UNIT_NANOS, AT_FIRST_UP_TO_NANOS, DIGITS);
  private long errors;

  WindowTally() {
    latency.setAutoResize(true);
  }

  void add(long nanos, Outcome outcome) {
    latency.recordValue(nanos);
    if (outcome != Outcome.OK) {
      errors++;
    }
  }

  long requests() {
    return latency.getTotalCount();
  }

  long errors() {
    return errors;
  }

  /** 0 when there was no request. */
  long percentileNanos(double percentile) {
    return latency.getValueAtPercentile(percentile);
  }
}
