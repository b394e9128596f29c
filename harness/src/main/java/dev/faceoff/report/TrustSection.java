package dev.faceoff.report;

import dev.faceoff.model.Status;
import dev.faceoff.report.ScenarioReport.Trust;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** How far to trust the numbers: for the reader who doubts every one of them. */
final class TrustSection {
  private final List<ScenarioReport> scenarios;
  private final List<Part> parts;

  /** Something that was measured by itself: a pair, or what else was asked of it. */
  private record Part(
      String name, Status status, List<String> reasons, String intervals, Optional<Trust> trust) {
    private static List<Part> of(ScenarioReport scenario) {
      List<Part> parts = new ArrayList<>();
      boolean pair = scenario.scaling().withPair();
      if (pair) {
        parts.add(
            new Part(
                scenario.name(),
                scenario.status(),
                scenario.reasons(),
                Words.intervalsOver(scenario),
                scenario.trust()));
      }
      scenario
          .scaling()
          .growth()
          .ifPresent(
              growth ->
                  parts.add(
                      new Part(
                          scenario.name() + (pair ? ", growth" : ""),
                          growth.status(),
                          growth.reasons(),
                          GrowthWords.of(scenario)
                              .map(GrowthWords::intervalsOver)
                              .orElse("no interval"),
                          growth.trust())));
      scenario
          .scaling()
          .capacity()
          .ifPresent(
              capacity ->
                  parts.add(
                      new Part(
                          scenario.name()
                              + (CapacityWords.isHeadline(scenario) ? "" : ", capacity"),
                          capacity.status(),
                          capacity.reasons(),
                          CapacityWords.of(scenario)
                              .map(CapacityWords::intervalsOver)
                              .orElse("no interval"),
                          capacity.trust())));
      scenario
          .scaling()
          .spike()
          .ifPresent(
              spike ->
                  parts.add(
                      new Part(
                          scenario.name() + (SpikeWords.isHeadline(scenario) ? "" : ", spike"),
                          spike.status(),
                          spike.reasons(),
                          SpikeWords.of(scenario)
                              .map(SpikeWords::intervalsOver)
                              .orElse("no interval"),
                          spike.trust())));
      scenario
          .scaling()
          .alerts()
          .ifPresent(
              alerts ->
                  parts.add(
                      new Part(
                          scenario.name() + (AlertWords.isHeadline(scenario) ? "" : ", alerts"),
                          alerts.status(),
                          alerts.reasons(),
                          AlertWords.of(scenario)
                              .map(AlertWords::intervalsOver)
                              .orElse("no interval"),
                          alerts.trust())));
      return parts;
    }
  }

  TrustSection(Report report) {
    this.scenarios = report.scenarios();
    this.parts = scenarios.stream().flatMap(each -> Part.of(each).stream()).toList();
  }

  void write(Markup out) {
    out.open("section", "id", "trust", "aria-labelledby", "trust-h");
    out.element("h2", "How far to trust this", "id", "trust-h");
    reading(out);
    facts(out);
    parts.forEach(part -> sentences(out, part));
    expectations(out);
    out.close();
  }

  /** Whether nothing is compared. */
  private boolean alone() {
    return scenarios.stream().allMatch(scenario -> scenario.alone().isPresent());
  }

  private void reading(Markup out) {
    out.open("ul", "class", "prose");
    for (String sentence :
        List.of(
            "A percentile is a latency that this share of requests did not exceed: at p95, 1 request in"
                + " 20 took longer.",
            alone()
                ? "An interval is the range that the measured repetitions allow. An expectation holds or"
                    + " fails where the whole interval does; else it is undecided."
                : "A ratio compares the two sides under the same load; its interval is the range that"
                    + " the measured repetitions allow. Where the interval holds 1, no difference is"
                    + " claimed.",
            "An interval over the blocks of one launch does not know how much a fresh start of the"
                + " service changes. Only several launches show that.",
            "Latency counts from the moment a request was sent. Arrivals do not wait for earlier"
                + " answers, so a slow service is not spared.")) {
      out.element("li", sentence);
    }
    out.close();
  }

  private void facts(Markup out) {
    Tables.open(out, "How sound the measurement was");
    out.open("thead").open("tr").element("th", "check", "scope", "col");
    for (Part part : parts) {
      out.element("th", part.name(), "scope", "col", "class", "number");
    }
    out.close().close().open("tbody");
    fact(out, "status", part -> Optional.of(part.status().name()));
    fact(out, "intervals", part -> Optional.of(part.intervals()));
    trust(
        out,
        "launches (fresh starts%s)".formatted(alone() ? "" : " of both sides"),
        t -> Numbers.count(t.launches()));
    trust(out, "arrivals planned", t -> Numbers.count(t.plannedArrivals()));
    trust(out, "arrivals missed", t -> Numbers.count(t.missedArrivals()));
    trust(out, "generator's lag, median, ms", t -> Numbers.significant(t.startLagP50Millis()));
    trust(
        out,
        "generator's lag, p99, ms (limit)",
        t ->
            "%s (%s)"
                .formatted(
                    Numbers.significant(t.startLagP99Millis()),
                    Numbers.plain(t.startLagLimitMillis())));
    trust(out, "generator's lag, largest, ms", t -> Numbers.significant(t.startLagMaxMillis()));
    trust(out, "generator's CPU, of all cores", t -> Numbers.percent(t.generatorCpuShare()));
    trust(
        out,
        "generator's garbage collection, of the time",
        t -> Numbers.percent(t.generatorGcShare()));
    trust(
        out,
        "machine busy, all processes",
        t -> t.machineBusyShare().map(Numbers::percent).orElse("unknown here"));
    out.close();
    Tables.close(out);
  }

  private void trust(Markup out, String name, Function<Trust, String> value) {
    fact(out, name, part -> part.trust().map(value));
  }

  private void fact(Markup out, String name, Function<Part, Optional<String>> value) {
    out.open("tr").element("th", name, "scope", "row");
    parts.forEach(
        part -> out.element("td", value.apply(part).orElse("not measured"), "class", "fact"));
    out.close();
  }

  private static void sentences(Markup out, Part part) {
    List<String> notMeasured = part.trust().map(Trust::notMeasured).orElse(List.of());
    List<String> notes = part.trust().map(Trust::notes).orElse(List.of());
    if (notMeasured.isEmpty() && notes.isEmpty() && part.reasons().isEmpty()) {
      return;
    }
    out.element("h3", part.name());
    list(out, "Why the status is " + part.status(), part.reasons());
    list(out, "Not measured", notMeasured);
    list(out, "To know", notes);
  }

  private static void list(Markup out, String heading, List<String> sentences) {
    if (!sentences.isEmpty()) {
      out.element("h4", heading).open("ul", "class", "prose");
      sentences.forEach(sentence -> out.element("li", Words.sentence(sentence)));
      out.close();
    }
  }

  private void expectations(Markup out) {
    // Where no story is told, they stand with the scenario: they are what was asked.
    List<ScenarioReport> promising =
        scenarios.stream()
            .filter(scenario -> scenario.story().isTold())
            .filter(scenario -> !scenario.expectations().isEmpty())
            .toList();
    if (promising.isEmpty()) {
      return;
    }
    out.element("h3", "What was expected");
    ExpectationTable.write(out, "Expectations and what was observed", promising, true);
  }
}
