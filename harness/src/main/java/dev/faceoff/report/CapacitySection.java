package dev.faceoff.report;

import static java.util.stream.Collectors.joining;

import dev.faceoff.model.Profile;
import dev.faceoff.report.CapacityReport.Search;
import dev.faceoff.report.CapacityReport.Step;
import dev.faceoff.report.CapacityReport.VariantCapacity;
import java.util.List;
import java.util.Optional;

/** How much each variant bears: the rates, what limited them, and throughput by users. */
final class CapacitySection {
  private final ScenarioReport scenario;
  private final CapacityReport capacity;
  private final Optional<CapacityWords> words;
  private final String id;

  private CapacitySection(ScenarioReport scenario, CapacityReport capacity, String id) {
    this.scenario = scenario;
    this.capacity = capacity;
    this.words = CapacityWords.of(scenario);
    this.id = id;
  }

  /** The section, if the capacity was asked for. */
  static Optional<CapacitySection> of(ScenarioReport scenario, String id) {
    return scenario.scaling().capacity().map(each -> new CapacitySection(scenario, each, id));
  }

  void write(Markup out) {
    ScenarioSection.part(
        out,
        "Capacity",
        words
            .map(CapacityWords::headline)
            .map(Headline::sentence)
            .orElse("How much it bears is not known"));
    out.element("p", how(), "class", "prose");
    if (!capacity.reasons().isEmpty()) {
      HtmlWriter.callout(out, Mark.valueOf(capacity.status().name()), "", capacity.reasons());
    }
    if (words.isPresent()) {
      Facts.write(
          out,
          "Capacity: " + scenario.name(),
          "capacity",
          words.get().variants(),
          words.get().rows());
      sentences(out, words.get());
      CapacityChart.of(words.get()).ifPresent(chart -> Figures.write(out, id + "-capacity", chart));
      steps(out);
      reading(out);
      capacity
          .cost()
          .ifPresent(
              cost ->
                  new CostSection(cost, words.get().variants(), scenario.name() + ", capacity")
                      .write(out));
    }
  }

  private String how() {
    Profile profile = capacity.profile();
    return "In %s, %s each variant was sent arrivals at one rate after the other, in steps of %d s, until there was a rate that it kept three times and one at most a fifth higher that it twice did not%s, or until its time was up. A rate is kept when %s, and when what a step left to do was done within a quarter of its length."
        .formatted(
            profile.launches() == 1
                ? "one launch"
                : "each of " + Words.plural(profile.launches(), "launch"),
            before(),
            capacity.stepSeconds(),
            capacity.users().isEmpty() ? ", or until it kept the limit that was asked for" : "",
            CapacityWords.goal(capacity.objective()));
  }

  private String before() {
    return capacity.users().isEmpty()
        ? "after a warm-up by arrivals,"
        : "first %s users at a time called without pause, in %d blocks of %d s each. Then"
            .formatted(
                capacity.users().stream().map(String::valueOf).collect(joining(", ")),
                capacity.rounds(),
                capacity.profile().blockSeconds());
  }

  private void sentences(Markup out, CapacityWords present) {
    List<String> all = present.sentences();
    if (all.isEmpty()) {
      return;
    }
    out.open("ul", "class", "prose");
    all.forEach(sentence -> out.element("li", HtmlWriter.together(sentence)));
    out.close();
  }

  private void steps(Markup out) {
    out.open("details", "class", "data").element("summary", "Every step of the searches");
    Tables.open(out, "Steps: " + scenario.name());
    out.open("thead").open("tr");
    for (String head :
        List.of(
            "variant",
            "launch",
            "arrivals/s",
            "requests",
            Numbers.exactPercent(capacity.objective().quantile()) + " within",
            "failed, of all",
            "worked on, s",
            "outcome")) {
      out.element("th", head, "scope", "col");
    }
    out.close().close().open("tbody");
    for (VariantCapacity variant : capacity.variants()) {
      for (Search search : variant.searches()) {
        search.steps().forEach(step -> step(out, variant.variant(), search.launch(), step));
      }
    }
    out.close();
    Tables.close(out);
    out.close();
  }

  private static void step(Markup out, String variant, int launch, Step step) {
    out.open("tr").element("th", variant, "scope", "row");
    out.element("td", String.valueOf(launch + 1));
    out.element("td", Numbers.significant(step.arrivalsPerSecond()));
    out.element("td", Numbers.count(step.requests()));
    out.element("td", step.requests() == 0 ? "–" : Numbers.duration(step.latencyMillis()));
    out.element("td", step.requests() == 0 ? "–" : Numbers.percent(step.errorShare()));
    out.element("td", Numbers.at(step.afterSeconds(), 1));
    out.element("td", step.outcome().label()).close();
  }

  private static void reading(Markup out) {
    out.element(
        "p",
        "Contention is the share of the work for which users queue, coherence what each pair of users"
            + " costs beyond that; 95 % intervals. The load generator shares the machine: what it"
            + " takes is part of what limits.",
        "class",
        "reading");
  }
}
