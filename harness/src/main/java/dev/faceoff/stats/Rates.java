package dev.faceoff.stats;

import dev.faceoff.model.Interval;
import org.apache.commons.statistics.distribution.GammaDistribution;

/** Intervals of rates of rare events. */
public final class Rates {
  private Rates() {}

  /**
   * The exact interval of the number of events that come independently of each other (Garwood,
   * "Fiducial limits for the Poisson distribution", Biometrika 28, 1936); divided by the time in
   * which they were counted, that of their rate.
   *
   * @param events that were counted, 0 or more
   */
  public static Interval garwood(long events, double confidence) {
    double tail = (1 - confidence) / 2;
    return new Interval(
        events == 0 ? 0 : GammaDistribution.of(events, 1).inverseCumulativeProbability(tail),
        GammaDistribution.of(events + 1.0, 1).inverseSurvivalProbability(tail),
        confidence);
  }
}
