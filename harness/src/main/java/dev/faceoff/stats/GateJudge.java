package dev.faceoff.stats;

import dev.faceoff.model.Calibration;
import dev.faceoff.model.Claim;
import dev.faceoff.model.Estimate;
import dev.faceoff.model.GateFinding;
import dev.faceoff.model.GateRules;
import dev.faceoff.model.Interval;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Side;
import dev.faceoff.model.Tolerance;
import dev.faceoff.model.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/**
 * Judges a gate from the effects of its launches.
 *
 * <p>A gated claim is judged at each look, until it is decided:
 *
 * <ul>
 *   <li>EQUIVALENT when the interval lies within the margin, as differences within it count as
 *       none: that of 95 % at the last look, a wider one earlier, so that the looks before the last
 *       err no more often in all than it may.
 *   <li>REGRESSION when the candidate is worse beyond chance and by the floor or more. All claims
 *       and looks together err in {@link GateRules#falseAlarmShare} of the gates: looks by {@link
 *       Step}, claims within a look by {@link Holm}, where typical latencies weigh three times as
 *       much as anything else. Claims found worse at earlier looks leave Holm's family, those
 *       decided otherwise stay in it.
 *   <li>IMPROVEMENT likewise, with an error of its own.
 *   <li>INCONCLUSIVE otherwise.
 * </ul>
 *
 * <p>Contrasts are judged by Student's t over launches. Their deviation is not believed to be below
 * the calibrated one; without a calibration, not below 1 % for what is timed (a cautious little:
 * launches of one build differed by 1.1 to 3.1 % where it was measured) and not below 0.5 % of the
 * requests for those that are slow (what counting leaves of them with 2000 pairs a launch). What is
 * counted by the request, as statements are, has no floor: if it is the same in all launches, it is
 * certain. It is judged by the sides' difference, see {@link Contrast#COUNT}. Failures are judged
 * by McNemar's exact test, see {@link FailureEvidence}.
 *
 * <p>What is not gated is judged by the plain interval of 95 %, alone.
 */
public final class GateJudge {
  /** At each end of the interval of 95 %. */
  private static final double TAIL = 0.025;

  private static final double TYPICAL_WEIGHT = 3;
  private static final double TIMED_FLOOR = 0.01;
  private static final double SLOW_SHARE_FLOOR = 0.005;

  /** Of what the rules do not mention. */
  private static final Tolerance TOLERANCE = new Tolerance(0.03, 0.02);

  private static final Tolerance FAILURE_TOLERANCE = new Tolerance(0.005, 0.002);
  private static final Tolerance SLOW_TOLERANCE = new Tolerance(0.02, 0.01);

  /** Beyond the planned looks; more than that is no advice. */
  private static final int MOST_LAUNCHES = 256;

  private static final double LAUNCHES_GROWTH = 1.2;

  private final GateRules rules;
  private final Map<Claim, Double> calibrated;

  /**
   * @param calibration of this machine class and journey
   */
  public GateJudge(GateRules rules, Optional<Calibration> calibration) {
    this.rules = rules;
    this.calibrated = calibration.map(Calibration::sigma).orElse(Map.of());
  }

  /**
   * Judges the launches so far. Their number need not be one of the planned looks: then there was
   * no time for more, and the look is the last.
   *
   * @param launches all of this gate, in order
   */
  public GateLook look(List<LaunchEffects> launches) {
    return look(launches, !rules.looks().contains(launches.size()));
  }

  /** As {@link #look}, when it is known that no further launches will come. */
  public GateLook lastLook(List<LaunchEffects> launches) {
    return look(launches, true);
  }

  private GateLook look(List<LaunchEffects> launches, boolean ended) {
    GateRecord gate = new GateRecord(launches);
    SortedMap<Claim, Evidence> evidence = gate.evidence(this::floorDeviation);
    Map<Claim, Decision> decisions = decisions(launches, ended);
    double weights =
        evidence.keySet().stream().filter(this::isGated).mapToDouble(GateJudge::weight).sum();
    SortedMap<Claim, GateFinding> findings = new TreeMap<>();
    evidence.forEach(
        (claim, own) ->
            findings.put(
                claim,
                isGated(claim)
                    ? finding(claim, own, gate, ended, Optional.of(decisions.get(claim)), weights)
                    : finding(claim, own, gate, ended, Optional.empty(), weights)));
    gate.loneValues()
        .forEach((claim, value) -> findings.put(claim, ofOneLaunch(claim, value, gate)));
    Verdict verdict = overall(findings.values());
    // Whatever is not inconclusive is a regression, or all gated claims are decided.
    return new GateLook(
        launches.size(), List.copyOf(findings.values()), verdict, verdict != Verdict.INCONCLUSIVE);
  }

  /** How a gated claim stands: by which verdict, spoken by which interval of what evidence. */
  private record Decision(Verdict verdict, Evidence evidence, double tail) {
    Interval decisive() {
      return verdict == Verdict.EQUIVALENT ? evidence.interval(tail) : evidence.decisive(tail);
    }
  }

  private Map<Claim, Decision> decisions(List<LaunchEffects> launches, boolean ended) {
    Map<Claim, Decision> decisions = new HashMap<>();
    for (Step step : Step.upTo(rules.looks(), launches.size(), ended)) {
      SortedMap<Claim, Evidence> evidence =
          new GateRecord(launches.subList(0, step.launches())).evidence(this::floorDeviation);
      evidence.keySet().removeIf(claim -> !isGated(claim));
      double same = step.last() ? TAIL : TAIL * step.share();
      Map<Claim, Double> worse = levels(evidence, decisions, Verdict.REGRESSION, step);
      Map<Claim, Double> better = levels(evidence, decisions, Verdict.IMPROVEMENT, step);
      for (Claim claim : worse.keySet()) {
        Evidence own = evidence.get(claim);
        Verdict verdict = verdict(claim, own, worse.get(claim), better.get(claim), same);
        double tail =
            switch (verdict) {
              case EQUIVALENT -> same;
              case IMPROVEMENT -> better.get(claim);
              case REGRESSION, INCONCLUSIVE -> worse.get(claim);
            };
        decisions.put(claim, new Decision(verdict, own, tail));
      }
    }
    return decisions;
  }

  /** The level of each claim that is still open, in one direction. */
  private Map<Claim, Double> levels(
      SortedMap<Claim, Evidence> evidence,
      Map<Claim, Decision> decisions,
      Verdict direction,
      Step step) {
    List<Claim> open = new ArrayList<>();
    double shared = 0;
    for (Claim claim : evidence.keySet()) {
      Verdict verdict =
          decisions.containsKey(claim) ? decisions.get(claim).verdict() : Verdict.INCONCLUSIVE;
      if (verdict == Verdict.INCONCLUSIVE) {
        open.add(claim);
      }
      shared += verdict == direction ? 0 : weight(claim);
    }
    double[] p =
        open.stream()
            .mapToDouble(
                claim ->
                    ifAbove(claim.measure()) == direction
                        ? evidence.get(claim).pAbove()
                        : evidence.get(claim).pBelow())
            .toArray();
    double[] weights = open.stream().mapToDouble(GateJudge::weight).toArray();
    double elsewhere = shared - DoubleStream.of(weights).sum();
    double[] levels = Holm.levels(p, weights, rules.falseAlarmShare() * step.share(), elsewhere);
    Map<Claim, Double> byClaim = new HashMap<>();
    for (int i = 0; i < levels.length; i++) {
      byClaim.put(open.get(i), levels[i]);
    }
    return byClaim;
  }

  private Verdict verdict(
      Claim claim, Evidence evidence, double worse, double better, double same) {
    Tolerance tolerance = tolerance(claim.measure());
    Verdict ifAbove = ifAbove(claim.measure());
    Verdict ifBelow = ifAbove == Verdict.REGRESSION ? Verdict.IMPROVEMENT : Verdict.REGRESSION;
    if (evidence.isWithin(tolerance.margin(), same)) {
      return Verdict.EQUIVALENT;
    }
    if (evidence.isAbove(tolerance.floor())
        && evidence.pAbove() <= (ifAbove == Verdict.REGRESSION ? worse : better)) {
      return ifAbove;
    }
    if (evidence.isBelow(tolerance.floor())
        && evidence.pBelow() <= (ifBelow == Verdict.REGRESSION ? worse : better)) {
      return ifBelow;
    }
    return Verdict.INCONCLUSIVE;
  }

  private static Verdict ifAbove(Measure measure) {
    return measure.better() == Measure.Better.LOWER ? Verdict.REGRESSION : Verdict.IMPROVEMENT;
  }

  /**
   * @param ended whether no further launches will come
   * @param decision empty for a claim that is not gated
   * @param weights of all claims that share the error
   */
  private GateFinding finding(
      Claim claim,
      Evidence evidence,
      GateRecord gate,
      boolean ended,
      Optional<Decision> decision,
      double weights) {
    Function<Step, Evidence.Level> levels =
        step ->
            decision.isPresent()
                ? new Evidence.Level(
                    step.launches(),
                    rules.falseAlarmShare() * step.share() * weight(claim) / weights,
                    step.last() ? TAIL : TAIL * step.share())
                : new Evidence.Level(step.launches(), TAIL, TAIL);
    Verdict verdict =
        decision.map(Decision::verdict).orElseGet(() -> verdict(claim, evidence, TAIL, TAIL, TAIL));
    Optional<Interval> shown = bounded(claim, evidence.interval(TAIL));
    return new GateFinding(
        claim,
        decision.isPresent(),
        gate.value(claim, Side.BASELINE),
        gate.value(claim, Side.CANDIDATE),
        new Estimate(
            evidence.value(),
            shown,
            shown.isPresent() ? evidence.note() : evidence.note() + ", a side being near 0"),
        decision.map(Decision::decisive).flatMap(interval -> bounded(claim, interval)),
        evidence.byLaunch(),
        verdict,
        verdict == Verdict.INCONCLUSIVE
            ? moreLaunches(claim, evidence, levels)
            : OptionalInt.empty(),
        evidence.resolvable(
            Step.upTo(rules.looks(), evidence.launches(), ended).stream().map(levels).toList(),
            tolerance(claim.measure())));
  }

  /** Of a count that may be 0 on a side, the interval of the ratio has no end there. */
  private static Optional<Interval> bounded(Claim claim, Interval interval) {
    boolean endless =
        claim.measure().isCountedByTheRequest()
            && (interval.low() <= 0 || Double.isInfinite(interval.high()));
    return endless ? Optional.empty() : Optional.of(interval);
  }

  /** What only one launch knows of cannot be judged, but is shown. */
  private GateFinding ofOneLaunch(Claim claim, double value, GateRecord gate) {
    return new GateFinding(
        claim,
        isGated(claim),
        gate.value(claim, Side.BASELINE),
        gate.value(claim, Side.CANDIDATE),
        Estimate.exact(value, "no interval: only one of the launches"),
        Optional.empty(),
        List.of(value),
        Verdict.INCONCLUSIVE,
        OptionalInt.empty(),
        OptionalDouble.empty());
  }

  /** How many more until the verdict, if those to come are as those that were. */
  private OptionalInt moreLaunches(
      Claim claim, Evidence evidence, Function<Step, Evidence.Level> levels) {
    int now = evidence.launches();
    for (Step step : Step.upTo(rules.looks(), rules.mostLaunches(), false)) {
      if (step.launches() > now && decides(claim, evidence, levels.apply(step))) {
        return OptionalInt.of(step.launches() - now);
      }
    }
    // Had more been planned, the looks before the last would have spent as large a part.
    List<Step> planned = Step.upTo(rules.looks(), rules.mostLaunches(), false);
    double share = planned.get(planned.size() - 1).share();
    int most = Math.max(now, rules.mostLaunches());
    while (most < MOST_LAUNCHES) {
      most = (int) Math.ceil(LAUNCHES_GROWTH * most);
      if (decides(claim, evidence, levels.apply(new Step(most, share, true)))) {
        return OptionalInt.of(most - now);
      }
    }
    return OptionalInt.empty();
  }

  private boolean decides(Claim claim, Evidence evidence, Evidence.Level level) {
    Evidence projected = evidence.projectedTo(level.launches());
    return verdict(claim, projected, level.change(), level.change(), level.same())
        != Verdict.INCONCLUSIVE;
  }

  private double floorDeviation(Claim claim) {
    Measure measure = claim.measure();
    double timed = measure == Measure.SLOW_SHARE ? SLOW_SHARE_FLOOR : TIMED_FLOOR;
    return calibrated.getOrDefault(claim, measure.isCountedByTheRequest() ? 0 : timed);
  }

  private Tolerance tolerance(Measure measure) {
    Tolerance usual =
        switch (measure) {
          case ERROR_SHARE -> FAILURE_TOLERANCE;
          case SLOW_SHARE -> SLOW_TOLERANCE;
          default -> TOLERANCE;
        };
    return rules.gated().getOrDefault(measure, usual);
  }

  /** Its part of the error, in proportion: most gates are about how quick a service is. */
  static double weight(Claim claim) {
    return claim.measure() == Measure.TYPICAL_LATENCY ? TYPICAL_WEIGHT : 1;
  }

  private boolean isGated(Claim claim) {
    return isGated(rules, claim);
  }

  /** Whether a claim can fail the gate: a gated measure, of a judged endpoint or of the whole. */
  static boolean isGated(GateRules rules, Claim claim) {
    return rules.gated().containsKey(claim.measure())
        && (claim.endpoint().isEmpty() || rules.judges(claim.endpoint()));
  }

  private static Verdict overall(Collection<GateFinding> findings) {
    List<Verdict> gated =
        findings.stream().filter(GateFinding::gated).map(GateFinding::verdict).toList();
    if (gated.isEmpty()) {
      return Verdict.INCONCLUSIVE;
    }
    for (Verdict verdict : List.of(Verdict.REGRESSION, Verdict.INCONCLUSIVE, Verdict.IMPROVEMENT)) {
      if (gated.contains(verdict)) {
        return verdict;
      }
    }
    return Verdict.EQUIVALENT;
  }
}
