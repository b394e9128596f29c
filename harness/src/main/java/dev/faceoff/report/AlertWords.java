package dev.faceoff.report;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import dev.faceoff.model.Estimate;
import dev.faceoff.model.Interval;
import dev.faceoff.report.AlertReport.Bounds;
import dev.faceoff.report.AlertReport.Delay;
import dev.faceoff.report.AlertReport.Fault;
import dev.faceoff.report.AlertReport.FaultWatch;
import dev.faceoff.report.AlertReport.Quiet;
import dev.faceoff.report.AlertReport.Time;
import dev.faceoff.report.AlertReport.VariantWatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** The sentences and cells about who was told of faults, and when. */
record AlertWords(ScenarioReport scenario, AlertReport alerts) {
  private static final double SECONDS_PER_MINUTE = 60;

  /** Those of a scenario that was watched, if the status allows numbers. */
  static Optional<AlertWords> of(ScenarioReport scenario) {
    return scenario
        .scaling()
        .alerts()
        .filter(each -> each.status().allowsNumbers())
        .filter(each -> !each.variants().isEmpty())
        .map(each -> new AlertWords(scenario, each));
  }

  /** Whether the headline of the scenario is about its alerts. */
  static boolean isHeadline(ScenarioReport scenario) {
    ScalingReport scaling = scenario.scaling();
    return !scaling.withPair()
        && scaling.growth().isEmpty()
        && scaling.capacity().isEmpty()
        && scaling.spike().isEmpty();
  }

  /** The variants in the order of their colours. */
  List<String> variants() {
    return alerts.variants().stream().map(VariantWatch::variant).toList();
  }

  private VariantWatch baseline() {
    return alerts.variants().get(0);
  }

  private VariantWatch candidate() {
    return alerts.variants().get(alerts.variants().size() - 1);
  }

  /** Faults of which something is known for every variant, the one that tells most first. */
  private List<Fault> faults() {
    List<Fault> known = new ArrayList<>();
    for (Fault fault : alerts.plan().faults()) {
      if (alerts.variants().stream().allMatch(each -> each.incident(fault.name()).isPresent())) {
        boolean leads = tells(fault) && known.stream().noneMatch(this::tells);
        known.add(leads ? 0 : known.size(), fault);
      }
    }
    return known;
  }

  private boolean tells(Fault fault) {
    return isTold(candidate(), fault) && !isTold(baseline(), fault);
  }

  private static boolean isTold(VariantWatch variant, Fault fault) {
    return incident(variant, fault).told().medianSeconds().isPresent();
  }

  private static FaultWatch incident(VariantWatch variant, Fault fault) {
    return variant.incident(fault.name()).orElseThrow();
  }

  /**
   * "During gateway-down, fixed alerted after 9.8 s [9.2, 10.6], when 248 requests had failed, and
   * naive not within 15 s, in which 371 failed. During gateway-slow, …"
   */
  Headline headline() {
    List<Fault> faults = faults();
    if (faults.isEmpty()) {
      return new Headline(
          Mark.NONE, "", "", "No fault came without an alert that was firing before it.");
    }
    Fault first = faults.get(0);
    FaultWatch ofCandidate = incident(candidate(), first);
    Delay told = ofCandidate.told();
    String before = "During %s, %s alerted ".formatted(first.name(), candidate().variant());
    String after =
        "%s, %s, and %s %s.%s%s"
            .formatted(
                told.medianSeconds().isPresent()
                    ? interval(told).map(each -> " " + each).orElse("")
                    : "",
                failed(ofCandidate),
                baseline().variant(),
                alerted(first, incident(baseline(), first)),
                faults.stream().skip(1).map(this::sentence).collect(joining()),
                falseAlarms());
    return told.medianSeconds().isPresent()
        ? new Headline(mark(first), before + "after ", median(told), after)
        : new Headline(mark(first), before, notWithin(first, told), after);
  }

  private String sentence(Fault fault) {
    return " During %s, %s alerted %s, and %s %s."
        .formatted(
            fault.name(),
            candidate().variant(),
            alerted(fault, incident(candidate(), fault)),
            baseline().variant(),
            alerted(fault, incident(baseline(), fault)));
  }

  /** Nothing is said where there was none. */
  private String falseAlarms() {
    return alerts.variants().stream()
        .filter(each -> !each.quiet().alerts().isEmpty())
        .map(
            each ->
                " Without a fault, %s alerted %s in %s."
                    .formatted(
                        each.variant(), times(each.quiet().alerts().size()), minutes(each.quiet())))
        .collect(joining());
  }

  private static String times(int times) {
    return times == 1 ? "once" : times + " times";
  }

  /** "after 9.8 s [9.2, 10.6], when 248 requests had failed", "not within 15 s, in which …". */
  private String alerted(Fault fault, FaultWatch incident) {
    return "%s, %s".formatted(delay(fault, incident.told()), failed(incident));
  }

  private static String failed(FaultWatch incident) {
    String requests = requests(incident.failedUntold());
    return incident.told().medianSeconds().isPresent()
        ? "when %s requests had failed".formatted(requests)
        : "in which %s requests failed".formatted(requests);
  }

  /** What was counted has no digit after the point but where it lies between two counts. */
  private static String requests(Estimate count) {
    return count.interval().isPresent()
        ? Numbers.withInterval(count)
        : Numbers.plain(count.value());
  }

  private static String delay(Fault fault, Delay told) {
    return told.medianSeconds().isPresent()
        ? "after %s%s".formatted(median(told), interval(told).map(each -> " " + each).orElse(""))
        : notWithin(fault, told);
  }

  /** "not within 15 s", and how often it did all the same. */
  private static String notWithin(Fault fault, Delay told) {
    return told.alerted() == 0
        ? "not within %s s".formatted(Numbers.plain(fault.seconds()))
        : "in %d of %d faults within %s s"
            .formatted(told.alerted(), told.faults(), Numbers.plain(fault.seconds()));
  }

  /** Better or worse only where intervals do not overlap. */
  private Mark mark(Fault fault) {
    Optional<Bounds> from = incident(baseline(), fault).told().interval();
    Optional<Bounds> to = incident(candidate(), fault).told().interval();
    if (from.isEmpty() || to.isEmpty()) {
      return Mark.NONE;
    }
    if (isBefore(to.get(), from.get())) {
      return Mark.BETTER;
    }
    return isBefore(from.get(), to.get()) ? Mark.WORSE : Mark.OPEN;
  }

  private static boolean isBefore(Bounds one, Bounds other) {
    return one.highSeconds().filter(high -> high < other.lowSeconds()).isPresent();
  }

  private static String median(Delay told) {
    return estimate(told)
        .map(each -> Numbers.value(each) + " s")
        .orElseGet(() -> Numbers.at(told.medianSeconds().orElseThrow(), 1) + " s");
  }

  /** In the digits of the median; an interval without an upper end says so. */
  private static Optional<String> interval(Delay told) {
    return estimate(told)
        .flatMap(Numbers::interval)
        .or(
            () ->
                told.interval()
                    .map(bounds -> "[%s, never]".formatted(Numbers.at(bounds.lowSeconds(), 1))));
  }

  /** The median, where it and its interval are numbers. */
  private static Optional<Estimate> estimate(Delay told) {
    return told.interval()
        .filter(bounds -> bounds.highSeconds().isPresent() && told.medianSeconds().isPresent())
        .map(
            bounds ->
                new Estimate(
                    told.medianSeconds().orElseThrow(),
                    Optional.of(
                        new Interval(
                            bounds.lowSeconds(),
                            bounds.highSeconds().orElseThrow(),
                            bounds.confidence())),
                    told.note()));
  }

  /** What became of a fault, the same in every format. */
  List<Facts.Row> rows(Fault fault) {
    return Facts.told(
        List.of(
            row("alerted", fault, each -> delay(fault, each.told())),
            row("first alert", fault, AlertWords::first),
            row("failed by then", fault, each -> requests(each.failedUntold())),
            row("failed in all", fault, each -> requests(each.failed())),
            row("faults", fault, each -> Numbers.count(each.told().faults()))));
  }

  private Facts.Row row(String name, Fault fault, Function<FaultWatch, String> cell) {
    return new Facts.Row(
        name,
        alerts.variants().stream()
            .map(variant -> variant.incident(fault.name()).map(cell).orElse(Facts.NOTHING))
            .toList());
  }

  /** "ErrorBudgetBurnsFast 5, ConnectionsSaturated 1". */
  private static String first(FaultWatch incident) {
    String counted = counted(incident.times().stream().flatMap(time -> time.alert().stream()));
    return counted.isEmpty() ? "none" : counted;
  }

  private static String counted(Stream<String> alerts) {
    Map<String, Long> counts = alerts.collect(groupingBy(each -> each, TreeMap::new, counting()));
    return counts.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .map(each -> "%s %d".formatted(each.getKey(), each.getValue()))
        .collect(joining(", "));
  }

  /** The time without a fault, the same in every format. */
  List<Facts.Row> quiet() {
    return List.of(
        new Facts.Row(
            "false alerts",
            alerts.variants().stream().map(each -> falseAlerts(each.quiet())).toList()),
        new Facts.Row(
            "a minute",
            alerts.variants().stream()
                .map(each -> Numbers.withInterval(each.quiet().perMinute()))
                .toList()));
  }

  private static String falseAlerts(Quiet quiet) {
    return quiet.alerts().isEmpty()
        ? "none in " + minutes(quiet)
        : "%d in %s (%s)"
            .formatted(
                quiet.alerts().size(),
                minutes(quiet),
                quiet.alerts().stream().distinct().collect(joining(", ")));
  }

  private static String minutes(Quiet quiet) {
    return Numbers.plain(quiet.seconds() / SECONDS_PER_MINUTE) + " min";
  }

  /** What a reader of the numbers should know, a sentence each. */
  List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    for (VariantWatch variant : alerts.variants()) {
      sentences.add(
          "%s is watched by %s."
              .formatted(
                  Words.capitalised(variant.variant()), String.join(", ", variant.alerts())));
    }
    boolean endless =
        alerts.variants().stream()
            .flatMap(each -> each.incidents().stream())
            .map(FaultWatch::told)
            .filter(told -> told.medianSeconds().isPresent())
            .flatMap(told -> told.interval().stream())
            .anyMatch(bounds -> bounds.highSeconds().isEmpty());
    if (endless) {
      sentences.add(
          "An interval that ends with \"never\" has no upper end: in too many of the faults no alert fired while they lasted.");
    }
    int launches =
        (int)
            alerts.variants().stream()
                .flatMap(each -> each.incidents().stream())
                .flatMap(each -> each.times().stream())
                .mapToInt(Time::launch)
                .distinct()
                .count();
    if (launches < alerts.plan().launches()) {
      sentences.add(
          "These are the numbers of %d of %s."
              .formatted(launches, Words.plural(alerts.plan().launches(), "launch")));
    }
    return sentences;
  }

  /** Where the intervals come from, or why there is none, as a sentence. */
  String note() {
    String over = intervalsOver();
    return over.startsWith("over")
        ? "Medians; intervals: 95 %% %s.".formatted(over)
        : "Medians; %s.".formatted(over);
  }

  /** Where the intervals come from. */
  String intervalsOver() {
    return alerts.variants().stream()
        .flatMap(variant -> variant.incidents().stream())
        .map(incident -> incident.told().note())
        .distinct()
        .collect(joining("; "));
  }
}
