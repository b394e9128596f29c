package dev.faceoff.stats;

import dev.faceoff.stats.CapacityBracket.Ending;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Searches for the highest rate of arrivals at which a service keeps its objective for a whole
 * step; says which rate to play next and is told how it went.
 *
 * <p>From a first rate it goes up by a factor, or down when that is too high already, until it has
 * one rate that was kept and a higher one that was not. Where the first rate was a poor guess, the
 * steps get longer: the third goes two factors, the fourth three. Then it halves the widest gap
 * between them, on a logarithmic scale, until they are within a ratio.
 *
 * <p>A step may be unlucky, so no end of the result rests on one step: a rate that was not kept is
 * repeated at once, and the highest kept rate at the end, until three steps agree. A rate that was
 * kept once and not kept once, or whose step was undecided, is neither: it lies between the two
 * ends, and the search goes on at both sides of it. Where users queue, steps have to be long
 * against the swings of the queue; else they are of two minds far around the capacity.
 *
 * <p>A step that the generator could not offer tells nothing about the service. It is repeated too;
 * when it fails again, higher rates are out of reach, and the result is at least what was kept. So
 * it is where the rate is known beforehand that the generator cannot offer, or beyond which none
 * may be tried.
 *
 * <p>Not for several threads.
 */
public final class CapacitySearch {
  /** Steps that agree before a rate is out of reach. */
  private static final int OFTEN_ENOUGH = 2;

  /** Steps that agree before a rate is the highest that is kept. */
  private static final int KEPT_OFTEN_ENOUGH = 3;

  /** Rates are products of rounded roots. */
  private static final double ROUNDING = 1e-9;

  private final double factor;
  private final double ratio;
  private final int mostSteps;
  private final OptionalDouble outOfReach;
  private final double most;
  private final NavigableMap<Double, Tally> tallies = new TreeMap<>();
  private OptionalDouble asked;
  private int steps;

  private static final class Tally {
    private int kept;
    private int notKept;
    private int unsound;

    private boolean isKept() {
      return kept > 0 && notKept == 0;
    }

    private boolean isNotKept() {
      return kept == 0 && notKept >= OFTEN_ENOUGH;
    }

    private boolean isUnsound() {
      return kept == 0 && unsound >= OFTEN_ENOUGH;
    }

    /** Whether the only evidence is one step that may have been unlucky. */
    private boolean isOpen() {
      return kept == 0 && !isNotKept() && !isUnsound();
    }

    private boolean isMixed() {
      return kept > 0 && notKept > 0;
    }
  }

  /** As below, where nothing is known of the generator, and any rate may be tried. */
  public CapacitySearch(double firstRate, double factor, double ratio, int mostSteps) {
    this(firstRate, factor, ratio, mostSteps, OptionalDouble.empty(), OptionalDouble.empty());
  }

  /**
   * A search that has not begun.
   *
   * @param firstRate arrivals a second with which to begin; above 0
   * @param factor from one rate to the next while there is only one end, at first; above 1
   * @param ratio of the ends at which to stop; above 1, for example 1.1
   * @param mostSteps after which to stop; at least 1
   * @param outOfReach arrivals a second that the generator is known not to offer; above firstRate
   * @param most arrivals a second that may be tried, at least firstRate; empty for no limit
   */
  public CapacitySearch(
      double firstRate,
      double factor,
      double ratio,
      int mostSteps,
      OptionalDouble outOfReach,
      OptionalDouble most) {
    this.factor = requireAbove(factor, 1, "factor");
    this.ratio = requireAbove(ratio, 1, "ratio");
    if (mostSteps < 1) {
      throw new IllegalArgumentException("mostSteps must be at least 1, but is " + mostSteps);
    }
    this.mostSteps = mostSteps;
    this.outOfReach = outOfReach;
    this.asked = OptionalDouble.of(requireAbove(firstRate, 0, "firstRate"));
    outOfReach.ifPresent(rate -> requireAbove(rate, firstRate, "outOfReach"));
    this.most = most.orElse(Double.POSITIVE_INFINITY);
    if (firstRate > this.most) {
      throw new IllegalArgumentException(
          "firstRate must be at most %s, but is %s".formatted(this.most, firstRate));
    }
  }

  private static double requireAbove(double value, double least, String name) {
    if (!(value > least) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          "%s must be above %s, but is %s".formatted(name, least, value));
    }
    return value;
  }

  /** Arrivals a second of the next step; the same until it is recorded; empty at the end. */
  public OptionalDouble next() {
    return asked;
  }

  /**
   * Takes note of a step.
   *
   * @param rate the one that {@link #next} asked for
   * @throws IllegalArgumentException if it asked for another one, or none
   */
  public void record(double rate, StepOutcome outcome) {
    if (asked.isEmpty() || asked.getAsDouble() != rate) {
      throw new IllegalArgumentException(
          "a step of %s/s was not asked for, but %s".formatted(rate, asked));
    }
    Tally tally = tallies.computeIfAbsent(rate, r -> new Tally());
    switch (outcome) {
      case KEPT -> tally.kept++;
      case NOT_KEPT -> tally.notKept++;
      case UNDECIDED -> {
        tally.kept++;
        tally.notKept++;
      }
      case GENERATOR_UNSOUND -> tally.unsound++;
    }
    steps++;
    asked = steps == mostSteps ? OptionalDouble.empty() : following(rate);
  }

  private OptionalDouble following(double last) {
    if (tallies.get(last).isOpen()) {
      return OptionalDouble.of(last);
    }
    OptionalDouble above = lowestFailed();
    if (above.isEmpty()) {
      double further = Math.min(tallies.lastKey() * stride(), most);
      if (!hasTriedMost() && further < outOfReach.orElse(Double.POSITIVE_INFINITY)) {
        return OptionalDouble.of(further);
      }
      above = end();
    }
    OptionalDouble below = highestKept();
    if (below.isEmpty()) {
      return OptionalDouble.of(tallies.firstKey() / stride());
    }
    OptionalDouble between = middleOfWidestGap(below.getAsDouble(), above.getAsDouble());
    if (between.isPresent()) {
      return between;
    }
    return tallies.get(below.getAsDouble()).kept < KEPT_OFTEN_ENOUGH
        ? below
        : OptionalDouble.empty();
  }

  private boolean hasTriedMost() {
    return !tallies.isEmpty() && tallies.lastKey() >= most;
  }

  /** Where a search ends that no rate has stopped; empty where nothing but its steps end it. */
  private OptionalDouble end() {
    return hasTriedMost() ? OptionalDouble.of(most) : outOfReach;
  }

  /** How far to go on in one direction, after so many rates of it. */
  private double stride() {
    return Math.pow(factor, Math.max(1, tallies.size() - 1));
  }

  /** The lowest rate played that is out of reach, of the service or of the generator. */
  private OptionalDouble lowestFailed() {
    return tallies.entrySet().stream()
        .filter(entry -> entry.getValue().isNotKept() || entry.getValue().isUnsound())
        .mapToDouble(Map.Entry::getKey)
        .findFirst();
  }

  private OptionalDouble highestKept() {
    return tallies.entrySet().stream()
        .filter(entry -> entry.getValue().isKept())
        .mapToDouble(Map.Entry::getKey)
        .reduce((lower, higher) -> higher);
  }

  /**
   * Where to look next between the ends; empty when they are close enough, or when mixed rates
   * between them leave no gap in which another step could tell more.
   */
  private OptionalDouble middleOfWidestGap(double below, double above) {
    if (above / below <= ratio * (1 + ROUNDING)) {
      return OptionalDouble.empty();
    }
    List<Double> rates = new ArrayList<>(List.of(below));
    tallies.subMap(below, false, above, false).entrySet().stream()
        .filter(entry -> entry.getValue().isMixed())
        .forEach(entry -> rates.add(entry.getKey()));
    rates.add(above);
    double widest = Math.sqrt(ratio) * (1 + ROUNDING);
    OptionalDouble middle = OptionalDouble.empty();
    for (int i = 1; i < rates.size(); i++) {
      double gap = rates.get(i) / rates.get(i - 1);
      if (gap > widest) {
        widest = gap;
        middle = OptionalDouble.of(rates.get(i - 1) * Math.sqrt(gap));
      }
    }
    return middle;
  }

  /** What the steps so far tell. */
  public CapacityBracket result() {
    OptionalDouble kept = highestKept();
    OptionalDouble notKept =
        tallies.entrySet().stream()
            .filter(entry -> entry.getValue().isNotKept())
            .mapToDouble(Map.Entry::getKey)
            .findFirst();
    return new CapacityBracket(kept, notKept, ending(kept), steps);
  }

  private Ending ending(OptionalDouble kept) {
    OptionalDouble failed = lowestFailed();
    OptionalDouble above = failed.isPresent() ? failed : end();
    boolean unsound = failed.isEmpty() || tallies.get(failed.getAsDouble()).isUnsound();
    if (above.isEmpty()) {
      return Ending.BUDGET;
    }
    if (kept.isEmpty()) {
      return failed.isPresent() && unsound ? Ending.GENERATOR_LIMIT : Ending.BUDGET;
    }
    boolean close = middleOfWidestGap(kept.getAsDouble(), above.getAsDouble()).isEmpty();
    boolean oftenEnough = tallies.get(kept.getAsDouble()).kept >= KEPT_OFTEN_ENOUGH;
    if (failed.isEmpty() && hasTriedMost()) {
      return close && oftenEnough ? Ending.ASKED_LIMIT : Ending.BUDGET;
    }
    if (unsound) {
      return close ? Ending.GENERATOR_LIMIT : Ending.BUDGET;
    }
    return close && oftenEnough ? Ending.FOUND : Ending.BUDGET;
  }
}
