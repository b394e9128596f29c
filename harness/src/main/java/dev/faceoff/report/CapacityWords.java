package dev.faceoff.report;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import dev.faceoff.model.Estimate;
import dev.faceoff.report.CapacityReport.Ending;
import dev.faceoff.report.CapacityReport.GeneratorLimit;
import dev.faceoff.report.CapacityReport.Goal;
import dev.faceoff.report.CapacityReport.Law;
import dev.faceoff.report.CapacityReport.Limit;
import dev.faceoff.report.CapacityReport.Peak;
import dev.faceoff.report.CapacityReport.Rate;
import dev.faceoff.report.CapacityReport.Search;
import dev.faceoff.report.CapacityReport.VariantCapacity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The sentences and cells about how much the variants bear. */
record CapacityWords(ScenarioReport scenario, CapacityReport capacity) {
  /** Those of a scenario whose capacity was searched for, if the status allows numbers. */
  static Optional<CapacityWords> of(ScenarioReport scenario) {
    return scenario
        .scaling()
        .capacity()
        .filter(each -> each.status().allowsNumbers())
        .filter(each -> !each.variants().isEmpty())
        .map(each -> new CapacityWords(scenario, each));
  }

  /** Whether the headline of the scenario is about its capacity. */
  static boolean isHeadline(ScenarioReport scenario) {
    return !scenario.scaling().withPair() && scenario.scaling().growth().isEmpty();
  }

  /** The variants in the order of their colours. */
  List<String> variants() {
    return capacity.variants().stream().map(VariantCapacity::variant).toList();
  }

  /** "95 % of orders-of-customer within 250 ms, at most 1 % of all requests failed". */
  static String goal(Goal goal) {
    return "%s of %s within %s, %s"
        .formatted(
            Numbers.exactPercent(goal.quantile()),
            goal.endpoint(),
            Numbers.duration(goal.millis()),
            goal.errorShare() > 0
                ? "at most %s of all requests failed".formatted(Numbers.percent(goal.errorShare()))
                : "no request failed");
  }

  /** What the variants keep, as a clause. */
  String found() {
    return "%s, with %s"
        .formatted(
            capacity.variants().stream().map(CapacityWords::keeps).collect(joining(", ")),
            goal(capacity.objective()));
  }

  /** The headline of a scenario whose pair was not compared. */
  Headline headline() {
    VariantCapacity baseline = capacity.variants().get(0);
    VariantCapacity candidate = capacity.variants().get(capacity.variants().size() - 1);
    if (capacity.variants().stream().anyMatch(variant -> variant.searches().isEmpty())) {
      return new Headline(Mark.NONE, "", "", "The search for the highest rate had not begun.");
    }
    if (capacity.variants().size() == 1) {
      return new Headline(Mark.NONE, "", "", Words.capitalised(found()) + ".");
    }
    if (capacity.ratio().isEmpty()) {
      String each = capacity.variants().stream().map(CapacityWords::keeps).collect(joining(", "));
      return new Headline(Mark.NONE, "", "", Words.capitalised(each) + ".");
    }
    Rate ratio = capacity.ratio().get();
    String before = Words.capitalised(candidate.variant()) + " keeps ";
    String figure =
        "%s%s times as many arrivals"
            .formatted(ratio.atLeast() ? "at least " : "", Numbers.value(ratio.estimate()));
    String after =
        " as %s%s: %s against %s, with %s."
            .formatted(
                baseline.variant(),
                sure(ratio, baseline, candidate),
                rate(candidate),
                rate(baseline),
                goal(capacity.objective()));
    return new Headline(mark(ratio, baseline, candidate), before, figure, after);
  }

  private static String keeps(VariantCapacity variant) {
    return variant.hasSoundStep()
        ? "%s keeps %s".formatted(variant.variant(), rate(variant))
        : "what %s keeps is not known".formatted(variant.variant());
  }

  private static String sure(Rate ratio, VariantCapacity baseline, VariantCapacity candidate) {
    Optional<String> interval = Numbers.interval(ratio.estimate());
    if (interval.isPresent()) {
      return " " + interval.get();
    }
    Optional<double[]> ends = ends(baseline, candidate);
    return ends.isPresent()
        ? " (one launch, whose steps allow %s to %s)"
            .formatted(Numbers.plain(ends.get()[0]), Numbers.plain(ends.get()[1]))
        : "";
  }

  /** The least and the largest ratio that the searches of a single launch allow. */
  private static Optional<double[]> ends(VariantCapacity baseline, VariantCapacity candidate) {
    if (baseline.searches().size() != 1 || candidate.searches().size() != 1) {
      return Optional.empty();
    }
    Search below = baseline.searches().get(0);
    Search above = candidate.searches().get(0);
    boolean closed =
        Stream.of(below, above).allMatch(s -> s.kept().isPresent() && s.notKept().isPresent());
    return closed
        ? Optional.of(
            new double[] {
              above.kept().get() / below.notKept().get(), above.notKept().get() / below.kept().get()
            })
        : Optional.empty();
  }

  private static Mark mark(Rate ratio, VariantCapacity baseline, VariantCapacity candidate) {
    double low = ratio.estimate().value();
    double high = ratio.atLeast() ? Double.POSITIVE_INFINITY : low;
    if (ratio.estimate().interval().isPresent()) {
      low = ratio.estimate().low();
      high = ratio.estimate().high();
    } else if (!ratio.atLeast()) {
      Optional<double[]> ends = ends(baseline, candidate);
      low = ends.map(e -> e[0]).orElse(low);
      high = ends.map(e -> e[1]).orElse(high);
    }
    if (low > 1) {
      return Mark.BETTER;
    }
    return high < 1 ? Mark.WORSE : Mark.OPEN;
  }

  /** "27.4/s [25.1, 30.2]", "at least 900/s", "no rate", "not known". */
  static String rate(VariantCapacity variant) {
    return variant
        .rate()
        .map(
            rate ->
                (rate.atLeast() ? "at least " : "") + Numbers.withInterval(rate.estimate(), "/s"))
        .orElse(variant.hasSoundStep() ? "no rate" : "not known");
  }

  /** What was found, the same in every format. */
  List<Facts.Row> rows() {
    List<Facts.Row> rows = new ArrayList<>();
    rows.add(
        row(
            "highest rate kept",
            v -> v.searches().isEmpty() ? Facts.NOTHING : CapacityWords.rate(v)));
    rows.add(row("lowest rate not kept", CapacityWords::notKept));
    rows.add(row("limited by", CapacityWords::limitedBy));
    rows.add(row("throughput of 1 user", v -> law(v, Law::ofOne) + perSecond(v)));
    rows.add(row("contention", v -> law(v, Law::contention)));
    rows.add(row("coherence", v -> law(v, Law::coherence)));
    rows.add(row("peak", CapacityWords::peak));
    return Facts.told(rows);
  }

  private Facts.Row row(String name, Function<VariantCapacity, String> cell) {
    return new Facts.Row(name, capacity.variants().stream().map(cell).toList());
  }

  private static String notKept(VariantCapacity variant) {
    return span(variant.searches(), Search::notKept).orElse(Facts.NOTHING);
  }

  private static String limitedBy(VariantCapacity variant) {
    if (!variant.limits().isEmpty()) {
      return variant.limits().stream().map(Limit::resource).collect(joining("; "));
    }
    return variant.searches().stream()
        .map(Search::ending)
        .filter(ending -> ending != Ending.FOUND)
        .map(Ending::label)
        .findFirst()
        .orElse(Facts.NOTHING);
  }

  private static String law(VariantCapacity variant, Function<Law, Estimate> part) {
    return variant.law().map(law -> Numbers.withInterval(part.apply(law))).orElse(Facts.NOTHING);
  }

  private static String perSecond(VariantCapacity variant) {
    return variant.law().isPresent() ? "/s" : "";
  }

  private static String peak(VariantCapacity variant) {
    if (variant.law().isEmpty()) {
      return Facts.NOTHING;
    }
    return variant
        .law()
        .get()
        .peak()
        .map(
            peak ->
                "%s users%s"
                    .formatted(
                        Numbers.withInterval(peak.users()), peak.extrapolated() ? " (far)" : ""))
        .orElse("none seen");
  }

  /** All there is to say about the variants and the generator beside them. */
  List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    capacity.variants().forEach(variant -> sentences.addAll(sentences(variant)));
    capacity.generator().map(CapacityWords::generator).ifPresent(sentences::add);
    return sentences;
  }

  private static String generator(GeneratorLimit limit) {
    if (limit.kept().isEmpty() && limit.notKept().isEmpty()) {
      return "What the load generator itself keeps is not known: " + limit.note();
    }
    String kept =
        limit.kept().map(rate -> Numbers.plain(rate) + "/s").orElse("no rate that was tried");
    return limit
        .notKept()
        .map(
            rate ->
                "The load generator itself keeps %s on this machine, of a stand-in that answers from memory, and not %s/s. %s"
                    .formatted(kept, Numbers.plain(rate), limit.note()))
        .orElse(
            "The load generator itself keeps at least %s on this machine, of a stand-in that answers from memory."
                .formatted(kept));
  }

  /** What limited a variant and how far to believe its law, a sentence each. */
  List<String> sentences(VariantCapacity variant) {
    List<String> sentences = new ArrayList<>();
    if (!variant.rateNote().isEmpty()) {
      sentences.add(Words.sentence("%s has %s".formatted(variant.variant(), variant.rateNote())));
    }
    for (Limit limit : variant.limits()) {
      sentences.add(
          "%s, its limit is %s. %s"
              .formatted(whereLimited(variant), limit.resource(), limit.evidence()));
    }
    if (variant.hasSoundStep()) {
      for (Search search : variant.searches()) {
        ending(variant.variant(), search).ifPresent(sentences::add);
      }
      // One sentence for all that got equally far: in several launches they say much the same.
      variant.searches().stream()
          .filter(search -> search.ending() == Ending.BUDGET)
          .collect(
              groupingBy(
                  search -> List.of(search.kept().isPresent(), search.notKept().isPresent()),
                  LinkedHashMap::new,
                  toList()))
          .values()
          .forEach(alike -> sentences.add(endedEarly(variant.variant(), alike)));
    }
    nearGenerator(variant).ifPresent(sentences::add);
    variant.law().flatMap(Law::peak).map(peak -> peak(variant, peak)).ifPresent(sentences::add);
    if (!variant.lawNote().isEmpty()) {
      sentences.add(Words.sentence("%s has %s".formatted(variant.variant(), variant.lawNote())));
    }
    return sentences.stream().distinct().toList();
  }

  private static String whereLimited(VariantCapacity variant) {
    if (variant.rate().isEmpty()) {
      return "At the lowest rate that %s did not keep".formatted(variant.variant());
    }
    return "%s what %s keeps"
        .formatted(hasCloseEnds(variant) ? "Just above" : "Above", variant.variant());
  }

  /** Whether what stopped each search is near the rate that was kept. */
  private static boolean hasCloseEnds(VariantCapacity variant) {
    return variant.searches().stream()
        .allMatch(
            search ->
                search.notKept().isPresent()
                    ? search.ending() == Ending.FOUND
                    : search.ending() != Ending.BUDGET);
  }

  /** A rate that the generator limits anyway says so already. */
  private Optional<String> nearGenerator(VariantCapacity variant) {
    return variant
        .rate()
        .filter(rate -> !rate.atLeast())
        .map(rate -> rate.estimate().value())
        .flatMap(rate -> capacity.generator().filter(limit -> limit.isNear(rate)))
        .flatMap(GeneratorLimit::kept)
        .map(
            limit ->
                "What %s keeps is near the load generator's own limit of %s/s: the generator may be what limits it."
                    .formatted(variant.variant(), Numbers.plain(limit)));
  }

  private Optional<String> ending(String variant, Search search) {
    String kept = search.kept().map(rate -> Numbers.plain(rate) + "/s").orElse("no rate");
    return switch (search.ending()) {
      case FOUND, BUDGET -> Optional.empty();
      case GENERATOR_LIMIT ->
          Optional.of(
              "%s keeps at least %s; %s."
                  .formatted(
                      Words.capitalised(variant),
                      kept,
                      isNearGenerator(search)
                          ? "more is the load generator's own limit, not the service's"
                          : "more could not be offered beside it, as it shares the machine with the load generator: what it bears by itself is not known"));
      case ASKED_LIMIT ->
          Optional.of(
              "%s keeps at least %s; more than %s/s was not tried, as that is the limit that was asked for."
                  .formatted(
                      Words.capitalised(variant), kept, Numbers.plain(search.highestTried())));
    };
  }

  /** What became of searches for which time or steps did not suffice, one or several alike. */
  private static String endedEarly(String variant, List<Search> searches) {
    String subject =
        searches.size() == 1
            ? "The search of " + variant
            : "%d searches of %s".formatted(searches.size(), variant);
    int most = searches.stream().mapToInt(search -> search.steps().size()).max().orElseThrow();
    int least = searches.stream().mapToInt(search -> search.steps().size()).min().orElseThrow();
    return "%s ended early, after %s%s: %s kept %s, and %s."
        .formatted(
            subject,
            least == most ? "" : least + " to ",
            Words.plural(most, "step"),
            searches.size() == 1 ? "it" : "they",
            span(searches, Search::kept).orElse("no rate"),
            span(searches, Search::notKept)
                .map("%s was not kept"::formatted)
                .orElse("no rate was found that is not kept"));
  }

  /** "622/s", "622 to 767/s"; empty where no search has one. */
  private static Optional<String> span(
      List<Search> searches, Function<Search, Optional<Double>> rate) {
    List<Double> rates =
        searches.stream().flatMap(search -> rate.apply(search).stream()).sorted().toList();
    if (rates.isEmpty()) {
      return Optional.empty();
    }
    String low = Numbers.plain(rates.get(0));
    String high = Numbers.plain(rates.get(rates.size() - 1));
    return Optional.of(low.equals(high) ? low + "/s" : "%s to %s/s".formatted(low, high));
  }

  /** Whether the generator ended where it also does alone; else both may have run out of cores. */
  private boolean isNearGenerator(Search search) {
    return search
        .kept()
        .flatMap(rate -> capacity.generator().filter(limit -> limit.isNear(rate)))
        .isPresent();
  }

  private static String peak(VariantCapacity variant, Peak peak) {
    return "More than %s get less done by %s: its peak is %s%s."
        .formatted(
            Numbers.withInterval(peak.users(), " users"),
            variant.variant(),
            Numbers.withInterval(peak.answeredPerSecond(), " requests a second"),
            peak.extrapolated() ? ", extrapolated far beyond the users measured" : "");
  }

  /** Where the intervals of the rates and of the laws come from. */
  String intervalsOver() {
    return Stream.concat(
            capacity.variants().stream()
                .flatMap(v -> v.rate().stream())
                .map(rate -> rate.estimate().note()),
            capacity.variants().stream()
                .flatMap(v -> v.law().stream())
                .map(law -> "law: " + law.contention().note()))
        .distinct()
        .collect(joining("; "));
  }
}
