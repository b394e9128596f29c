package dev.faceoff.report;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import dev.faceoff.model.Endpoint;
import dev.faceoff.model.Estimate;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Standing;
import dev.faceoff.report.ScaleReport.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What is said of a service of the user's own on the scale between the variants of a pair. */
record ScaleWords(ScenarioReport scenario, ScaleReport scale) {
  /** Those that people are shown; the others stand in results.json. */
  private static final List<Measure> SHOWN =
      List.of(
          Measure.P50_LATENCY,
          Measure.P95_LATENCY,
          Measure.P99_LATENCY,
          Measure.THROUGHPUT,
          Measure.ERROR_SHARE,
          Measure.WITHIN_OBJECTIVE,
          Measure.CPU,
          Measure.SERVICE_CPU,
          Measure.DATABASE_CPU,
          Measure.QUERIES,
          Measure.ROWS_READ,
          Measure.BUFFERS_HIT,
          Measure.BUFFERS_READ,
          Measure.POOL_WAIT,
          Measure.CACHE_HITS,
          Measure.PEAK_MEMORY);

  /** What the sentence speaks of: the first that has a place on the scale. */
  private static final List<Measure> MAIN =
      List.of(Measure.P95_LATENCY, Measure.P90_LATENCY, Measure.P50_LATENCY, Measure.MEAN_LATENCY);

  /** One for each service of the user's own, if the status allows numbers. */
  static List<ScaleWords> of(ScenarioReport scenario) {
    return scenario.hasNumbers()
        ? scenario.scales().stream().map(scale -> new ScaleWords(scenario, scale)).toList()
        : List.of();
  }

  /** The rows that have a place on the scale, endpoints first. */
  List<Row> placed() {
    return shown().filter(row -> row.position().estimate().isPresent()).toList();
  }

  private Stream<Row> shown() {
    return scale.rows().stream()
        .filter(row -> SHOWN.contains(row.measure()))
        .sorted(
            Comparator.comparing((Row row) -> row.endpoint().isEmpty())
                .thenComparing(row -> endpointNumber(row.endpoint()))
                .thenComparing(Row::phase)
                .thenComparing(row -> SHOWN.indexOf(row.measure())));
  }

  private int endpointNumber(String name) {
    return scenario.endpoints().stream().map(Endpoint::name).toList().indexOf(name);
  }

  /** What it behaves like. */
  Headline headline() {
    List<Row> main = main();
    String mine = Words.capitalised(scale.variant());
    if (main.isEmpty()) {
      return new Headline(
          Mark.OPEN,
          "",
          "Cannot tell",
          " what %s behaves like: %s"
              .formatted(
                  scale.variant(),
                  scale.rows().isEmpty()
                      ? "nothing was measured of all three."
                      : "%s and %s do not differ clearly enough here."
                          .formatted(scale.zero(), scale.one())));
    }
    List<Standing> standings =
        main.stream().map(row -> row.position().standing()).distinct().toList();
    Mark mark = mark(worst(main));
    if (standings.size() > 1) {
      String behaviour =
          main.stream()
              .map(row -> "%s %s (%s)".formatted(behaves(row), where(row), position(row)))
              .collect(joining(" and "));
      return new Headline(
          mark,
          mine + " ",
          behaviour,
          "; 0 is %s, 1 is %s%s.".formatted(scale.zero(), scale.one(), cause(main)));
    }
    List<String> each = new ArrayList<>();
    for (Row row : main) {
      String way =
          each.isEmpty() ? " of the way from %s to %s ".formatted(scale.zero(), scale.one()) : " ";
      each.add(number(row) + way + where(row) + interval(row).map(i -> " " + i).orElse(""));
    }
    String places = String.join(", ", each);
    return standings.get(0) == Standing.CANNOT_TELL
        ? new Headline(
            mark,
            "",
            "Cannot tell yet",
            " what %s behaves like: %s%s.".formatted(scale.variant(), places, cause(main)))
        : new Headline(
            mark, mine + " ", behaves(main.get(0)), ": %s%s.".formatted(places, cause(main)));
  }

  /**
   * What the pair's own headline shows of the faults; else one of each role, else what explains the
   * pair's difference.
   */
  private List<Row> main() {
    List<Row> main = new ArrayList<>();
    scenario
        .faults()
        .highlight()
        .flatMap(shown -> scale.row(shown.endpoint(), shown.phase(), shown.measure()))
        .filter(row -> row.position().estimate().isPresent())
        .ifPresent(main::add);
    if (!main.isEmpty()) {
      return main;
    }
    for (Endpoint endpoint : scenario.endpoints()) {
      MAIN.stream()
          .flatMap(measure -> scale.row(endpoint.name(), measure).stream())
          .filter(row -> row.position().estimate().isPresent())
          .findFirst()
          .ifPresent(main::add);
    }
    if (main.isEmpty()) {
      scale
          .row("", scenario.causeMeasure())
          .filter(row -> row.position().estimate().isPresent())
          .ifPresent(main::add);
    }
    return main;
  }

  private static Row worst(List<Row> rows) {
    return rows.stream()
        .max(Comparator.comparing(row -> row.position().estimate().orElseThrow().value()))
        .orElseThrow();
  }

  /** "at p95 of list-orders"; "in SQL statements". */
  private String where(Row row) {
    if (!row.phase().isEmpty()) {
      return "in %s %s during %s"
          .formatted(row.endpoint(), Words.label(row.measure()), row.phase());
    }
    if (row.endpoint().isEmpty()) {
      return "in " + row.measure().label();
    }
    String of = scenario.endpoints().size() > 1 ? " of " + row.endpoint() : "";
    return "at " + Words.quantile(row.measure()) + of;
  }

  private String behaves(Row row) {
    return switch (row.position().standing()) {
      case LIKE_FIXED, LIKE_NAIVE -> "behaves " + verdict(row);
      case BETWEEN -> "is between %s and %s".formatted(scale.zero(), scale.one());
      case BEYOND_FIXED, BEYOND_NAIVE -> "is " + verdict(row);
      case CANNOT_TELL -> "has no clear place";
    };
  }

  /** ", with 51 queries a request"; nothing where that is not known. */
  private String cause(List<Row> main) {
    Measure measure = scenario.causeMeasure();
    Optional<Estimate> cost = Words.cost(scenario, scale.variant(), measure);
    if (cost.isEmpty() || main.get(0).endpoint().isEmpty() || !main.get(0).phase().isEmpty()) {
      return "";
    }
    String number = Numbers.plain(Words.shown(measure, cost.get()).value());
    String clause =
        switch (measure) {
          case QUERIES ->
              "with %s a request".formatted(number + (number.equals("1") ? " query" : " queries"));
          case ROWS_READ ->
              "reading %s a request".formatted(number + (number.equals("1") ? " row" : " rows"));
          default -> "%s %s (%s)".formatted(measure.label(), number, Words.unit(measure));
        };
    Optional<Row> placed =
        scale
            .row("", measure)
            .filter(row -> row.position().standing() != Standing.CANNOT_TELL)
            .filter(row -> row.position().standing() != main.get(0).position().standing());
    return ", " + clause + placed.map(row -> " (%s)".formatted(verdict(row))).orElse("");
  }

  /** "like fixed", "between", "worse than naive". */
  String verdict(Row row) {
    return verdict(row, scale.zero(), scale.one());
  }

  /** The same where the ends are called otherwise. */
  String verdict(Row row, String zero, String one) {
    boolean fixedIsBetter = fixedIsBetter(row);
    return switch (row.position().standing()) {
      case LIKE_FIXED -> "like " + zero;
      case LIKE_NAIVE -> "like " + one;
      case BETWEEN -> "between";
      case BEYOND_FIXED -> (fixedIsBetter ? "better than " : "worse than ") + zero;
      case BEYOND_NAIVE -> (fixedIsBetter ? "worse than " : "better than ") + one;
      case CANNOT_TELL -> Mark.OPEN.word();
    };
  }

  /** A fix has its price: of some measures it needs more. */
  private boolean fixedIsBetter(Row row) {
    double zero = value(row, scale.zero()).map(Estimate::value).orElse(0.0);
    double one = value(row, scale.one()).map(Estimate::value).orElse(0.0);
    return (row.measure().better() == Measure.Better.LOWER) == (zero <= one);
  }

  static Mark mark(Row row) {
    return switch (row.position().standing()) {
      case BEYOND_FIXED -> Mark.BEYOND_FIXED;
      case LIKE_FIXED -> Mark.LIKE_FIXED;
      case BETWEEN -> Mark.BETWEEN;
      case LIKE_NAIVE -> Mark.LIKE_NAIVE;
      case BEYOND_NAIVE -> Mark.BEYOND_NAIVE;
      case CANNOT_TELL -> Mark.OPEN;
    };
  }

  /** A variant's value, in the unit shown. */
  Optional<Estimate> value(Row row, String variant) {
    if (row.phase().isEmpty()) {
      return new PairRows.Row(scenario, row.endpoint(), row.measure()).estimate(variant);
    }
    return scenario.faults().timeline().stream()
        .flatMap(timeline -> timeline.phases().stream())
        .filter(phase -> phase.name().equals(row.phase()))
        .findFirst()
        .flatMap(phase -> Phases.estimate(phase, variant, row.endpoint(), row.measure()))
        .map(estimate -> Words.shown(row.measure(), estimate));
  }

  /** As in a table: never a digit more than its interval supports. */
  Optional<String> shown(Row row, String variant) {
    return value(row, variant).map(Numbers::value);
  }

  /** Label with unit, of 16 characters at most. */
  String shortLabel(Row row) {
    return switch (row.measure()) {
      case SERVICE_CPU -> "service CPU, ms";
      case DATABASE_CPU -> "database CPU, ms";
      case ROWS_READ -> "rows/request";
      case BUFFERS_HIT -> "buffers/request";
      case BUFFERS_READ -> "disk reads/req.";
      case POOL_WAIT -> "pool wait, ms";
      case PEAK_MEMORY -> "memory, MiB";
      default -> new PairRows.Row(scenario, row.endpoint(), row.measure()).shortLabel();
    };
  }

  /** "0.93 [0.88, 0.99]". */
  static String position(Row row) {
    return number(row) + interval(row).map(i -> " " + i).orElse("");
  }

  /** "0.93": never more than two digits after the point. */
  static String number(Row row) {
    Estimate estimate = row.position().estimate().orElseThrow();
    return Numbers.at(estimate.value(), decimals(estimate));
  }

  static Optional<String> interval(Row row) {
    Estimate estimate = row.position().estimate().orElseThrow();
    return estimate
        .interval()
        .map(
            i ->
                "[%s, %s]"
                    .formatted(
                        Numbers.at(i.low(), decimals(estimate)),
                        Numbers.at(i.high(), decimals(estimate))));
  }

  private static int decimals(Estimate estimate) {
    int supported = Numbers.decimals(estimate.value(), estimate.interval());
    return estimate.interval().isEmpty() ? 2 : Math.max(1, Math.min(2, supported));
  }

  /**
   * What a row is of, where that must be said: "list-orders", "list-orders, during gateway-slow",
   * "whole service".
   */
  String group(Row row) {
    if (row.endpoint().isEmpty()) {
      return severalGroups() ? "whole service" : "";
    }
    String during = row.phase().isEmpty() ? "" : ", during " + row.phase();
    return severalGroups() ? row.endpoint() + during : "";
  }

  private boolean severalGroups() {
    return scenario.endpoints().size() > 1
        || scale.rows().stream().anyMatch(row -> !row.phase().isEmpty());
  }

  /** The same before a label; nothing for the whole service. */
  String prefix(Row row) {
    return row.endpoint().isEmpty() || group(row).isEmpty() ? "" : group(row) + ": ";
  }

  /** What has no place and why, what was not sent, and what else there is to know. */
  List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    if (!scale.notPlayed().isEmpty()) {
      sentences.add(
          "%s plays no %s: its users are sent nothing there."
              .formatted(
                  Words.capitalised(scale.variant()), String.join(" and no ", scale.notPlayed())));
    }
    Map<String, List<Row>> byReason =
        shown()
            .filter(row -> row.position().estimate().isEmpty())
            .collect(groupingBy(row -> row.position().reason(), LinkedHashMap::new, toList()));
    byReason.forEach(
        (reason, rows) ->
            sentences.add(
                "Not on the scale: %s. %s"
                    .formatted(
                        rows.stream()
                            .map(row -> prefix(row) + Words.label(row.measure()))
                            .collect(joining(", ")),
                        reason)));
    scale.notes().stream().map(Words::sentence).forEach(sentences::add);
    return sentences;
  }

  /** What the intervals are over, each once. */
  String over() {
    String notes =
        placed().stream()
            .flatMap(row -> row.position().estimate().stream())
            .filter(estimate -> estimate.interval().isPresent())
            .map(Estimate::note)
            .distinct()
            .collect(joining("; "));
    return notes.isEmpty() ? "no interval" : notes;
  }

  /** "95 % " or nothing. */
  String confidence() {
    return placed().stream()
        .flatMap(row -> row.position().estimate().stream())
        .flatMap(estimate -> estimate.interval().stream())
        .findFirst()
        .map(interval -> Numbers.percent(interval.confidence()) + " ")
        .orElse("");
  }

  /** The css class of what is drawn of a row. */
  static String css(Row row) {
    return mark(row).css();
  }
}
