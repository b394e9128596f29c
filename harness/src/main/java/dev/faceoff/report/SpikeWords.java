package dev.faceoff.report;

import static java.util.stream.Collectors.joining;

import dev.faceoff.model.Endpoint;
import dev.faceoff.model.Estimate;
import dev.faceoff.model.Interval;
import dev.faceoff.model.Measure;
import dev.faceoff.report.SpikeReport.Phase;
import dev.faceoff.report.SpikeReport.Recovery;
import dev.faceoff.report.SpikeReport.Served;
import dev.faceoff.report.SpikeReport.Times;
import dev.faceoff.report.SpikeReport.VariantSpike;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The sentences and cells about what became of users in a spike. */
record SpikeWords(ScenarioReport scenario, SpikeReport spike) {
  /** Those of a scenario that had a spike, if the status allows numbers. */
  static Optional<SpikeWords> of(ScenarioReport scenario) {
    return scenario
        .scaling()
        .spike()
        .filter(each -> each.status().allowsNumbers())
        .filter(each -> !each.variants().isEmpty())
        .map(each -> new SpikeWords(scenario, each));
  }

  /** Whether the headline of the scenario is about its spike. */
  static boolean isHeadline(ScenarioReport scenario) {
    ScalingReport scaling = scenario.scaling();
    return !scaling.withPair() && scaling.growth().isEmpty() && scaling.capacity().isEmpty();
  }

  /** The variants in the order of their colours. */
  List<String> variants() {
    return spike.variants().stream().map(VariantSpike::variant).toList();
  }

  /** "10 times the arrivals for 5 s". */
  static String what(Times times) {
    return "%s times the arrivals for %d s"
        .formatted(Numbers.plain(times.factor()), times.spikeSeconds());
  }

  /** "40 instead of 4 users a second". */
  static String rates(SpikeReport spike) {
    double usual = spike.load().arrivalsPerSecond();
    return "%s instead of %s users a second"
        .formatted(Numbers.plain(spike.times().factor() * usual), Numbers.plain(usual));
  }

  /**
   * "In a spike of 10 times the arrivals for 5 s, naive answered 12 % [10, 14] of list within 250
   * ms and refused 61 % quickly, fixed 99.8 % [99.5, 100.0] and 0 %; naive was back to normal 5 s
   * after its end, fixed never left its objective." Where none refused any, nothing is said of it.
   */
  Headline headline() {
    if (spike.variants().size() == 1) {
      return new Headline(Mark.NONE, "", "", Words.capitalised(found()) + ".");
    }
    VariantSpike candidate = spike.variants().get(spike.variants().size() - 1);
    List<VariantSpike> others = spike.variants().subList(0, spike.variants().size() - 1);
    boolean refusing =
        spike.variants().stream().anyMatch(variant -> inSpike(variant).refused().value() > 0);
    StringBuilder before = new StringBuilder("In a spike of " + what(spike.times()) + ", ");
    for (VariantSpike variant : others) {
      before.append(
          "%s answered %s of %s within %s%s, "
              .formatted(
                  variant.variant(),
                  share(inSpike(variant).answered()),
                  spike.endpoint().name(),
                  objective(spike.endpoint()),
                  refusing ? " and refused %s quickly".formatted(refused(variant)) : ""));
    }
    before.append(candidate.variant()).append(' ');
    Estimate answered = inSpike(candidate).answered();
    String figure = value(answered) + " %";
    String after =
        "%s%s; %s."
            .formatted(
                interval(answered),
                refusing ? " and " + refused(candidate) : "",
                spike.variants().stream().map(this::recovered).collect(joining(", ")));
    return new Headline(mark(others.get(0), candidate), before.toString(), figure, after);
  }

  /**
   * "in a spike of 10 times the arrivals for 5 s, shop answered 98.2 % of list within 250 ms; shop
   * was back to normal 2 s after its end".
   */
  String found() {
    return spike.variants().stream()
        .map(
            variant ->
                "in a spike of %s, %s answered %s of %s within %s%s; %s"
                    .formatted(
                        what(spike.times()),
                        variant.variant(),
                        share(inSpike(variant).answered()),
                        spike.endpoint().name(),
                        objective(spike.endpoint()),
                        inSpike(variant).refused().value() > 0
                            ? " and refused %s quickly".formatted(refused(variant))
                            : "",
                        recovered(variant)))
        .collect(joining("; "));
  }

  /** Better or worse only where intervals do not overlap. */
  private Mark mark(VariantSpike baseline, VariantSpike candidate) {
    Optional<Interval> from = inSpike(baseline).answered().interval();
    Optional<Interval> to = inSpike(candidate).answered().interval();
    if (from.isEmpty() || to.isEmpty()) {
      return Mark.NONE;
    }
    if (to.get().low() > from.get().high()) {
      return Mark.BETTER;
    }
    return to.get().high() < from.get().low() ? Mark.WORSE : Mark.OPEN;
  }

  private Served inSpike(VariantSpike variant) {
    return variant.served(spike.endpoint().name(), Phase.SPIKE).orElseThrow();
  }

  /** What is 0 needs no interval in a sentence; the table has it. */
  private String refused(VariantSpike variant) {
    Estimate refused = inSpike(variant).refused();
    return refused.value() == 0 ? "0 %" : share(refused);
  }

  private static String objective(Endpoint endpoint) {
    return Numbers.duration(endpoint.objectiveMillis());
  }

  private static String share(Estimate share) {
    return value(share) + " %" + interval(share);
  }

  private static String value(Estimate share) {
    return Words.number(Measure.WITHIN_OBJECTIVE, share);
  }

  private static String interval(Estimate share) {
    return Numbers.interval(Words.shown(Measure.WITHIN_OBJECTIVE, share))
        .map(each -> " " + each)
        .orElse("");
  }

  /** "naive was back to normal 5 s [4, 6] after its end", "fixed never left its objective". */
  private String recovered(VariantSpike variant) {
    Recovery recovery = variant.recovery();
    if (recovery.launches() == 0) {
      return variant.variant() + " was not normal before it either";
    }
    if (recovery.left() == 0) {
      return variant.variant() + " never left its objective";
    }
    if (recovery.seconds().isEmpty()) {
      return "%s was not back to normal within the %d s watched%s"
          .formatted(
              variant.variant(),
              spike.times().afterSeconds(),
              ofLaunches(recovery.launches() - recovery.back(), recovery));
    }
    Estimate seconds = recovery.seconds().get();
    return seconds.value() == 0
        ? variant.variant() + " was back to normal as soon as it was over"
        : "%s was back to normal %s after its end".formatted(variant.variant(), seconds(seconds));
  }

  /** "5.3 s [3.9, 6.8]", and "5 s" of a single launch, which is read off in whole seconds. */
  private static String seconds(Estimate seconds) {
    return seconds.interval().isPresent()
        ? Numbers.withInterval(seconds, " s")
        : Numbers.plain(seconds.value()) + " s";
  }

  /** " in 2 of 3 launches", where it was not in all. */
  private static String ofLaunches(int some, Recovery recovery) {
    return some == recovery.launches()
        ? ""
        : " in %d of %s".formatted(some, Words.plural(recovery.launches(), "launch"));
  }

  /** What became of an endpoint's users, the same in every format. */
  List<Facts.Row> rows(Endpoint endpoint) {
    String within = "within " + objective(endpoint);
    List<Facts.Row> rows = new ArrayList<>();
    rows.add(row(within + " before", endpoint, Phase.BEFORE, served -> share(served.answered())));
    rows.add(row(within + " in it", endpoint, Phase.SPIKE, served -> share(served.answered())));
    rows.add(row("refused quickly", endpoint, Phase.SPIKE, served -> share(served.refused())));
    rows.add(row("waited too long", endpoint, Phase.SPIKE, served -> share(served.late())));
    rows.add(row(within + " after", endpoint, Phase.AFTER, served -> share(served.answered())));
    rows.add(
        row("requests in it", endpoint, Phase.SPIKE, served -> Numbers.count(served.requests())));
    if (endpoint.equals(spike.endpoint())) {
      rows.add(
          new Facts.Row(
              "back to normal", spike.variants().stream().map(this::backToNormal).toList()));
    }
    return Facts.told(rows);
  }

  private Facts.Row row(
      String name, Endpoint endpoint, Phase phase, Function<Served, String> cell) {
    return new Facts.Row(
        name,
        spike.variants().stream()
            .map(variant -> variant.served(endpoint.name(), phase).map(cell).orElse(Facts.NOTHING))
            .toList());
  }

  private String backToNormal(VariantSpike variant) {
    Recovery recovery = variant.recovery();
    if (recovery.launches() == 0) {
      return "not normal before";
    }
    if (recovery.left() == 0) {
      return "never left its objective";
    }
    return recovery
        .seconds()
        .map(seconds -> seconds.value() == 0 ? "at once" : "after " + seconds(seconds))
        .orElse("not within %d s".formatted(spike.times().afterSeconds()));
  }

  /** What a reader of the numbers should know, a sentence each. */
  List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    for (VariantSpike variant : spike.variants()) {
      Recovery recovery = variant.recovery();
      int other = spike.played() - recovery.launches();
      if (other > 0 && recovery.launches() > 0) {
        sentences.add(
            "In %d of %s %s was not normal before the spike, so that it could not be back."
                .formatted(other, Words.plural(spike.played(), "launch"), variant.variant()));
      }
      if (recovery.left() > 0 && recovery.left() < recovery.launches()) {
        sentences.add(
            "%s left its objective in %d of %s; a launch in which it did not counts as 0 s."
                .formatted(
                    Words.capitalised(variant.variant()),
                    recovery.left(),
                    Words.plural(recovery.launches(), "launch")));
      }
    }
    if (spike.played() < spike.launches()) {
      sentences.add(
          "These are the numbers of %d of %s."
              .formatted(spike.played(), Words.plural(spike.launches(), "launch")));
    }
    return sentences;
  }

  /** Where the intervals come from, or why there is none, as a sentence. */
  String note() {
    String over = intervalsOver();
    return over.startsWith("over") ? "Intervals: 95 % " + over + "." : Words.sentence(over);
  }

  /** Where the intervals come from. */
  String intervalsOver() {
    return spike.variants().stream()
        .flatMap(
            variant ->
                Stream.concat(
                    variant.served().stream().map(Served::answered),
                    variant.recovery().seconds().stream()))
        .map(Estimate::note)
        .distinct()
        .collect(joining("; "));
  }
}
