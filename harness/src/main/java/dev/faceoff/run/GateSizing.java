package dev.faceoff.run;

import dev.faceoff.model.Calibration;
import dev.faceoff.model.Claim;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.GateRules;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Tolerance;
import dev.faceoff.report.Numbers;
import dev.faceoff.stats.GatePlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What a gate can find on this machine in its time, told before any launch.
 *
 * @param rules as asked for, without what the noise hides: that is shown and never fails the gate
 * @param notes what was left out, a sentence each
 */
public record GateSizing(GateRules rules, List<String> notes) {
  public GateSizing {
    notes = List.copyOf(notes);
  }

  /** Launches that fit into the time. */
  static int launches(GateRules rules) {
    double seconds = rules.budget().toMillis() / 1e3 - Timetable.gateTrialSeconds(rules);
    int fitting = (int) (seconds / rules.launchSeconds());
    return Math.max(rules.looks().get(0), Math.min(rules.mostLaunches(), fitting));
  }

  /**
   * Sizes a gate.
   *
   * @param calibration of this class of machines and of what is compared
   * @throws FaceoffException of kind ENVIRONMENT if a change of the typical latency as large as the
   *     margin would be missed more than once in ten times
   */
  public static GateSizing of(GateRules rules, Calibration calibration) {
    GatePlan plan = new GatePlan(rules, calibration);
    int launches = launches(rules);
    Map<Measure, Tolerance> kept = new HashMap<>(rules.gated());
    List<String> notes = new ArrayList<>();
    for (Claim claim : plan.claims()) {
      double wanted = smallest(rules.gated().get(claim.measure()));
      OptionalDouble resolvable = plan.resolvable(claim, launches);
      if (resolvable.isPresent() && resolvable.getAsDouble() <= wanted) {
        continue;
      }
      if (claim.measure() == Measure.TYPICAL_LATENCY) {
        throw new FaceoffException(
            FaceoffException.Kind.ENVIRONMENT, refusal(rules, plan, claim, wanted, resolvable));
      }
      kept.remove(claim.measure());
      notes.add(
          "The %s is shown and not gated: the noise of this machine hides changes of %s in %d launches."
              .formatted(claim.measure().label(), Numbers.percent(wanted), launches));
    }
    return new GateSizing(rules.gating(kept), notes);
  }

  /** A change that must not be missed: clearly beyond what counts as none. */
  private static double smallest(Tolerance tolerance) {
    return 2 * tolerance.margin();
  }

  private static String refusal(
      GateRules rules, GatePlan plan, Claim claim, double wanted, OptionalDouble resolvable) {
    String time = minutes(rules.budget());
    String can =
        resolvable.isPresent()
            ? "it resolves %s".formatted(Numbers.percent(resolvable.getAsDouble()))
            : "it resolves nothing in that time";
    OptionalInt needed = plan.launchesFor(claim, wanted);
    String longer =
        needed.isPresent()
            ? ", or budgetMinutes to %.0f and the last of looks to %d"
                .formatted(Math.ceil(minutesOf(needed.getAsInt(), rules)), needed.getAsInt())
            : "";
    return "this machine cannot resolve a change of %s in the typical latency of %s in %s; %s. Set marginPercent to %s or more%s"
        .formatted(
            Numbers.percent(wanted),
            claim.endpoint(),
            time,
            can,
            String.format(Locale.ROOT, "%.1f", 100 * resolvable.orElse(4 * wanted) / 2),
            longer);
  }

  /** Minutes that hold so many launches, and the trial. */
  private static double minutesOf(int launches, GateRules rules) {
    return (Timetable.gateTrialSeconds(rules) + launches * rules.launchSeconds()) / 60;
  }

  private static String minutes(Duration budget) {
    return budget.toSeconds() % 60 == 0
        ? budget.toMinutes() + " min"
        : String.format(Locale.ROOT, "%.1f min", budget.toSeconds() / 60.0);
  }
}
