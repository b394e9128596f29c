package dev.faceoff.jmh;

import dev.faceoff.model.Estimate;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.Interval;
import dev.faceoff.model.Tolerance;
import dev.faceoff.model.Verdict;
import dev.faceoff.stats.Holm;
import dev.faceoff.stats.LogRatio;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * Judges results of JMH by older ones.
 *
 * <p>The unit of proof is the run, where there are several, made in turns: what changes on the
 * machine then hits both sides, and what differs between runs is seen. Each run contributes one
 * mean, and the n-th run of one side is paired with the n-th of the other. A benchmark is a
 * REGRESSION when it is worse beyond doubt, by Holm's procedure over all benchmarks ("A simple
 * sequentially rejective multiple test procedure", 1979), and by at least the floor; an IMPROVEMENT
 * likewise; EQUIVALENT when its 95 % interval lies within the margin; INCONCLUSIVE otherwise.
 *
 * <p>Of one run a side, forks are the unit: iterations within a fork share its compilation and
 * memory layout (Kalibera and Jones, "Rigorous benchmarking in reasonable time", ISMM 2013). But
 * what changed on the machine between the two runs looks like a change of the code, and no number
 * of forks tells them apart. So differences are shown, and nothing is called changed.
 */
public final class JmhComparison {
  private static final double CONFIDENCE = 0.95;
  private static final int LEAST = 2;
  private static final int MOST = 100;

  private final JmhFile baseline;
  private final JmhFile candidate;
  private final Tolerance tolerance;
  private final double falseAlarmShare;

  private JmhComparison(
      JmhFile baseline, JmhFile candidate, Tolerance tolerance, double falseAlarmShare) {
    this.baseline = baseline;
    this.candidate = candidate;
    this.tolerance = tolerance;
    this.falseAlarmShare = falseAlarmShare;
  }

  /**
   * Compares two files.
   *
   * @param margin differences within it count as none, for example 0.03
   * @param floor differences below it are never called a change, for example 0.02
   * @param falseAlarmShare how often any benchmark may be called a REGRESSION though nothing
   *     changed, for example 0.01
   * @throws FaceoffException if they are of different machines, JVMs or units, or share no
   *     benchmark
   */
  public static JmhGate of(
      JmhFile baseline, JmhFile candidate, double margin, double floor, double falseAlarmShare) {
    if (!(falseAlarmShare > 0 && falseAlarmShare < 0.5)) {
      throw new IllegalArgumentException(
          "falseAlarmShare must be above 0 and below 0.5, but is " + falseAlarmShare);
    }
    return new JmhComparison(baseline, candidate, new Tolerance(margin, floor), falseAlarmShare)
        .gate();
  }

  /** A benchmark of both files; the comparison is empty where forks are missing. */
  private record Shared(
      JmhResult baseline, JmhResult candidate, String label, Optional<LogRatio> comparison) {}

  private JmhGate gate() {
    List<String> notes = new ArrayList<>();
    requireSame("machine", baseline.machine(), candidate.machine()).ifPresent(notes::add);
    requireSame("JVM", baseline.jvm(), candidate.jvm()).ifPresent(notes::add);
    if (baseline.unit() != candidate.unit()) {
      throw refused(
          "of %s and %s one is a file and one a folder of several runs; give two of a kind"
              .formatted(baseline.name(), candidate.name()));
    }
    notes.add(
        baseline.unit() == JmhUnit.RUN
            ? "runs are paired in the order of their files' names: this holds if they were made in"
                + " turns"
            : "one run a side: what the machine did in between looks like a change of the code, so"
                + " nothing is called changed; for that, measure in turns and give two folders of"
                + " results");

    Set<String> ambiguous = ambiguousLabels();
    Map<JmhResult.Key, JmhResult> candidates = byKey(candidate);
    List<Shared> shared = new ArrayList<>();
    List<String> onlyInBaseline = new ArrayList<>();
    for (JmhResult old : baseline.results()) {
      JmhResult now = candidates.remove(old.key());
      if (now == null) {
        onlyInBaseline.add(label(old, ambiguous));
      } else {
        shared.add(shared(old, now, label(old, ambiguous)));
      }
    }
    if (shared.isEmpty()) {
      throw refused(
          "%s and %s have no benchmark in common".formatted(baseline.name(), candidate.name()));
    }
    return new JmhGate(
        baseline.name(),
        candidate.name(),
        tolerance,
        falseAlarmShare,
        rows(shared),
        onlyInBaseline,
        candidates.values().stream().map(now -> label(now, ambiguous)).toList(),
        notes);
  }

  /** A note where one of them is not known. */
  private Optional<String> requireSame(String what, Optional<String> old, Optional<String> now) {
    if (old.isPresent() && now.isPresent() && !old.equals(now)) {
      throw refused(
          "results of different %ss cannot be gated: %s has \"%s\", %s has \"%s\"; measure both on one"
                  .formatted(what, baseline.name(), old.get(), candidate.name(), now.get())
              + " machine with one JVM");
    }
    List<String> silent = new ArrayList<>();
    if (old.isEmpty()) {
      silent.add(baseline.name());
    }
    if (now.isEmpty()) {
      silent.add(candidate.name());
    }
    return silent.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s: the %s is not told; the verdicts hold only if it was the same for both files"
                .formatted(String.join(" and ", silent), what));
  }

  private static Map<JmhResult.Key, JmhResult> byKey(JmhFile file) {
    Map<JmhResult.Key, JmhResult> results = new LinkedHashMap<>();
    file.results().forEach(result -> results.put(result.key(), result));
    return results;
  }

  /** Short labels that stand for two results, because two packages have a class of that name. */
  private Set<String> ambiguousLabels() {
    Map<String, JmhResult.Key> owners = new HashMap<>();
    Set<String> ambiguous = new HashSet<>();
    for (JmhFile file : List.of(baseline, candidate)) {
      for (JmhResult result : file.results()) {
        JmhResult.Key owner = owners.putIfAbsent(result.label(), result.key());
        if (owner != null && !owner.equals(result.key())) {
          ambiguous.add(result.label());
        }
      }
    }
    return ambiguous;
  }

  private static String label(JmhResult result, Set<String> ambiguous) {
    return ambiguous.contains(result.label()) ? result.fullLabel() : result.label();
  }

  private Shared shared(JmhResult old, JmhResult now, String label) {
    if (!old.unit().equals(now.unit())) {
      throw refused(
          "%s is in %s in %s and in %s in %s; measure both with the same -tu"
              .formatted(label, old.unit(), baseline.name(), now.unit(), candidate.name()));
    }
    if (inRuns() && old.means().size() != now.means().size()) {
      throw refused(
          "%s has %d runs and %s has %d; measure in turns, as many of each"
              .formatted(
                  baseline.name(), old.means().size(), candidate.name(), now.means().size()));
    }
    boolean enough = old.means().size() >= LEAST && now.means().size() >= LEAST;
    return new Shared(
        old,
        now,
        label,
        enough
            ? Optional.of(ratio(old, now)).filter(r -> r.standardError() > 0)
            : Optional.empty());
  }

  private boolean inRuns() {
    return baseline.unit() == JmhUnit.RUN;
  }

  private LogRatio ratio(JmhResult old, JmhResult now) {
    return inRuns() ? LogRatio.paired(array(old), array(now)) : LogRatio.of(array(old), array(now));
  }

  private static double[] array(JmhResult result) {
    return result.means().stream().mapToDouble(Double::doubleValue).toArray();
  }

  private List<JmhRow> rows(List<Shared> shared) {
    List<Shared> judgeable = shared.stream().filter(s -> s.comparison().isPresent()).toList();
    Map<Shared, Double> slower = holm(judgeable, each -> each.comparison().get().pAbove());
    Map<Shared, Double> faster = holm(judgeable, each -> each.comparison().get().pBelow());
    return shared.stream()
        .map(
            each ->
                each.comparison()
                    .map(
                        found ->
                            judged(
                                each, found, found.log() > 0 ? slower.get(each) : faster.get(each)))
                    .orElseGet(() -> undecidable(each)))
        .sorted(Comparator.comparingInt(row -> JmhGate.WORST_FIRST.indexOf(row.verdict())))
        .toList();
  }

  /**
   * The share of false alarms at which each benchmark is to be judged so that, over all of them, no
   * more than {@code falseAlarmShare} are called changed in one direction.
   */
  private Map<Shared, Double> holm(List<Shared> all, ToDoubleFunction<Shared> p) {
    double[] levels =
        Holm.levels(all.stream().mapToDouble(p).toArray(), falseAlarmShare, all.size());
    Map<Shared, Double> byBenchmark = new HashMap<>();
    for (int i = 0; i < levels.length; i++) {
      byBenchmark.put(all.get(i), levels[i]);
    }
    return byBenchmark;
  }

  private JmhRow judged(Shared shared, LogRatio found, double level) {
    Interval likely = found.interval(CONFIDENCE);
    Interval decisive = found.interval(1 - 2 * level);
    int old = shared.baseline().means().size();
    int now = shared.candidate().means().size();
    Estimate ratio = new Estimate(found.ratio(), Optional.of(likely), over(old, now));
    boolean rises = decisive.low() > 1 && found.ratio() >= 1 + tolerance.floor();
    boolean falls = decisive.high() < 1 && found.ratio() <= 1 / (1 + tolerance.floor());
    boolean within =
        likely.low() >= 1 / (1 + tolerance.margin()) && likely.high() <= 1 + tolerance.margin();
    boolean lowerIsBetter = shared.baseline().mode().lowerIsBetter();
    double resolvable = found.resolvable(level);
    if (within) {
      return row(
          shared,
          ratio,
          Optional.of(decisive),
          resolvable,
          OptionalInt.empty(),
          Verdict.EQUIVALENT,
          "the whole interval lies within the margin of " + JmhWords.percent(tolerance.margin()));
    }
    if ((rises || falls) && !inRuns()) {
      return row(
          shared,
          ratio,
          Optional.of(decisive),
          resolvable,
          OptionalInt.empty(),
          Verdict.INCONCLUSIVE,
          "more than forks differ by, [%.3f, %.3f]; but that may be the machine's, with one run a side"
              .formatted(decisive.low(), decisive.high()));
    }
    if (rises || falls) {
      return row(
          shared,
          ratio,
          Optional.of(decisive),
          resolvable,
          OptionalInt.empty(),
          rises == lowerIsBetter ? Verdict.REGRESSION : Verdict.IMPROVEMENT,
          "beyond doubt also among all benchmarks: [%.3f, %.3f]"
              .formatted(decisive.low(), decisive.high()));
    }
    OptionalInt needed = needed(found, old, now, level);
    return row(
        shared,
        ratio,
        Optional.of(decisive),
        resolvable,
        needed,
        Verdict.INCONCLUSIVE,
        "these %s find changes of %s or more; ".formatted(units(), JmhWords.percent(resolvable))
            + (needed.isPresent()
                ? "about %d a side find %s"
                    .formatted(needed.getAsInt(), JmhWords.percent(tolerance.margin()))
                : "more than %d a side would be needed to find %s"
                    .formatted(MOST, JmhWords.percent(tolerance.margin()))));
  }

  private String units() {
    return baseline.unit().plural();
  }

  private String over(int old, int now) {
    return old == now
        ? "over %d %s a side".formatted(old, units())
        : "over %d and %d %s".formatted(old, now, units());
  }

  /** How many forks or runs a side would find a change as large as the margin; by bisection. */
  private OptionalInt needed(LogRatio found, int old, int now, double level) {
    double variance = found.standardError() * found.standardError() / (1.0 / old + 1.0 / now);
    int tooFew = Math.min(old, now);
    int enough = MOST + 1;
    while (enough - tooFew > 1) {
      int each = (tooFew + enough) / 2;
      double degrees = (inRuns() ? 1.0 : 2.0) * (each - 1);
      LogRatio then = new LogRatio(0, Math.sqrt(2 * variance / each), degrees);
      if (then.resolvable(level) <= tolerance.margin()) {
        enough = each;
      } else {
        tooFew = each;
      }
    }
    return enough > MOST ? OptionalInt.empty() : OptionalInt.of(enough);
  }

  private JmhRow undecidable(Shared shared) {
    int old = shared.baseline().means().size();
    int now = shared.candidate().means().size();
    boolean few = Math.min(old, now) < LEAST;
    String reason =
        few
            ? "%d and %d forks tell nothing of how forks differ; measure at least %d (-f %d), better 5"
                .formatted(old, now, LEAST, LEAST)
            : "no two %s differ, so nothing is known of their noise".formatted(units());
    return row(
        shared,
        Estimate.exact(
            shared.candidate().geometricMean() / shared.baseline().geometricMean(),
            "no interval: "
                + (few ? "a file with a single fork" : units() + " that do not differ")),
        Optional.empty(),
        Double.NaN,
        OptionalInt.empty(),
        Verdict.INCONCLUSIVE,
        reason);
  }

  private static JmhRow row(
      Shared shared,
      Estimate ratio,
      Optional<Interval> decisive,
      double resolvable,
      OptionalInt needed,
      Verdict verdict,
      String reason) {
    return new JmhRow(
        shared.label(),
        shared.baseline().mode(),
        shared.baseline().unit(),
        shared.baseline().geometricMean(),
        shared.candidate().geometricMean(),
        ratio,
        decisive,
        Double.isNaN(resolvable) ? OptionalDouble.empty() : OptionalDouble.of(resolvable),
        needed,
        verdict,
        reason);
  }

  private static FaceoffException refused(String why) {
    return new FaceoffException(FaceoffException.Kind.USAGE, why);
  }
}
