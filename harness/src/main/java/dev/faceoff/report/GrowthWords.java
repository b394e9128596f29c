package dev.faceoff.report;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.faceoff.model.Estimate;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Status;
import dev.faceoff.report.GrowthReport.Bend;
import dev.faceoff.report.GrowthReport.Curve;
import dev.faceoff.report.GrowthReport.Law;
import dev.faceoff.report.GrowthReport.Point;
import dev.faceoff.report.GrowthReport.Prediction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The sentences about what grew and how. */
record GrowthWords(ScenarioReport scenario, GrowthReport growth) {
  private static final String NO_INTERVAL = "no interval";

  /** What a curve does whose exponent may as well be 0. */
  private static final String FLAT = "does not measurably grow";

  /** What a curve does whose exponent was counted to be 0. */
  private static final String CONSTANT = "does not grow";

  /** Those of a scenario that was measured while it grew, if the status allows numbers. */
  static Optional<GrowthWords> of(ScenarioReport scenario) {
    return scenario
        .scaling()
        .growth()
        .filter(growth -> growth.status().allowsNumbers())
        .filter(growth -> !growth.curves().isEmpty())
        .map(growth -> new GrowthWords(scenario, growth));
  }

  /** A measure that was followed; {@code endpoint} is empty for one of the whole variant. */
  record Subject(String endpoint, Measure measure) {}

  /** What was followed, in the order of the report. */
  List<Subject> subjects() {
    return growth.curves().stream()
        .map(curve -> new Subject(curve.endpoint(), curve.measure()))
        .distinct()
        .toList();
  }

  List<Curve> curves(Subject subject) {
    return growth.curves().stream()
        .filter(c -> c.endpoint().equals(subject.endpoint()) && c.measure() == subject.measure())
        .toList();
  }

  /** Both variants' ratio, baseline over candidate; empty where there is none. */
  Optional<Curve> ratio(Subject subject) {
    return growth.ratios().stream()
        .filter(c -> c.endpoint().equals(subject.endpoint()) && c.measure() == subject.measure())
        .filter(ratio -> curves(subject).size() > 1)
        .findFirst();
  }

  /** The curves of the variants, then that of their ratio. */
  List<Curve> withRatio(Subject subject) {
    return Stream.concat(curves(subject).stream(), ratio(subject).stream()).toList();
  }

  /** The variants in the order of their colours. */
  List<String> variants() {
    return growth.curves().stream().map(Curve::variant).distinct().toList();
  }

  String over() {
    return growth.over().name();
  }

  String at(double size) {
    return Numbers.sized(size, over());
  }

  /** The largest size at which anything was measured. */
  double largest() {
    return growth.curves().stream()
        .flatMap(curve -> curve.points().stream())
        .mapToDouble(Point::size)
        .max()
        .orElseThrow();
  }

  /** What stands behind the value of a point that is no part of the law. */
  static String overloadMark(Point point) {
    return point.overloaded() ? " (overloaded)" : "";
  }

  /** Whether the headline of the scenario is about its growth. */
  boolean isHeadline() {
    return scenario.status() == Status.VALID && !scenario.scaling().withPair();
  }

  /** The headline of a scenario whose pair was not compared. */
  Headline headline() {
    Optional<Subject> main = main();
    if (main.isEmpty()) {
      return new Headline(Mark.NONE, "", "", "No law was found in how it grows.");
    }
    List<Curve> curves = curves(main.get());
    Curve first = curves.get(0);
    String verb = verb(first);
    boolean flat = isFlat(verb);
    String before =
        "%s's %s ".formatted(Words.capitalised(first.variant()), noun(main.get()))
            + (flat ? "" : verb + " with the ");
    String figure = flat ? verb : ordinal(law(first).exponent()) + " power of " + over();
    return new Headline(
        mark(main.get()),
        before,
        figure,
        sentence(main.get()).orElseThrow().substring((before + figure).length()));
  }

  /**
   * What to speak of first: a latency by which the variants can be told apart, else any latency,
   * the cause, or whatever has laws for all variants.
   */
  Optional<Subject> main() {
    List<Subject> lawful =
        subjects().stream().filter(subject -> sentence(subject).isPresent()).toList();
    List<Subject> latencies =
        lawful.stream().filter(subject -> Words.isLatency(subject.measure())).toList();
    return Stream.of(
            latencies.stream().filter(subject -> mark(subject) != Mark.OPEN),
            latencies.stream(),
            lawful.stream().filter(subject -> subject.measure() == scenario.causeMeasure()),
            lawful.stream())
        .flatMap(subjects -> subjects)
        .findFirst();
  }

  /**
   * Whether a candidate grows less than the baseline, as far as the intervals tell: that of their
   * ratio where it has a law, as what differs from start to start cancels in it. What grows less
   * but is slower at every size is not better yet, nor is the opposite worse.
   */
  private Mark mark(Subject subject) {
    Mark mark =
        ratio(subject)
            .filter(ratio -> ratio.law().isPresent())
            .map(ratio -> markOfRatio(law(ratio)))
            .orElseGet(() -> markOfEach(curves(subject)));
    boolean contradicted =
        switch (mark) {
          case BETTER -> everywhere(subject, ratio -> ratio.high() < 1);
          case WORSE -> everywhere(subject, ratio -> ratio.low() > 1);
          default -> false;
        };
    return contradicted ? Mark.OPEN : mark;
  }

  /** Whether that is so of both variants' ratio at every size that both bore. */
  private boolean everywhere(Subject subject, Predicate<Estimate> that) {
    List<Point> borne = ratio(subject).map(GrowthWords::borne).orElse(List.of());
    return !borne.isEmpty() && borne.stream().map(Point::value).allMatch(that);
  }

  private static List<Point> borne(Curve curve) {
    return curve.points().stream().filter(point -> !point.overloaded()).toList();
  }

  private static Mark markOfRatio(Law law) {
    Estimate exponent = law.exponent();
    // Over the larger sizes it goes the other way: then no exponent of all of them tells it.
    if (law.bend().filter(bend -> bend.above() * exponent.value() <= 0).isPresent()) {
      return Mark.OPEN;
    }
    if (exponent.low() > 0) {
      return Mark.BETTER;
    }
    return exponent.high() < 0 ? Mark.WORSE : Mark.OPEN;
  }

  private static Mark markOfEach(List<Curve> curves) {
    Estimate baseline = law(curves.get(0)).exponent();
    Estimate candidate = law(curves.get(curves.size() - 1)).exponent();
    if (candidate.high() < baseline.low()) {
      return Mark.BETTER;
    }
    return candidate.low() > baseline.high() ? Mark.WORSE : Mark.OPEN;
  }

  /**
   * "Naive's median grows with the 0.97th power of orders [0.93, 1.01], fixed's does not measurably
   * grow [-0.02, 0.08]; at 10,000,000 orders expect about … (extrapolated)."; what has a bend is
   * not extrapolated, and the sentence says so.
   *
   * @return empty unless every variant has a law
   */
  Optional<String> sentence(Subject subject) {
    List<Curve> curves = curves(subject);
    if (curves.size() < variants().size() || curves.stream().anyMatch(c -> c.law().isEmpty())) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder();
    String said = "";
    for (Curve curve : curves) {
      boolean first = text.isEmpty();
      text.append(
          first
              ? "%s's %s ".formatted(Words.capitalised(curve.variant()), noun(subject))
              : ", %s's ".formatted(curve.variant()));
      text.append(movement(curve, said, " power of " + over()));
      said = verb(curve);
      text.append(first && isFlat(said) ? " with " + over() : "");
      text.append(' ').append(sure(law(curve).exponent()));
    }
    return Optional.of(text.append(expectation(subject, curves)).append('.').toString());
  }

  /** How the advantage grows in what is spoken of first, if its ratio has a law. */
  Optional<String> mainAdvantage() {
    return main().flatMap(this::advantage);
  }

  /**
   * "Fixed is 3.0 times as fast at 62,500 orders and 12 times at 1,000,000 orders (median): its
   * advantage grows with the 0.57th power of orders [0.44, 0.70]."
   *
   * @return empty unless both variants' ratio has a law
   */
  Optional<String> advantage(Subject subject) {
    return ratio(subject)
        .filter(ratio -> ratio.law().isPresent())
        .map(ratio -> times(subject, ratio));
  }

  private String times(Subject subject, Curve ratio) {
    List<Curve> curves = curves(subject);
    String baseline = curves.get(0).variant();
    String candidate = curves.get(1).variant();
    List<Point> ofLaw = borne(ratio);
    Point first = ofLaw.get(0);
    Point last = ofLaw.get(ofLaw.size() - 1);
    String ends =
        "at %s and %s times at %s"
            .formatted(at(first.size()), Numbers.value(last.value()), at(last.size()));
    boolean faster =
        Words.isLatency(subject.measure())
            && isAdvantage(first.value())
            && isAdvantage(last.value());
    String what =
        faster
            ? "%s is %s times as fast %s (%s): its advantage "
                .formatted(
                    Words.capitalised(candidate), Numbers.value(first.value()), ends, noun(subject))
            : "%s's %s is %s times that of %s %s: the ratio "
                .formatted(
                    Words.capitalised(baseline),
                    noun(subject),
                    Numbers.value(first.value()),
                    candidate,
                    ends);
    String how = movement(ratio, "", " power of " + over()) + " " + sure(law(ratio).exponent());
    String bend =
        law(ratio)
            .bend()
            .map(each -> "; one law does not fit all sizes: the power is " + powers(each))
            .orElse("");
    return what + how + bend + ".";
  }

  /** Whether baseline over candidate surely is an advantage of the candidate. */
  private static boolean isAdvantage(Estimate ratio) {
    return ratio.interval().map(interval -> interval.low() > 1).orElse(ratio.value() >= 1);
  }

  /** "0.80 up to 250,000 orders and 0.98 from there on". */
  private String powers(Bend bend) {
    return "%s up to %s and %s from there on"
        .formatted(Numbers.at(bend.below(), 2), at(bend.at()), Numbers.at(bend.above(), 2));
  }

  /** "; at 10,000,000 orders expect about …", and of which variants nothing can be expected. */
  private String expectation(Subject subject, List<Curve> curves) {
    List<Curve> straight =
        curves.stream().filter(curve -> law(curve).prediction().isPresent()).toList();
    boolean all = straight.size() == curves.size();
    StringBuilder text = new StringBuilder();
    if (!straight.isEmpty()) {
      text.append("; at ").append(at(prediction(straight.get(0)).size())).append(" expect about ");
      text.append(
          straight.stream()
              .map(
                  curve ->
                      expected(subject.measure(), prediction(curve).value())
                          + (all ? "" : " of " + curve.variant()))
              .collect(joining(" and ")));
      text.append(" (extrapolated)");
    }
    if (!all) {
      List<Curve> rest =
          curves.stream().filter(curve -> law(curve).prediction().isEmpty()).toList();
      text.append("; not extrapolated: ");
      text.append(
          Stream.of(
                  why(
                      rest,
                      curve -> law(curve).bend().isPresent(),
                      "whose sizes one law does not fit"),
                  why(
                      rest,
                      curve -> law(curve).bend().isEmpty(),
                      "which its largest size overloads"))
              .filter(reason -> !reason.isEmpty())
              .collect(joining("; ")));
    }
    return text.toString();
  }

  /** "naive, whose sizes one law does not fit"; empty where that is true of none. */
  private static String why(List<Curve> curves, Predicate<Curve> which, String reason) {
    String names = curves.stream().filter(which).map(Curve::variant).collect(joining(" and "));
    return names.isEmpty() ? "" : names + ", " + reason;
  }

  private static Prediction prediction(Curve curve) {
    return law(curve).prediction().orElseThrow();
  }

  private static Law law(Curve curve) {
    return curve.law().orElseThrow();
  }

  /** What a curve does, as far as the interval of its exponent tells. */
  static String verb(Curve curve) {
    Estimate exponent = law(curve).exponent();
    if (exponent.high() < 0) {
      return "falls";
    }
    // What bends is not flat, though a single exponent for all of it may be 0.
    boolean straight = law(curve).bend().isEmpty();
    if (!straight && exponent.value() < 0) {
      return "falls";
    }
    if (!straight || exponent.low() > 0) {
      return "grows";
    }
    return exponent.interval().isPresent() ? FLAT : CONSTANT;
  }

  private static boolean isFlat(String verb) {
    return verb.equals(FLAT) || verb.equals(CONSTANT);
  }

  /**
   * "grows with the 0.97th power of orders"; after the same verb only "with the 0.03rd".
   *
   * @param said the verb before, empty if there was none
   * @param power what follows the number, for example " power of orders"
   */
  static String movement(Curve curve, String said, String power) {
    String verb = verb(curve);
    if (isFlat(verb)) {
      return verb;
    }
    String with = "with the " + ordinal(law(curve).exponent());
    return verb.equals(said) ? with : verb + " " + with + power;
  }

  private String noun(Subject subject) {
    boolean one = subject.endpoint().isEmpty() || scenario.endpoints().size() == 1;
    String where = one ? "" : " of " + subject.endpoint();
    return switch (subject.measure()) {
      case P50_LATENCY -> "median" + where;
      case ROWS_READ -> "number of rows read";
      case QUERIES -> "number of SQL statements";
      case CPU -> "CPU time per request";
      default -> subject.measure().label() + where;
    };
  }

  private static String expected(Measure measure, Estimate value) {
    String unit =
        switch (measure) {
          case ROWS_READ -> "rows";
          case QUERIES -> "statements";
          case CPU -> "ms of CPU";
          default -> measure.unit();
        };
    return Numbers.withInterval(value, " " + unit);
  }

  /** An exponent with two decimals at most, and no more than its interval supports. */
  static String exponent(Estimate exponent) {
    return exponent.interval().isPresent()
        ? Numbers.at(exponent.value(), decimals(exponent))
        : Numbers.plain(exponent.value());
  }

  /** Its interval in the same decimals, or that it was counted. */
  static String sure(Estimate exponent) {
    return exponent
        .interval()
        .map(interval -> Numbers.interval(interval, decimals(exponent)))
        .orElse("(counted)");
  }

  private static int decimals(Estimate exponent) {
    return Math.min(2, Numbers.decimals(exponent.value(), exponent.interval()));
  }

  /** "0.97th", "0.03rd", "1st". */
  static String ordinal(Estimate exponent) {
    String number = exponent(exponent);
    if (number.matches(".*1[123]")) {
      return number + "th";
    }
    return number
        + switch (number.charAt(number.length() - 1)) {
          case '1' -> "st";
          case '2' -> "nd";
          case '3' -> "rd";
          default -> "th";
        };
  }

  /**
   * How far to believe the laws of a measure, that of the ratio too, a sentence each; and why one
   * has none. Where the ratio bends, its advantage has said it.
   */
  List<String> fits(Subject subject) {
    List<Curve> lawful = withRatio(subject).stream().filter(c -> c.law().isPresent()).toList();
    List<String> sentences = new ArrayList<>();
    if (lawful.stream().anyMatch(curve -> law(curve).farthest() >= 0.0005)) {
      sentences.add(
          "Farthest from its law: "
              + lawful.stream()
                  .map(c -> "%s by %s".formatted(c.variant(), percent(law(c).farthest())))
                  .collect(joining(", "))
              + ".");
    }
    sentences.addAll(bends(subject));
    // Why there is no law is all that is to be said of one that is none.
    leftOut(subject, lawful).ifPresent(sentences::add);
    if (!lawless()) {
      sentences.addAll(withoutLaw(subject));
    }
    return sentences;
  }

  /** Where one law does not do, a sentence for each size at which a curve bends. */
  private List<String> bends(Subject subject) {
    return curves(subject).stream()
        .filter(curve -> curve.law().flatMap(Law::bend).isPresent())
        .collect(groupingBy(curve -> bend(curve).at(), LinkedHashMap::new, toList()))
        .values()
        .stream()
        .map(alike -> bent(subject, alike))
        .toList();
  }

  /**
   * "One law does not fit all sizes: the power of naive's median is 0.82 up to 250,000 orders and
   * 0.97 from there on, of fixed's 0.10 and 0.30."
   *
   * @param alike curves that bend at the same size
   */
  private String bent(Subject subject, List<Curve> alike) {
    Curve first = alike.get(0);
    StringBuilder text = new StringBuilder("One law does not fit all sizes: the power of ");
    text.append("%s's %s is ".formatted(first.variant(), noun(subject)));
    text.append(powers(bend(first)));
    for (Curve curve : alike.subList(1, alike.size())) {
      String below = Numbers.at(bend(curve).below(), 2);
      String above = Numbers.at(bend(curve).above(), 2);
      text.append(", of %s's %s and %s".formatted(curve.variant(), below, above));
    }
    return text.append('.').toString();
  }

  private static Bend bend(Curve curve) {
    return law(curve).bend().orElseThrow();
  }

  /**
   * "Left out of the laws of the median, as overloaded: fixed, naive/fixed at 1,000,000 orders",
   * and what their numbers are those of there.
   */
  private Optional<String> leftOut(Subject subject, List<Curve> lawful) {
    // Once for the same sizes, as those of a ratio mostly are those of a variant.
    String where =
        lawful.stream()
            .filter(curve -> whereOverloaded(curve).isPresent())
            .collect(
                groupingBy(
                    curve -> whereOverloaded(curve).orElseThrow(),
                    LinkedHashMap::new,
                    mapping(Curve::variant, joining(", "))))
            .entrySet()
            .stream()
            .map(each -> "%s at %s".formatted(each.getValue(), each.getKey()))
            .collect(joining("; "));
    String instead =
        subject.endpoint().isEmpty()
            ? "Requests that fail or wait in a queue do not take what others do."
            : "The time there is that of a queue that grew, or of failures.";
    return where.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Left out of the laws of the %s, as overloaded: %s. %s"
                .formatted(noun(subject), where, instead));
  }

  /** Why a curve has no law; of the ratio only what is not said of a variant already. */
  private List<String> withoutLaw(Subject subject) {
    List<String> sentences = new ArrayList<>();
    List<String> said = new ArrayList<>();
    for (Curve curve : curves(subject)) {
      if (curve.law().isEmpty()) {
        sentences.add(
            Words.sentence(
                "%s's %s has %s".formatted(curve.variant(), noun(subject), curve.note())));
        said.add(curve.note());
      }
    }
    ratio(subject)
        .filter(ratio -> ratio.law().isEmpty() && !said.contains(ratio.note()))
        .map(ratio -> "%s (%s) has %s".formatted(ratio.variant(), noun(subject), ratio.note()))
        .map(Words::sentence)
        .ifPresent(sentences::add);
    return sentences;
  }

  /** "500,000 orders, 1,000,000 orders"; empty where it was nowhere. */
  Optional<String> whereOverloaded(Curve curve) {
    String where =
        curve.points().stream()
            .filter(Point::overloaded)
            .map(point -> at(point.size()))
            .collect(joining(", "));
    return Optional.of(where).filter(sizes -> !sizes.isEmpty());
  }

  private static String percent(double share) {
    return share < 0.0005 ? "0 %" : Numbers.at(100 * share, share < 0.0095 ? 1 : 0) + " %";
  }

  /** "over 5 sizes": where the intervals of the exponents come from. */
  String intervalsOver() {
    String notes =
        Stream.concat(growth.curves().stream(), growth.ratios().stream())
            .flatMap(curve -> curve.law().stream())
            .map(law -> law.exponent())
            .filter(exponent -> exponent.interval().isPresent())
            .map(Estimate::note)
            .distinct()
            .collect(joining("; "));
    return notes.isEmpty() ? NO_INTERVAL : notes;
  }

  /** Whether all curves lack a law, for the same reason. */
  private boolean lawless() {
    return growth.curves().stream().allMatch(curve -> curve.law().isEmpty())
        && growth.curves().stream().map(Curve::note).distinct().count() == 1;
  }

  /** What a reader of the exponents should know: their intervals, or why there is none at all. */
  String note() {
    if (lawless()) {
      return Words.sentence(growth.curves().get(0).note());
    }
    return intervalsOver().equals(NO_INTERVAL)
        ? "Exponents have no interval: what was counted lies exactly on a law."
        : "Intervals of exponents: 95 %% %s; what was counted and lies exactly on a law has none."
            .formatted(intervalsOver());
  }
}
