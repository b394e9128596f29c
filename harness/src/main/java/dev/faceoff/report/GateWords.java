package dev.faceoff.report;

import static java.util.stream.Collectors.joining;

import dev.faceoff.model.Claim;
import dev.faceoff.model.GateFinding;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Status;
import dev.faceoff.model.Tolerance;
import dev.faceoff.model.Verdict;
import dev.faceoff.report.GateReport.Answers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The sentences of a gate: its verdict, what else moved, what to do next. */
final class GateWords {
  /** What a headline speaks of, most telling first; measures not here come after. */
  private static final List<Measure> TELLING =
      List.of(
          Measure.TYPICAL_LATENCY,
          Measure.MEAN_LATENCY,
          Measure.P50_LATENCY,
          Measure.P90_LATENCY,
          Measure.P95_LATENCY,
          Measure.P99_LATENCY,
          Measure.SLOWEST_TENTH,
          Measure.SLOW_SHARE,
          Measure.ERROR_SHARE,
          Measure.QUERIES,
          Measure.CPU);

  /** Requests that newly fail come before requests that are slower. */
  private static final Comparator<GateFinding> MOST_TELLING =
      Comparator.comparing(
              (GateFinding f) ->
                  f.claim().measure() != Measure.ERROR_SHARE || f.verdict() != Verdict.REGRESSION)
          .thenComparingInt(f -> rank(f.claim().measure()))
          .thenComparing(Comparator.comparingDouble(GateWords::distance).reversed())
          .thenComparing(GateFinding::claim);

  private static final int MOST_IN_A_SENTENCE = 3;

  private GateWords() {}

  /** The verdict as a sentence; no number where the status allows none. */
  static Headline headline(GateReport gate) {
    if (isBroken(gate)) {
      String reasons = Words.reasons(gate.reasons());
      return new Headline(Mark.valueOf(gate.status().name()), "", "", reasons);
    }
    if (gate.answersDiffer()) {
      return new Headline(
          Mark.DIFFERENT,
          "",
          "Answers differ",
          ": " + differences(gate) + ", so no speed was compared");
    }
    Mark mark = gate.status() == Status.PARTIAL ? Mark.PARTIAL : Mark.of(gate.verdict());
    Optional<GateFinding> main = main(gate);
    if (!hasNumbers(gate)) {
      return new Headline(mark, "", "Cannot tell", ": " + whyNothing(gate));
    }
    return switch (gate.verdict()) {
      case REGRESSION, IMPROVEMENT ->
          main.map(finding -> changed(gate, mark, finding))
              .orElseGet(() -> new Headline(mark, "", gate.verdict().name(), ""));
      case EQUIVALENT -> same(gate, mark);
      case INCONCLUSIVE -> open(gate, mark);
    };
  }

  /** Whether numbers of speed and cost may be shown. */
  static boolean hasNumbers(GateReport gate) {
    return gate.hasNumbers() && !gate.answersDiffer();
  }

  static boolean isBroken(GateReport gate) {
    return gate.status() == Status.INVALID || gate.status() == Status.FAILED;
  }

  /** Whether the exit code says that the candidate is no good. */
  static boolean fails(GateReport gate) {
    return gate.failing()
        && !isBroken(gate)
        && (gate.answersDiffer() || (hasNumbers(gate) && gate.verdict() == Verdict.REGRESSION));
  }

  /** The verdict in one word: of the whole gate, or why there is none. */
  static String verdict(GateReport gate) {
    if (isBroken(gate) || gate.status() == Status.PARTIAL) {
      return gate.status().name();
    }
    return gate.answersDiffer() ? "ANSWERS DIFFER" : gate.verdict().name();
  }

  /** What follows for the exit code, as a sentence. */
  static String consequence(GateReport gate) {
    if (isBroken(gate)) {
      return "Nothing was judged.";
    }
    if (gate.status() == Status.PARTIAL) {
      return "The run did not come to its end.";
    }
    if (!gate.failing()) {
      return "Compared only: the verdict decides no exit code.";
    }
    if (fails(gate)) {
      return "The gate fails.";
    }
    return gate.verdict() == Verdict.INCONCLUSIVE
        ? "The gate does not fail, except with --strict."
        : "The gate passes.";
  }

  /** What the headline leaves out, a sentence each. */
  static List<String> details(GateReport gate) {
    List<String> sentences = new ArrayList<>();
    if (gate.status() == Status.PARTIAL) {
      sentences.add("PARTIAL: " + Words.reasons(gate.reasons()));
    }
    if (hasNumbers(gate)) {
      List<GateFinding> rest =
          gated(gate, gate.verdict()).stream()
              .filter(
                  f -> gate.verdict() == Verdict.INCONCLUSIVE || !main(gate).equals(Optional.of(f)))
              .toList();
      switch (gate.verdict()) {
        case REGRESSION -> list("Also worse", rest).ifPresent(sentences::add);
        case IMPROVEMENT -> list("Also better", rest).ifPresent(sentences::add);
        case INCONCLUSIVE -> list("Open", rest).ifPresent(sentences::add);
        case EQUIVALENT -> otherMargins(gate).ifPresent(sentences::add);
      }
    }
    sentences.add(consequence(gate));
    return sentences;
  }

  /** What to do next, as a sentence; the command that runs it again stands after it. */
  static String next(GateReport gate) {
    if (gate.status() == Status.INVALID) {
      return "Next: give the machine rest, or the generator fewer pairs a second, and run it again.";
    }
    if (gate.status() == Status.FAILED) {
      return "Next: repair what broke (logs/ has every process's output) and run it again.";
    }
    if (gate.answersDiffer()) {
      return "Next: make both sides answer alike, or declare a request whose answers are meant to"
          + " differ 'changing: true'; then compare their speed.";
    }
    if (gate.status() == Status.PARTIAL) {
      return "Next: run it to its end.";
    }
    return switch (gate.verdict()) {
      case REGRESSION ->
          "Next: find the cause (CPU, statements and rows tell where to look), repair it, run again.";
      case IMPROVEMENT, EQUIVALENT -> "Next: nothing to do.";
      case INCONCLUSIVE ->
          more(gate).isPresent()
              ? "Next: allow more time (the budget in gate.yaml) or a quieter machine, and run again."
              : "Next: a quieter machine, or a wider margin in gate.yaml; more launches do not help.";
    };
  }

  /** The finding that the headline speaks of. */
  static Optional<GateFinding> main(GateReport gate) {
    return gated(gate, gate.verdict()).stream().findFirst();
  }

  /** All findings: gated ones first, the worst verdict first, then the most telling. */
  static List<GateFinding> ranked(GateReport gate) {
    return gate.findings().stream()
        .sorted(
            Comparator.comparing((GateFinding f) -> !f.gated())
                .thenComparingInt(f -> severity(f.verdict()))
                .thenComparing(MOST_TELLING))
        .toList();
  }

  /** Gated findings of that verdict, the most telling first. */
  static List<GateFinding> gated(GateReport gate, Verdict verdict) {
    return gate.findings().stream()
        .filter(f -> f.gated() && f.verdict() == verdict)
        .sorted(MOST_TELLING)
        .toList();
  }

  /** "typical latency of list-orders". */
  static String claim(Claim claim) {
    return label(claim.measure()) + (claim.endpoint().isEmpty() ? "" : " of " + claim.endpoint());
  }

  /** "Typical latency of list-orders: 4.9 % slower [3.1, 6.8]". */
  static String sentence(GateFinding finding) {
    return Words.capitalised(claim(finding.claim())) + ": " + change(finding);
  }

  /** The change with its interval; counts that never vary are told as they are. */
  static String change(GateFinding finding) {
    return counted(finding).orElseGet(() -> new GateChange(finding).withInterval());
  }

  /** A finding's verdict in a few words, for a table's column. */
  static String verdict(GateReport gate, GateFinding finding) {
    return switch (finding.verdict()) {
      case REGRESSION, IMPROVEMENT ->
          counted(finding)
              .orElseGet(
                  () -> new GateChange(finding).words().replace("percentage points", "points"));
      case EQUIVALENT ->
          "no difference"
              + (finding.gated()
                  ? margin(gate, finding.claim().measure()).map(m -> " within " + m).orElse("")
                  : "");
      case INCONCLUSIVE ->
          Mark.OPEN.word()
              + (finding.moreLaunches().isPresent()
                  ? ": about " + moreLaunches(finding.moreLaunches().getAsInt())
                  : "");
    };
  }

  static Mark mark(GateFinding finding) {
    return Mark.of(finding.verdict());
  }

  /** The margin of a gated measure, for people. */
  static Optional<String> margin(GateReport gate, Measure measure) {
    return tolerance(gate, measure).map(t -> share(measure, t.margin()));
  }

  static Optional<Tolerance> tolerance(GateReport gate, Measure measure) {
    return Optional.ofNullable(gate.rules().gated().get(measure));
  }

  /** A tolerance or resolvable change: "3 %", or "0.2 points" where shares are subtracted. */
  static String share(Measure measure, double share) {
    if (!measure.isComparedByDifference()) {
      return Numbers.percent(share);
    }
    String points = Numbers.plain(Numbers.percentValue(share));
    return points + (points.equals("1") ? " point" : " points");
  }

  /** A side's own value in the unit shown. */
  static String side(Measure measure, double value) {
    return Words.isShare(measure)
        ? Numbers.plain(Numbers.percentValue(value))
        : Numbers.significant(value);
  }

  /** Name of a measure in a gate's tables and sentences, where the unit stands beside it. */
  static String label(Measure measure) {
    return switch (measure) {
      case CPU -> "CPU";
      case ERROR_SHARE -> "failed requests";
      case SLOWEST_TENTH -> "slowest tenth";
      default -> measure.label();
    };
  }

  /** "about" how many more launches would decide all that is open; empty where none would. */
  static OptionalInt more(GateReport gate) {
    List<GateFinding> open = gated(gate, Verdict.INCONCLUSIVE);
    return open.stream().allMatch(f -> f.moreLaunches().isPresent())
        ? open.stream().mapToInt(f -> f.moreLaunches().getAsInt()).max()
        : OptionalInt.empty();
  }

  /** "95 % interval", or just "interval" where they differ or there is none. */
  static String interval(List<GateFinding> findings) {
    List<String> levels =
        findings.stream()
            .flatMap(f -> f.ratio().interval().stream())
            .map(i -> Numbers.percent(i.confidence()))
            .distinct()
            .toList();
    return levels.size() == 1 ? levels.get(0) + " interval" : "interval";
  }

  /** "list-orders in 312 of 1,200 pairs". */
  static String differences(GateReport gate) {
    return gate.answers().stream()
        .filter(Answers::differ)
        .map(
            a ->
                "%s in %s of %s"
                    .formatted(
                        a.endpoint(),
                        Numbers.count(a.different()),
                        Words.plural(a.compared(), "pair")))
        .collect(joining(", "));
  }

  /** Whether there is more to say of an endpoint's answers than that they are the same. */
  static boolean isNoteworthy(Answers answers) {
    return answers.differ() || answers.changing() || answers.different() > 0;
  }

  /** What was found out about an endpoint's answers, in a few words. */
  static String answers(Answers answers) {
    if (answers.differ()) {
      return "the sides differ";
    }
    return answers.changing()
        ? "may change from one time to the next: content not compared"
        : "the same, apart from single answers";
  }

  private static Headline changed(GateReport gate, Mark mark, GateFinding finding) {
    Measure measure = finding.claim().measure();
    String at = finding.claim().endpoint().isEmpty() ? "" : " at " + finding.claim().endpoint();
    String end = ": " + gate.verdict().name();
    Optional<String> counted = counted(finding);
    GateChange change = new GateChange(finding);
    String interval = change.interval().map(i -> " " + i).orElse("");
    if (counted.isPresent()) {
      String what = " %s per request".formatted(label(measure));
      return new Headline(mark, "Candidate takes ", counted.get(), what + at + end);
    }
    if (measure == Measure.ERROR_SHARE) {
      return new Headline(
          mark, "Candidate fails ", change.words(), " of its requests" + at + interval + end);
    }
    if (measure == Measure.SLOW_SHARE) {
      String requests = " of its requests slowly" + at + interval + end;
      return new Headline(mark, "Candidate answers ", change.words(), requests);
    }
    if (GateChange.isTime(measure)) {
      String where =
          switch (measure) {
            case TYPICAL_LATENCY -> at;
            case SLOWEST_TENTH -> " in the slowest tenth" + at.replaceFirst("^ at ", " of ");
            default -> " at " + Words.quantile(measure) + at.replaceFirst("^ at ", " of ");
          };
      boolean fast = change.direction().equals("fast");
      return new Headline(
          mark,
          fast ? "Candidate answers " : "Candidate is ",
          change.words(),
          where + interval + end);
    }
    String unit = measure.unit().endsWith("request") ? " per request" : "";
    return new Headline(
        mark,
        "Candidate takes ",
        change.words() + " " + label(measure),
        unit + at + interval + end);
  }

  private static Headline same(GateReport gate, Mark mark) {
    Optional<GateFinding> main = main(gate);
    Optional<String> margin = main.flatMap(f -> margin(gate, f.claim().measure()));
    String figure = "No difference" + margin.map(m -> " within " + m).orElse("");
    return new Headline(
        mark, "", figure, otherMargins(gate).isEmpty() ? "" : " in " + label(lead(main)));
  }

  private static Measure lead(Optional<GateFinding> main) {
    return main.map(f -> f.claim().measure()).orElse(Measure.TYPICAL_LATENCY);
  }

  private static Headline open(GateReport gate, Mark mark) {
    OptionalInt more = more(gate);
    if (gated(gate, Verdict.INCONCLUSIVE).isEmpty()) {
      return new Headline(mark, "", "Cannot tell yet", ": nothing that is gated was measured");
    }
    return more.isPresent()
        ? new Headline(mark, "", "Cannot tell yet", ": about " + moreLaunches(more.getAsInt()))
        : new Headline(mark, "", "Cannot tell", ": more launches on this machine would not do");
  }

  private static String moreLaunches(int launches) {
    return "%d more launch%s".formatted(launches, launches == 1 ? "" : "es");
  }

  /** Margins of gated measures other than the headline's, where they differ from it. */
  private static Optional<String> otherMargins(GateReport gate) {
    Measure lead = lead(main(gate));
    Optional<String> leading = margin(gate, lead);
    String others =
        gated(gate, Verdict.EQUIVALENT).stream()
            .map(f -> f.claim().measure())
            .distinct()
            .filter(m -> m != lead && !margin(gate, m).equals(leading))
            .flatMap(m -> margin(gate, m).map(text -> text + " in " + label(m)).stream())
            .collect(joining(", "));
    return others.isEmpty()
        ? Optional.empty()
        : Optional.of("Margins of the others: " + others + ".");
  }

  private static String whyNothing(GateReport gate) {
    return gate.reasons().isEmpty()
        ? "nothing was compared"
        : gate.reasons().stream().map(String::strip).collect(joining("; "));
  }

  private static Optional<String> list(String lead, List<GateFinding> findings) {
    if (findings.isEmpty()) {
      return Optional.empty();
    }
    String first =
        findings.stream()
            .limit(MOST_IN_A_SENTENCE)
            .map(f -> claim(f.claim()) + ", " + change(f))
            .collect(joining("; "));
    int rest = findings.size() - MOST_IN_A_SENTENCE;
    return Optional.of(
        lead + ": " + first + (rest > 0 ? "; and %d more".formatted(rest) : "") + ".");
  }

  /**
   * "2 instead of 1.5" where the sides' values have no sampling error and differ, or where one is
   * so near 0 that their ratio says nothing.
   */
  private static Optional<String> counted(GateFinding finding) {
    boolean varies = finding.ratio().interval().filter(i -> i.low() < i.high()).isPresent();
    if (varies
        || finding.baseline().isEmpty()
        || finding.candidate().isEmpty()
        || finding.claim().measure().isComparedByDifference()) {
      return Optional.empty();
    }
    String before = Numbers.plain(finding.baseline().get());
    String after = Numbers.plain(finding.candidate().get());
    return before.equals(after) ? Optional.empty() : Optional.of(after + " instead of " + before);
  }

  private static int rank(Measure measure) {
    int index = TELLING.indexOf(measure);
    return index < 0 ? TELLING.size() : index;
  }

  private static int severity(Verdict verdict) {
    return switch (verdict) {
      case REGRESSION -> 0;
      case INCONCLUSIVE -> 1;
      case IMPROVEMENT -> 2;
      case EQUIVALENT -> 3;
    };
  }

  /** How far from no change, so that of two endpoints the worse is named. */
  private static double distance(GateFinding finding) {
    double value = finding.ratio().value();
    if (finding.claim().measure().isComparedByDifference()) {
      return Math.abs(value);
    }
    return value > 0 ? Math.abs(Math.log(value)) : Double.POSITIVE_INFINITY;
  }
}
