package dev.faceoff.run;

import dev.faceoff.model.GateRules;
import dev.faceoff.model.Load;
import dev.faceoff.model.Side;
import dev.faceoff.stats.MatchedLaunch;
import dev.faceoff.stats.MatchedPairs;
import java.util.Arrays;

/**
 * How many matched pairs a second a gate sends. More of them make slow requests countable: of 200
 * pairs ten are in the slowest twentieth, and chance alone moves their odds by half. Too many make
 * both sides wait for the processors, and their ratio comes closer to one.
 */
final class PairRate {
  /** Of what the slower side answers without pause. */
  private static final double MOST_UTILISATION = 0.35;

  /** Beyond it the error within a launch is small beside that between launches. */
  private static final double MOST_PAIRS_PER_SECOND = 100;

  private PairRate() {}

  /** The rate that rules mean. */
  static double of(GateRules rules, Load load) {
    return rules.pairsPerSecond().orElse(load.arrivalsPerSecond());
  }

  /**
   * Rules of the launches after a trial: with the rate they state, or one that the trial showed
   * both sides can bear, never below the scenario's own.
   */
  static GateRules after(MatchedLaunch trial, GateRules rules, Load load) {
    if (rules.pairsPerSecond().isPresent()) {
      return rules;
    }
    double usual = load.arrivalsPerSecond();
    double bearable = Math.floor(usual * MOST_UTILISATION * headroom(trial, rules));
    return rules.withPairs(Math.max(usual, Math.min(MOST_PAIRS_PER_SECOND, bearable)));
  }

  /**
   * How many times as many requests the slower side answers without pause as it was sent while
   * measuring; 0 where the trial does not tell.
   */
  private static double headroom(MatchedLaunch trial, GateRules rules) {
    double slower =
        Arrays.stream(Side.values())
            .mapToDouble(side -> trial.warmUpRequestsPerSecond().getOrDefault(side, 0.0))
            .min()
            .orElse(0);
    long pairs = trial.measured().stream().mapToLong(MatchedPairs::size).sum();
    return pairs == 0 ? 0 : slower * rules.measureSeconds() / pairs;
  }
}
