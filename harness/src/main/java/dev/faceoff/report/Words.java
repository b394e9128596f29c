package dev.faceoff.report;

import static java.util.stream.Collectors.joining;

import dev.faceoff.model.Comparison;
import dev.faceoff.model.Dependencies;
import dev.faceoff.model.Estimate;
import dev.faceoff.model.Interval;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Status;
import dev.faceoff.report.FaultReport.Reconciled;
import dev.faceoff.report.FaultReport.VariantBooks;
import dev.faceoff.report.ScenarioReport.VariantReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The sentences of a report: plain, short, never a digit more than the interval supports. */
final class Words {
  /** What a headline speaks of: the first that was compared. */
  private static final List<Measure> HEADLINE_MEASURES =
      List.of(Measure.P95_LATENCY, Measure.P90_LATENCY, Measure.P50_LATENCY, Measure.MEAN_LATENCY);

  private static final Set<Measure> LATENCIES =
      EnumSet.of(
          Measure.MEAN_LATENCY,
          Measure.P50_LATENCY,
          Measure.P90_LATENCY,
          Measure.P95_LATENCY,
          Measure.P99_LATENCY,
          Measure.MAX_LATENCY);

  private static final Set<Measure> SHARES =
      EnumSet.of(
          Measure.ERROR_SHARE, Measure.SLOW_SHARE, Measure.CACHE_HITS, Measure.WITHIN_OBJECTIVE);

  private Words() {}

  static Headline headline(ScenarioReport scenario) {
    Headline headline = ofOneEach(scenario);
    // Whoever quotes the sentence must quote this with it.
    return scenario.replicas().isEmpty()
        ? headline
        : new Headline(
            headline.mark(),
            headline.before(),
            headline.figure(),
            "%s Replicas: %s.".formatted(headline.after(), replicas(scenario)));
  }

  /** "1 of naive, 3 of fixed". */
  static String replicas(ScenarioReport scenario) {
    return scenario.replicas().entrySet().stream()
        .map(each -> "%d of %s".formatted(each.getValue(), each.getKey()))
        .collect(joining(", "));
  }

  /** What there is to know of replicas, if a variant had more than one. */
  static Optional<String> replicasShare(ScenarioReport scenario) {
    return scenario.replicas().isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Replicas: %s. Each request went to the next replica of its variant; processor time, memory, connections and threads are those of all replicas of a variant together."
                .formatted(replicas(scenario)));
  }

  /**
   * What else was found: of further services of the user's own, and of the pair they are beside; of
   * two for which there is a rule, how they compare; of a growth, how the advantage grows.
   */
  static List<String> besideHeadline(ScenarioReport scenario) {
    List<String> sentences = new ArrayList<>();
    if (scenario.status() == Status.VALID && !scenario.scales().isEmpty()) {
      ScaleWords.of(scenario).stream()
          .skip(1)
          .map(words -> words.headline().sentence())
          .forEach(sentences::add);
      sentences.add(ofPair(scenario).sentence());
    } else if (scenario.status() == Status.VALID && rule(scenario).isPresent()) {
      sentences.add(ofPair(scenario).sentence());
    }
    GrowthWords.of(scenario)
        .filter(GrowthWords::isHeadline)
        .flatMap(GrowthWords::mainAdvantage)
        .ifPresent(sentences::add);
    return sentences;
  }

  private static Headline ofOneEach(ScenarioReport scenario) {
    if (scenario.status() != Status.VALID) {
      return new Headline(Mark.valueOf(scenario.status().name()), "", "", reasons(scenario));
    }
    return ScaleWords.of(scenario).stream()
        .findFirst()
        .map(ScaleWords::headline)
        .or(() -> rule(scenario))
        .orElseGet(() -> ofPair(scenario));
  }

  /** Where two are compared of which the same is expected; one alone says it in its own words. */
  private static Optional<Headline> rule(ScenarioReport scenario) {
    return scenario.alone().isPresent()
        ? Optional.empty()
        : RuleWords.of(scenario).map(rule -> rule.headline(""));
  }

  private static Headline ofPair(ScenarioReport scenario) {
    Optional<AloneWords> alone = AloneWords.of(scenario);
    if (alone.isPresent()) {
      return alone.get().headline();
    }
    Optional<GrowthWords> growth = GrowthWords.of(scenario);
    if (growth.isPresent() && !scenario.scaling().withPair()) {
      return growth.get().headline();
    }
    Optional<CapacityWords> capacity = CapacityWords.of(scenario);
    if (capacity.isPresent() && !scenario.scaling().withPair()) {
      return capacity.get().headline();
    }
    Optional<SpikeWords> spike = SpikeWords.of(scenario);
    if (spike.isPresent() && !scenario.scaling().withPair()) {
      return spike.get().headline();
    }
    Optional<AlertWords> alerts = AlertWords.of(scenario);
    if (alerts.isPresent() && !scenario.scaling().withPair()) {
      return alerts.get().headline();
    }
    Optional<Headline> highlighted = Highlighted.of(scenario).map(Highlighted::headline);
    if (highlighted.isPresent()) {
      return highlighted.get();
    }
    Optional<Comparison> main = mainComparison(scenario);
    if (main.isEmpty()) {
      return new Headline(Mark.NONE, "", "", "No latency was compared in this run.");
    }
    Comparison comparison = main.get();
    String candidate = comparison.candidate();
    String where = " at " + quantile(comparison.measure()) + ofEndpoint(scenario, comparison);
    String cause = causeClause(scenario, comparison).map(clause -> ", " + clause).orElse("");
    Mark mark = Mark.of(comparison.verdict());
    Estimate ratio = comparison.ratio();
    return switch (comparison.verdict()) {
      case IMPROVEMENT, REGRESSION ->
          new Headline(
              mark,
              capitalised(candidate) + (ratio.value() <= 1 ? " answers " : " is "),
              speed(ratio),
              where + speedInterval(ratio).map(i -> " " + i).orElse("") + cause + ".");
      case EQUIVALENT ->
          new Headline(
              mark,
              capitalised(candidate) + " and " + comparison.baseline() + " answer alike: ",
              withinMargin(ratio),
              where + cause + ".");
      case INCONCLUSIVE ->
          new Headline(
              mark,
              "",
              "Cannot tell yet",
              " whether " + candidate + " answers faster" + where + range(ratio) + cause + ".");
    };
  }

  /** Why the status is what it is, as one line. */
  static String reasons(ScenarioReport scenario) {
    return reasons(scenario.reasons());
  }

  static String reasons(List<String> reasons) {
    return reasons.isEmpty()
        ? "No reason was recorded."
        : reasons.stream().map(Words::sentence).collect(joining(" "));
  }

  /** The comparison the headline speaks of. */
  static Optional<Comparison> mainComparison(ScenarioReport scenario) {
    return HEADLINE_MEASURES.stream()
        .flatMap(measure -> scenario.comparisons().stream().filter(c -> c.measure() == measure))
        .findFirst();
  }

  /** "9.6 times as fast" from a ratio candidate over baseline of a latency. */
  static String speed(Estimate ratio) {
    Estimate times = times(ratio);
    return Numbers.value(times) + " times as " + (ratio.value() <= 1 ? "fast" : "slow");
  }

  static Optional<String> speedInterval(Estimate ratio) {
    return Numbers.interval(times(ratio));
  }

  /** What runs it again: the command as given, with the seed that was drawn, into a new folder. */
  static String command(RunInfo run) {
    List<String> words = new ArrayList<>(List.of("./faceoff"));
    boolean seeded = false;
    for (int i = 0; i < run.command().size(); i++) {
      String word = run.command().get(i);
      if (word.equals("--out")) {
        i++;
      } else if (!word.startsWith("--out=")) {
        words.add(word);
        seeded |= word.startsWith("--seed");
      }
    }
    if (!seeded) {
      words.addAll(List.of("--seed", String.valueOf(run.seed())));
    }
    return shell(words);
  }

  /** The lead of the reasons for which a scenario has no numbers. */
  static String whyNoNumbers(Status status) {
    return switch (status) {
      case INVALID -> "No numbers are shown, because they could not be trusted:";
      case FAILED -> "There are no numbers, because something broke:";
      case PARTIAL, VALID -> "There are no numbers:";
    };
  }

  /**
   * "no difference within 3 %", the distance being that of the interval's farther end from 1; just
   * "no difference" where that rounds to nothing.
   */
  static String withinMargin(Estimate ratio) {
    return ratio
        .interval()
        .map(i -> Math.max(Math.abs(1 - i.low()), Math.abs(i.high() - 1)))
        .filter(distance -> distance >= 0.0005)
        .map(distance -> "no difference within %d %%".formatted((int) Math.ceil(distance * 100)))
        .orElse("no difference");
  }

  /** A comparison's verdict in a few words, for a table's last column. */
  static String verdict(Comparison comparison) {
    Estimate ratio = comparison.ratio();
    return switch (comparison.verdict()) {
      case EQUIVALENT -> withinMargin(ratio);
      case INCONCLUSIVE -> Mark.OPEN.word();
      case IMPROVEMENT, REGRESSION ->
          isLatency(comparison.measure()) && ratio.value() > 0
              ? speed(ratio)
              : Mark.of(comparison.verdict()).word();
    };
  }

  /** Whether it lies between 0 and 1 and is shown in per cent. */
  static boolean isShare(Measure measure) {
    return SHARES.contains(measure);
  }

  static boolean isLatency(Measure measure) {
    return LATENCIES.contains(measure);
  }

  /** "p95", "median", "mean". */
  static String quantile(Measure measure) {
    return switch (measure) {
      case P50_LATENCY -> "the median";
      case MEAN_LATENCY -> "the mean";
      case P90_LATENCY, P95_LATENCY, P99_LATENCY ->
          measure.label().substring(0, measure.label().indexOf(' '));
      default -> measure.label();
    };
  }

  /** Label for a table's row, without a variant's name. */
  static String label(Measure measure) {
    return measure == Measure.ERROR_SHARE ? "failed requests" : measure.label();
  }

  /** Label for a column's head, where the unit follows. */
  static String shortLabel(Measure measure) {
    return switch (measure) {
      case P50_LATENCY -> "p50";
      case P95_LATENCY -> "p95";
      case ERROR_SHARE -> "failed";
      case WITHIN_OBJECTIVE -> "within objective";
      default -> measure.label();
    };
  }

  /** An estimate in the unit shown, without the unit; counts are whole, 100 % is nothing less. */
  static String number(Measure measure, Estimate estimate) {
    if (estimate.interval().isPresent()) {
      return Numbers.value(shown(measure, estimate));
    }
    return switch (measure) {
      case ERROR_SHARE, CACHE_HITS, WITHIN_OBJECTIVE ->
          Numbers.share(estimate.value()).replace(" %", "");
      case BUSY_THREADS, UNRECONCILED -> Numbers.plain(estimate.value());
      default -> Numbers.value(estimate);
    };
  }

  /** The same with its interval, if any: {@code 48 [44, 52]}. */
  static String withInterval(Measure measure, Estimate estimate) {
    return number(measure, estimate)
        + Numbers.interval(shown(measure, estimate)).map(each -> " " + each).orElse("");
  }

  /**
   * How far the connections reach, a sentence each; empty where that was left alone. A database on
   * the same host flatters whoever asks it often.
   */
  static List<String> distances(ScenarioReport scenario) {
    List<String> sentences = new ArrayList<>();
    scenario
        .faults()
        .distanceMillis()
        .forEach(
            (connection, millis) ->
                sentences.add(
                    "Distance to %s: %s."
                        .formatted(
                            connection.equals(Dependencies.DATABASE) ? "the database" : connection,
                            millis > 0
                                ? Numbers.plain(millis)
                                    + " ms round trip (standing latency); 0 is this host"
                                : "0 ms, this host")));
    return sentences;
  }

  /** "Reconciliation: …", if books were compared and the status allows numbers. */
  static Optional<String> books(ScenarioReport scenario) {
    return scenario
        .faults()
        .reconciliation()
        .filter(books -> scenario.hasNumbers())
        .map(books -> "Reconciliation: " + reconciled(books));
  }

  /** Whether books agree, the variant that is nearest to it first. */
  static String reconciled(Reconciled books) {
    return books.variants().stream()
        .sorted(Comparator.comparingLong(VariantBooks::differences))
        .map(variant -> variant.variant() + ": " + reconciled(books, variant))
        .collect(joining("; "));
  }

  private static String reconciled(Reconciled books, VariantBooks variant) {
    long all = variant.agreed() + variant.differences();
    if (variant.differences() == 0) {
      return all == 0
          ? "no " + books.what() + " to reconcile"
          : "all %s %s reconcile".formatted(Numbers.count(all), books.what());
    }
    List<String> parts = new ArrayList<>();
    if (variant.unknown() > 0) {
      parts.add(
          "%s taken by %s but unknown to the service"
              .formatted(Numbers.count(variant.unknown()), books.service()));
    }
    if (variant.twice() > 0) {
      parts.add(Numbers.count(variant.twice()) + " taken twice");
    }
    if (variant.lost() > 0) {
      parts.add(Numbers.count(variant.lost()) + " lost or still pending");
    }
    return "of %s %s, %s".formatted(Numbers.count(all), books.what(), String.join(", ", parts));
  }

  /** Unit as shown: shares become per cent. */
  static String unit(Measure measure) {
    return isShare(measure) ? measure.unit().replace("share", "%") : measure.unit();
  }

  /** The estimate in the unit shown. */
  static Estimate shown(Measure measure, Estimate estimate) {
    return isShare(measure)
        ? new Estimate(
            Numbers.percentValue(estimate.value()),
            estimate
                .interval()
                .map(i -> new Interval(i.low() * 100, i.high() * 100, i.confidence())),
            estimate.note())
        : estimate;
  }

  static String capitalised(String name) {
    return name.isEmpty()
        ? name
        : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  /** Ends with a full stop, starts with a capital. */
  static String sentence(String text) {
    String trimmed = text.strip();
    return trimmed.matches("(?s).*[.!?:]") ? capitalised(trimmed) : capitalised(trimmed) + ".";
  }

  static String plural(long count, String noun) {
    String ending = noun.endsWith("ch") ? "es" : "s";
    return Numbers.count(count) + " " + noun + (count == 1 ? "" : ending);
  }

  /** "with 1 query instead of 51". */
  private static Optional<String> causeClause(ScenarioReport scenario, Comparison comparison) {
    Measure measure = scenario.causeMeasure();
    Optional<Estimate> baseline = cost(scenario, comparison.baseline(), measure);
    Optional<Estimate> candidate = cost(scenario, comparison.candidate(), measure);
    if (baseline.isEmpty() || candidate.isEmpty()) {
      return Optional.empty();
    }
    String before = Numbers.plain(shown(measure, baseline.get()).value());
    String after = Numbers.plain(shown(measure, candidate.get()).value());
    String instead = before.equals(after) ? " either way" : " instead of " + before;
    return Optional.of(
        switch (measure) {
          case QUERIES -> "with " + after + (after.equals("1") ? " query" : " queries") + instead;
          case ROWS_READ -> "reading " + after + (after.equals("1") ? " row" : " rows") + instead;
          default -> "%s %s%s (%s)".formatted(measure.label(), after, instead, unit(measure));
        });
  }

  static Optional<Estimate> cost(ScenarioReport scenario, String variant, Measure measure) {
    return scenario.variant(variant).map(VariantReport::cost).map(cost -> cost.get(measure));
  }

  /** The intervals' foundations, each once, as a reader of ratios must know them. */
  static String intervalsOver(ScenarioReport scenario) {
    Optional<AloneWords> alone = AloneWords.of(scenario);
    if (alone.isPresent()) {
      return alone.get().intervalsOver();
    }
    String notes =
        scenario.comparisons().stream()
            .filter(c -> c.ratio().interval().isPresent())
            .map(c -> c.ratio().note())
            .distinct()
            .collect(joining("; "));
    return notes.isEmpty() ? "no interval in this scenario" : notes;
  }

  /** "95 %" or, where intervals differ, all of them. */
  static String confidence(ScenarioReport scenario) {
    Stream<Estimate> estimates =
        scenario.alone().isPresent()
            ? scenario.variants().stream()
                .flatMap(variant -> variant.endpoints().stream())
                .flatMap(endpoint -> endpoint.estimates().values().stream())
            : scenario.comparisons().stream().map(Comparison::ratio);
    String levels =
        estimates
            .flatMap(estimate -> estimate.interval().stream())
            .map(Interval::confidence)
            .distinct()
            .map(Numbers::percent)
            .collect(joining(", "));
    return levels.isEmpty() ? "" : levels + " ";
  }

  /** Command words as a shell takes them. */
  static String shell(List<String> words) {
    return words.stream()
        .map(
            word ->
                word.matches("[A-Za-z0-9_./:=@%+,-]+")
                    ? word
                    : "'" + word.replace("'", "'\\''") + "'")
        .collect(joining(" "));
  }

  private static String ofEndpoint(ScenarioReport scenario, Comparison comparison) {
    return scenario.endpoints().size() > 1 ? " of " + comparison.endpoint() : "";
  }

  private static String range(Estimate ratio) {
    return ratio
        .interval()
        .map(
            i -> {
              int decimals = Numbers.decimals(ratio.value(), ratio.interval());
              return ": its time is between %s and %s times the baseline's"
                  .formatted(Numbers.at(i.low(), decimals), Numbers.at(i.high(), decimals));
            })
        .orElse("");
  }

  private static Estimate times(Estimate ratio) {
    if (ratio.value() > 1 || ratio.value() <= 0) {
      return ratio;
    }
    return new Estimate(
        1 / ratio.value(),
        ratio
            .interval()
            .filter(i -> i.low() > 0)
            .map(i -> new Interval(1 / i.high(), 1 / i.low(), i.confidence())),
        ratio.note());
  }
}
