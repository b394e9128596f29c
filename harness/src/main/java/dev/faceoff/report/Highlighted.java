package dev.faceoff.report;

import static java.util.stream.Collectors.joining;

import dev.faceoff.model.Endpoint;
import dev.faceoff.model.Estimate;
import dev.faceoff.model.Highlight;
import dev.faceoff.model.Interval;
import dev.faceoff.model.Measure;
import dev.faceoff.report.ScenarioReport.ExpectationResult;
import dev.faceoff.report.ScenarioReport.ExpectationResult.Outcome;
import dev.faceoff.report.ScenarioReport.VariantReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The figure of a fault that a scenario's headline shows, measured for every variant.
 *
 * @param when "during gateway-slow (latency 30 s on gateway)"
 * @param values baseline first
 */
record Highlighted(
    Highlight highlight,
    String when,
    Optional<Endpoint> endpoint,
    List<Value> values,
    List<Outcome> expected) {

  /** What was measured of a variant; {@code colour} is its place among all of the scenario. */
  record Value(int colour, String variant, Estimate estimate) {}

  /** The figure, if the scenario has one and every variant has its number. */
  static Optional<Highlighted> of(ScenarioReport scenario) {
    if (!scenario.hasNumbers() || scenario.variants().size() < 2) {
      return Optional.empty();
    }
    return scenario.faults().highlight().flatMap(highlight -> of(scenario, highlight));
  }

  private static Optional<Highlighted> of(ScenarioReport scenario, Highlight highlight) {
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < scenario.variants().size(); i++) {
      VariantReport variant = scenario.variants().get(i);
      Optional<Estimate> estimate =
          Phases.of(scenario).flatMap(phases -> phases.highlighted(highlight, variant.name()));
      if (estimate.isEmpty() && isPlaced(scenario, variant)) {
        // A service of the user's own may be out of the fault's reach.
        continue;
      }
      if (estimate.isEmpty()) {
        return Optional.empty();
      }
      values.add(new Value(i, variant.name(), estimate.get()));
    }
    String about = " at %s during %s ".formatted(highlight.endpoint(), highlight.phase());
    List<Outcome> expected =
        scenario.expectations().stream()
            .filter(e -> e.text().startsWith(highlight.measure().id() + " of "))
            .filter(e -> e.text().contains(about))
            .map(ExpectationResult::outcome)
            .toList();
    return Optional.of(
        new Highlighted(
            highlight,
            when(scenario, highlight),
            scenario.endpoints().stream()
                .filter(e -> e.name().equals(highlight.endpoint()))
                .findFirst(),
            values,
            expected));
  }

  private static boolean isPlaced(ScenarioReport scenario, VariantReport variant) {
    return scenario.scales().stream().anyMatch(scale -> scale.variant().equals(variant.name()));
  }

  Headline headline() {
    Value candidate = values.get(1);
    List<Value> others = new ArrayList<>(values);
    others.remove(candidate);
    String before = Words.capitalised(when) + ", ";
    if (highlight.measure() == Measure.WITHIN_OBJECTIVE) {
      return new Headline(
          mark(),
          before + candidate.variant() + " answers ",
          text(candidate.estimate()),
          "%s of %s within %s, %s."
              .formatted(
                  interval(candidate.estimate()),
                  highlight.endpoint(),
                  objective(),
                  listed(others)));
    }
    return new Headline(
        mark(),
        "%s%s of %s: %s "
            .formatted(
                before,
                Words.label(highlight.measure()),
                highlight.endpoint(),
                candidate.variant()),
        text(candidate.estimate()),
        interval(candidate.estimate()) + ", " + listed(others) + ".");
  }

  /** The numbers as bars, shares on a track from 0 to 100 %. */
  void draw(Markup out) {
    double largest = values.stream().mapToDouble(v -> v.estimate().value()).max().orElse(0);
    double max = Words.isShare(highlight.measure()) || !(largest > 0) ? 1 : largest;
    Bars bars = new Bars(out, max).open();
    for (Value value : values) {
      bars.bar(value.colour(), value.variant(), value.estimate().value(), text(value.estimate()));
    }
    bars.close();
    out.element("p", Words.capitalised(caption()), "class", "reading");
  }

  /** What the numbers are, as a few words under them. */
  private String caption() {
    return highlight.measure() == Measure.WITHIN_OBJECTIVE
        ? "%s answered within %s, %s".formatted(highlight.endpoint(), objective(), when)
        : "%s of %s, %s".formatted(Words.label(highlight.measure()), highlight.endpoint(), when);
  }

  /** A value in the unit shown. */
  private String text(Estimate estimate) {
    String unit = Words.isShare(highlight.measure()) ? "%" : highlight.measure().unit();
    return Words.number(highlight.measure(), estimate) + " " + unit;
  }

  private String listed(List<Value> others) {
    return others.stream()
        .map(v -> v.variant() + " " + text(v.estimate()) + interval(v.estimate()))
        .collect(joining(", "));
  }

  private String interval(Estimate estimate) {
    return Numbers.interval(Words.shown(highlight.measure(), estimate))
        .map(i -> " " + i)
        .orElse("");
  }

  private static String when(ScenarioReport scenario, Highlight highlight) {
    return scenario
        .faults()
        .timeline()
        .flatMap(line -> line.phase(highlight.phase()))
        .map(phase -> Phases.when(phase) + phase.fault().map(f -> " (" + f + ")").orElse(""))
        .orElse("in phase " + highlight.phase());
  }

  private String objective() {
    return endpoint.map(e -> Numbers.duration(e.objectiveMillis())).orElse("the objective");
  }

  /**
   * Better or worse only where intervals do not overlap; else what became of the promises about
   * this very number.
   */
  private Mark mark() {
    Optional<Interval> baseline = values.get(0).estimate().interval();
    Optional<Interval> candidate = values.get(1).estimate().interval();
    boolean intervals = baseline.isPresent() && candidate.isPresent();
    if (intervals) {
      boolean below = candidate.get().high() < baseline.get().low();
      boolean above = candidate.get().low() > baseline.get().high();
      if (below || above) {
        boolean lowerIsBetter = highlight.measure().better() == Measure.Better.LOWER;
        return below == lowerIsBetter ? Mark.BETTER : Mark.WORSE;
      }
    }
    return expected.stream()
        .max(
            Comparator.comparing(List.of(Outcome.HELD, Outcome.UNDECIDED, Outcome.FAILED)::indexOf))
        .map(
            worst ->
                switch (worst) {
                  case HELD -> Mark.EXPECTED;
                  case UNDECIDED -> Mark.OPEN;
                  case FAILED -> Mark.UNEXPECTED;
                })
        .orElse(intervals ? Mark.OPEN : Mark.NONE);
  }
}
