package dev.faceoff.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * How two targets are compared and when the comparison fails.
 *
 * @param gated tolerance by measure; a measure that is not here is shown and never fails the gate
 * @param falseAlarmShare how often a gate may fail though nothing changed, over all claims and
 *     looks, for example 0.01
 * @param looks numbers of launches after which the verdict may be spoken, rising; the last is the
 *     most launches there can be, and over all of them the error is spread
 * @param budget time after which no further launch begins
 * @param endpoints that are judged; empty for all of the journey
 * @param pairsPerSecond arrivals of matched pairs; empty for what a trial shows the sides can bear,
 *     or the scenario's own rate where there is no trial
 * @param warmUpSeconds in which both sides are driven without pause
 * @param settleSeconds at the measured rate, before measuring
 * @param measureSeconds measured, in whole seconds
 */
public record GateRules(
    Map<Measure, Tolerance> gated,
    double falseAlarmShare,
    List<Integer> looks,
    Duration budget,
    Set<String> endpoints,
    OptionalDouble pairsPerSecond,
    int warmUpSeconds,
    int settleSeconds,
    int measureSeconds) {
  /** To start both sides, to connect to them and to end them. */
  private static final double AROUND_LOAD_SECONDS = 17;

  public GateRules {
    gated = Map.copyOf(gated);
    looks = List.copyOf(Checks.requireSome(looks, "looks"));
    endpoints = Set.copyOf(endpoints);
    if (!(falseAlarmShare > 0 && falseAlarmShare < 0.5)) {
      throw new IllegalArgumentException(
          "falseAlarmShare must be above 0 and below 0.5, but is " + falseAlarmShare);
    }
    for (int i = 0; i < looks.size(); i++) {
      int least = i == 0 ? 2 : looks.get(i - 1) + 1;
      Checks.requireAtLeast(looks.get(i), least, "look %d".formatted(i + 1));
    }
    Checks.requirePositive(budget.toMillis(), "budget");
    Checks.requireAtLeast(warmUpSeconds, 1, "warmUpSeconds");
    Checks.requireAtLeast(settleSeconds, 1, "settleSeconds");
    Checks.requireAtLeast(measureSeconds, 1, "measureSeconds");
  }

  /** Pairs a second that are sent to what has this load. */
  public double pairsPerSecond(Load load) {
    return pairsPerSecond.orElse(load.arrivalsPerSecond());
  }

  /** Whether requests of this name are judged. */
  public boolean judges(String endpoint) {
    return endpoints.isEmpty() || endpoints.contains(endpoint);
  }

  /** The most launches there can be. */
  public int mostLaunches() {
    return looks.get(looks.size() - 1);
  }

  /** Seconds that a launch takes, about. */
  public double launchSeconds() {
    return AROUND_LOAD_SECONDS + warmUpSeconds + settleSeconds + measureSeconds;
  }

  /**
   * The same, with the looks that the budget holds and one at its end, never fewer than the first.
   * Looks that the time would cut off were given a part of the error for nothing.
   */
  public GateRules withinBudget() {
    int holds = (int) Math.min(mostLaunches(), budget.toMillis() / 1e3 / launchSeconds());
    int most = Math.max(looks.get(0), holds);
    List<Integer> held = new ArrayList<>(looks.stream().filter(look -> look < most).toList());
    held.add(most);
    return withLooks(held, budget);
  }

  /** The same, with only these measures gated. */
  public GateRules gating(Map<Measure, Tolerance> only) {
    return new GateRules(
        only,
        falseAlarmShare,
        looks,
        budget,
        endpoints,
        pairsPerSecond,
        warmUpSeconds,
        settleSeconds,
        measureSeconds);
  }

  /**
   * The same, with so many launches and no verdict before the last.
   *
   * @param within time after which no further launch begins
   */
  public GateRules withLaunches(int number, Duration within) {
    return withLooks(List.of(number), within);
  }

  private GateRules withLooks(List<Integer> launches, Duration within) {
    return new GateRules(
        gated,
        falseAlarmShare,
        launches,
        within,
        endpoints,
        pairsPerSecond,
        warmUpSeconds,
        settleSeconds,
        measureSeconds);
  }

  /** The same, with so many pairs a second. */
  public GateRules withPairs(double perSecond) {
    return new GateRules(
        gated,
        falseAlarmShare,
        looks,
        budget,
        endpoints,
        OptionalDouble.of(perSecond),
        warmUpSeconds,
        settleSeconds,
        measureSeconds);
  }

  /** The same, with launches of another length. */
  public GateRules lasting(int warmUp, int measured) {
    return new GateRules(
        gated,
        falseAlarmShare,
        looks,
        budget,
        endpoints,
        pairsPerSecond,
        warmUp,
        settleSeconds,
        measured);
  }
}
