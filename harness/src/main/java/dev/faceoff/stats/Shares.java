package dev.faceoff.stats;

import dev.faceoff.model.Estimate;
import dev.faceoff.model.Interval;
import java.util.Optional;
import org.apache.commons.statistics.distribution.BetaDistribution;

/** Intervals of shares, such as failed requests among all. */
public final class Shares {
  private Shares() {}

  /**
   * The exact interval of a share whose events are independent (Clopper and Pearson, "The use of
   * confidence or fiducial limits illustrated in the case of the binomial", Biometrika 26, 1934).
   *
   * @param events from 0 to {@code trials}
   * @param trials at least 1
   */
  public static Interval clopperPearson(long events, long trials, double confidence) {
    double tail = (1 - confidence) / 2;
    double low =
        events == 0
            ? 0
            : BetaDistribution.of(events, trials - events + 1.0).inverseCumulativeProbability(tail);
    double high =
        events == trials
            ? 1
            : BetaDistribution.of(events + 1.0, trials - events).inverseSurvivalProbability(tail);
    return new Interval(low, high, confidence);
  }

  /**
   * The interval that holds both: errors come in bursts, which the exact interval does not know,
   * and in few units, of which the other knows too little.
   */
  public static Estimate widened(Estimate share, Interval exact) {
    return new Estimate(
        share.value(),
        Optional.of(
            share
                .interval()
                .map(
                    own ->
                        new Interval(
                            Math.min(own.low(), exact.low()),
                            Math.max(own.high(), exact.high()),
                            exact.confidence()))
                .orElse(exact)),
        share.note());
  }

  /**
   * The ratio of two shares, with all that their intervals allow; wider than it need be, never
   * narrower.
   *
   * @return empty when the denominator's interval reaches 0
   */
  public static Optional<Estimate> ratio(Estimate numerator, Estimate denominator) {
    Interval above = numerator.interval().orElseThrow();
    Interval below = denominator.interval().orElseThrow();
    if (below.low() <= 0 || denominator.value() <= 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Estimate(
            numerator.value() / denominator.value(),
            Optional.of(
                new Interval(
                    above.low() / below.high(), above.high() / below.low(), above.confidence())),
            numerator.note()));
  }
}
