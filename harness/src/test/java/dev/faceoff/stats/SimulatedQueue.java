package dev.faceoff.stats;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.HdrHistogram.Histogram;

/**
 * Requests arrive at random, are served in the order in which they come by several servers, and
 * take random times; the queue is empty at first.
 *
 * @param servedPerSecond by each server
 */
public record SimulatedQueue(int servers, double servedPerSecond) {
  /** Of the requests that arrive in so many seconds, in nanoseconds. */
  public Histogram latencies(double rate, int seconds, RandomGenerator random) {
    Histogram latencies = new Histogram(3);
    double[] free = new double[servers];
    double now = 0;
    while ((now += random.nextExponential() / rate) < seconds) {
      Arrays.sort(free);
      free[0] = Math.max(now, free[0]) + random.nextExponential() / servedPerSecond;
      latencies.recordValue(Math.round(1e9 * (free[0] - now)));
    }
    return latencies;
  }
}
