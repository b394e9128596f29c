package dev.faceoff.run;

import dev.faceoff.model.Claim;
import dev.faceoff.model.GateRules;
import dev.faceoff.model.Load;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Side;
import dev.faceoff.stats.LaunchEffects;
import dev.faceoff.stats.MatchedPairs;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * How many matched pairs a second a gate sends. More of them make slow requests countable: of 200
 * pairs ten are in the twentieth that differs most, and chance alone moves the balance of those by
 * a third. Too many make both sides wait for the processors or for each other, and let the JIT
 * compile what one side runs while it is measured, before the other's.
 */
final class PairRate {
  /** Share of all processors that both sides may take; the generator takes some more. */
  private static final double MOST_BUSY = 0.2;

  /** Requests in flight on a side, on average: with more they queue for what it has few of. */
  private static final double MOST_IN_FLIGHT = 1;

  /** Beyond it the error within a launch is small beside that between launches. */
  private static final double MOST_PAIRS_PER_SECOND = 100;

  /** A measure of the whole service has no endpoint. */
  private static final Claim CPU = new Claim("", Measure.CPU);

  private PairRate() {}

  /**
   * Rules of the launches after a trial: with the rate they state, or one that the trial showed
   * both sides and the machine can bear, never below the scenario's own. The trial's services are
   * colder than those of the launches that follow, so it errs on the safe side.
   *
   * @param seconds in which the trial was measured
   * @param processors of this machine
   */
  static GateRules after(
      PairedMeasurement trial, int seconds, GateRules rules, Load load, int processors) {
    OptionalDouble cost = cpuMillisOfPair(trial.effects());
    if (rules.pairsPerSecond().isPresent() || cost.isEmpty()) {
      return rules;
    }
    double usual = load.arrivalsPerSecond();
    double perSecond = (double) trial.pairs() / seconds;
    double busy = perSecond * cost.getAsDouble() / 1e3 / processors;
    double bearable = usual * Math.min(MOST_BUSY / busy, MOST_IN_FLIGHT / inFlight(trial, seconds));
    return rules.withPairs(Math.max(usual, Math.min(MOST_PAIRS_PER_SECOND, Math.floor(bearable))));
  }

  /** What a request costs both sides together, without compilers and collectors. */
  private static OptionalDouble cpuMillisOfPair(LaunchEffects trial) {
    Double baseline = trial.baseline().get(CPU);
    Double candidate = trial.candidate().get(CPU);
    return baseline == null || candidate == null || baseline + candidate <= 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(baseline + candidate);
  }

  /** Of the slower side, on average over the measured part: Little's law. */
  private static double inFlight(PairedMeasurement trial, int seconds) {
    return Arrays.stream(Side.values())
        .mapToDouble(
            side ->
                trial.samples().measured().stream()
                    .mapToDouble(pairs -> totalSeconds(pairs, side) / seconds)
                    .sum())
        .max()
        .orElseThrow();
  }

  private static double totalSeconds(MatchedPairs pairs, Side side) {
    double nanos = 0;
    for (int i = 0; i < pairs.size(); i++) {
      nanos += pairs.latencyNanos(i, side);
    }
    return nanos / 1e9;
  }
}
