package dev.faceoff.stats;

import dev.faceoff.model.Calibration;
import dev.faceoff.model.Claim;
import dev.faceoff.model.GateRules;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Tolerance;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * What a gate can find on a machine whose noise is known, before any launch is made.
 *
 * <p>Counts on Holm's strictest level, as if all other gated claims were alike, so it promises a
 * little less than the gate will do.
 */
public final class GatePlan {
  private static final double TAIL = 0.025;

  /** More launches than that are no plan. */
  private static final int MOST_LAUNCHES = 256;

  private final GateRules rules;
  private final Calibration calibration;
  private final double weights;

  public GatePlan(GateRules rules, Calibration calibration) {
    this.rules = rules;
    this.calibration = calibration;
    double timedOrCounted = claims().stream().mapToDouble(GateJudge::weight).sum();
    long failures =
        rules.gated().containsKey(Measure.ERROR_SHARE)
            ? claims().stream()
                .map(Claim::endpoint)
                .filter(name -> !name.isEmpty())
                .distinct()
                .count()
            : 0;
    this.weights = timedOrCounted + failures;
  }

  /** The gated claims of which the noise is known, in order. */
  public List<Claim> claims() {
    return calibration.sigma().keySet().stream()
        .filter(claim -> claim.measure() != Measure.ERROR_SHARE)
        .filter(claim -> GateJudge.isGated(rules, claim))
        .sorted()
        .toList();
  }

  /**
   * The smallest change that nine of ten gates find whose time ends after so many launches.
   *
   * @param claim one of {@link #claims}
   * @param launches at least 2
   * @return as in {@link Tolerance}, never below the floor; empty when no change would be found
   */
  public OptionalDouble resolvable(Claim claim, int launches) {
    double sigma = sigma(claim);
    List<Evidence.Level> levels = levels(claim, rules.looks(), launches);
    return Power.resolvable(Contrast.of(claim.measure()), sigma, sigma, levels, tolerance(claim));
  }

  /**
   * How many launches the time must hold for nine of ten gates to find a change.
   *
   * @param claim one of {@link #claims}
   * @param change as in {@link Tolerance}, above 0
   * @return at least those of the first look, and more than are planned where these are not enough;
   *     empty when no number would do, as for a change within the floor or the margin
   */
  public OptionalInt launchesFor(Claim claim, double change) {
    for (int number = rules.looks().get(0); number <= rules.mostLaunches(); number++) {
      if (finds(claim, change, levels(claim, rules.looks(), number))) {
        return OptionalInt.of(number);
      }
    }
    for (int most = rules.mostLaunches() + 1; most <= MOST_LAUNCHES; most++) {
      List<Integer> longer = Stream.concat(rules.looks().stream(), Stream.of(most)).toList();
      if (finds(claim, change, levels(claim, longer, most))) {
        return OptionalInt.of(most);
      }
    }
    return OptionalInt.empty();
  }

  private boolean finds(Claim claim, double change, List<Evidence.Level> looks) {
    Contrast contrast = Contrast.of(claim.measure());
    double sigma = sigma(claim);
    return looks.stream()
        .anyMatch(
            look ->
                Power.chance(contrast, change, sigma, sigma, look, tolerance(claim))
                    >= Power.WANTED);
  }

  private List<Evidence.Level> levels(Claim claim, List<Integer> looks, int launches) {
    return Step.upTo(looks, launches, true).stream()
        .map(
            step ->
                new Evidence.Level(
                    step.launches(),
                    rules.falseAlarmShare() * step.share() * GateJudge.weight(claim) / weights,
                    step.last() ? TAIL : TAIL * step.share()))
        .toList();
  }

  private double sigma(Claim claim) {
    Double sigma = calibration.sigma().get(claim);
    if (sigma == null) {
      throw new IllegalArgumentException("the calibration knows no noise of " + claim);
    }
    return sigma;
  }

  private Tolerance tolerance(Claim claim) {
    Tolerance tolerance = rules.gated().get(claim.measure());
    if (tolerance == null) {
      throw new IllegalArgumentException(claim + " is not gated");
    }
    return tolerance;
  }
}
