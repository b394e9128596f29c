package dev.faceoff.report;

import static java.util.stream.Collectors.joining;

import dev.faceoff.model.Endpoint;
import dev.faceoff.model.Estimate;
import dev.faceoff.model.Measure;
import dev.faceoff.report.FaultReport.Phase;
import dev.faceoff.report.FaultReport.Reconciled;
import dev.faceoff.report.FaultReport.Timeline;
import dev.faceoff.report.FaultReport.VariantBooks;
import dev.faceoff.report.FaultReport.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.stream.DoubleStream;

/** What faults did to a scenario: charts, before, during and after, and the books at the end. */
final class FaultSection {
  private static final List<Measure> OF_ENDPOINT =
      List.of(
          Measure.P50_LATENCY,
          Measure.P95_LATENCY,
          Measure.ERROR_SHARE,
          Measure.THROUGHPUT,
          Measure.WITHIN_OBJECTIVE);

  private final ScenarioReport scenario;
  private final Optional<Phases> phases;
  private final Optional<Reconciled> books;
  private final String id;

  private FaultSection(
      ScenarioReport scenario, Optional<Phases> phases, Optional<Reconciled> books, String id) {
    this.scenario = scenario;
    this.phases = phases;
    this.books = books;
    this.id = id;
  }

  /** The section, if there is anything to say. */
  static Optional<FaultSection> of(ScenarioReport scenario, String id) {
    Optional<Phases> phases = Phases.of(scenario);
    Optional<Reconciled> books = scenario.faults().reconciliation();
    return phases.isEmpty() && books.isEmpty()
        ? Optional.empty()
        : Optional.of(new FaultSection(scenario, phases, books, id));
  }

  void write(Markup out) {
    phases.ifPresent(
        present -> {
          timeline(out, present);
          charts(out, present);
          table(out, present);
        });
    books.ifPresent(present -> books(out, present));
  }

  private static void timeline(Markup out, Phases phases) {
    Timeline timeline = phases.timeline();
    String windows =
        timeline.windows().stream()
            .map(
                w ->
                    "%s (%s) from %s to %s s"
                        .formatted(
                            w.name(),
                            w.fault(),
                            Numbers.plain(w.atSeconds()),
                            Numbers.plain(w.atSeconds() + w.seconds())))
            .collect(joining(", "));
    ScenarioSection.part(out, "Under faults", Words.capitalised(windows));
    String times = timeline.plays() == 1 ? "once" : timeline.plays() + " times";
    Optional<String> alone = phases.scenario().alone();
    String text =
        "%s went %s through these %d s%s."
            .formatted(
                alone.map(Words::capitalised).orElse("Each variant"),
                times,
                timeline.seconds(),
                alone.isPresent() ? "" : ", alone and under the same arrivals");
    OptionalDouble off = farthestFromPlanMillis(timeline);
    if (off.isPresent()) {
      text +=
          " Faults came and went at most %s ms from plan."
              .formatted(Numbers.plain(off.getAsDouble()));
    }
    out.element("p", text, "class", "prose");
  }

  private static OptionalDouble farthestFromPlanMillis(Timeline timeline) {
    return timeline.instants().stream()
        .flatMapToDouble(
            instant ->
                timeline.windows().stream()
                    .filter(w -> w.name().equals(instant.window()))
                    .flatMapToDouble(
                        (Window w) ->
                            DoubleStream.of(
                                instant.appliedSecond() - w.atSeconds(),
                                instant.removedSecond() - w.atSeconds() - w.seconds())))
        .map(seconds -> Math.ceil(Math.abs(seconds) * 1_000 - 1e-6))
        .max();
  }

  private void charts(Markup out, Phases phases) {
    List<Endpoint> endpoints = phases.endpoints();
    List<Size> sizes =
        endpoints.size() > 1 ? List.of(Size.HALF, Size.NARROW) : List.of(Size.WIDE, Size.NARROW);
    multiples(out, "within", sizes, endpoints, (e, s) -> WithinObjectiveChart.of(phases, e, s));
    multiples(out, "faults", sizes, endpoints, (e, s) -> FaultLatencyChart.of(phases, e, s));
  }

  /** A kind of chart for every endpoint, side by side where the page is wide. */
  private void multiples(
      Markup out,
      String kind,
      List<Size> sizes,
      List<Endpoint> endpoints,
      BiFunction<Endpoint, List<Size>, Optional<? extends Chart>> chart) {
    out.open("div", "class", endpoints.size() > 1 ? "multiples" : null);
    for (int i = 0; i < endpoints.size(); i++) {
      String figure = "%s-%s-%d".formatted(id, kind, i + 1);
      chart.apply(endpoints.get(i), sizes).ifPresent(c -> Figures.write(out, figure, c));
    }
    out.close();
  }

  private void table(Markup out, Phases phases) {
    ScenarioSection.part(out, "Before, during and after", noticed(phases));
    List<String> variants = phases.variants();
    List<Part> parts = new ArrayList<>();
    for (Endpoint endpoint : phases.endpoints()) {
      PhaseTable table =
          new PhaseTable(
              "phase",
              variants,
              rows(phases, (phase, v, m) -> Phases.estimate(phase, v, endpoint.name(), m)),
              OF_ENDPOINT);
      String objective = Numbers.duration(endpoint.objectiveMillis());
      String heading = "%s (objective %s)".formatted(endpoint.name(), objective);
      parts.add(new Part(heading, endpoint.name(), table));
    }
    PhaseTable levels =
        new PhaseTable("phase", variants, rows(phases, Phases::level), List.of(Measure.values()));
    parts.add(new Part("Whole service", "whole service", levels));
    PhaseTable reactions =
        new PhaseTable(
            "fault",
            variants,
            reactions(phases),
            List.of(Measure.DETECT_SECONDS, Measure.RECOVER_SECONDS));
    parts.add(new Part("How fast it is noticed, and over", "reactions", reactions));
    parts.removeIf(part -> part.table().isEmpty());
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      out.element("h4", part.heading());
      String label = "Phases: %s, %s".formatted(scenario.name(), part.label());
      part.table().write(out, label);
      Optional<String> next =
          i + 1 < parts.size() ? parts.get(i + 1).table().note() : Optional.empty();
      part.table()
          .note()
          .filter(note -> !next.equals(Optional.of(note)))
          .ifPresent(note -> out.element("p", note, "class", "reading"));
    }
    if (!reactions.isEmpty()) {
      out.element(
          "p",
          "Noticed: from the fault to the end of the first second out of objective. Recovered: from"
              + " its end to the start of five seconds in a row within objective; not in time: there"
              + " were none before the next fault or the end.",
          "class",
          "reading");
    }
  }

  /** A table under its heading; a note that the next one shares is left to that. */
  private record Part(String heading, String label, PhaseTable table) {}

  /** A number of a variant in a phase. */
  private interface InPhase {
    Optional<Estimate> of(Phase phase, String variant, Measure measure);
  }

  private static List<PhaseTable.Row> rows(Phases phases, InPhase number) {
    return phases.timeline().phases().stream()
        .map(
            phase ->
                new PhaseTable.Row(
                    phase.name(),
                    phase.fault().orElse(""),
                    (variant, measure) -> number.of(phase, variant, measure)))
        .toList();
  }

  private static List<PhaseTable.Row> reactions(Phases phases) {
    List<PhaseTable.Row> rows = new ArrayList<>();
    for (Endpoint endpoint : phases.endpoints()) {
      for (Window window : phases.timeline().windows()) {
        rows.add(
            new PhaseTable.Row(
                endpoint.name(),
                window.name(),
                (variant, measure) ->
                    phases.reaction(window.name(), variant, endpoint.name(), measure),
                (variant, measure) ->
                    phases.reacts(variant, endpoint.name()) ? missing(measure) : Facts.NOTHING));
      }
    }
    return rows;
  }

  /** What it means that there is no such time. */
  private static String missing(Measure measure) {
    return measure == Measure.DETECT_SECONDS ? "not noticed" : "not in time";
  }

  /** Which faults the users of the first endpoint noticed. */
  private static String noticed(Phases phases) {
    if (phases.timeline().reactions().isEmpty() || phases.endpoints().isEmpty()) {
      return "Every phase in numbers";
    }
    String endpoint = phases.endpoints().get(0).name();
    List<String> parts = new ArrayList<>();
    for (String variant : phases.variants()) {
      if (!phases.reacts(variant, endpoint)) {
        continue;
      }
      List<String> windows =
          phases.timeline().windows().stream()
              .map(Window::name)
              .filter(
                  w -> phases.reaction(w, variant, endpoint, Measure.DETECT_SECONDS).isPresent())
              .toList();
      String what = windows.isEmpty() ? "no fault" : String.join(" and ", windows);
      parts.add(
          parts.isEmpty()
              ? "With %s, users of %s notice %s".formatted(variant, endpoint, what)
              : "with %s, %s".formatted(variant, what));
    }
    return parts.isEmpty() ? "Every phase in numbers" : String.join("; ", parts);
  }

  private void books(Markup out, Reconciled books) {
    ScenarioSection.part(out, "The books", Words.capitalised(Words.reconciled(books)));
    Tables.open(out, "Reconciliation: " + scenario.name());
    out.open("thead").open("tr").element("th", books.what(), "scope", "col");
    for (String column :
        List.of(
            "in both books",
            "taken by %s, unknown to the service".formatted(books.service()),
            "taken twice",
            "lost or still pending",
            "settled after, s")) {
      out.element("th", column, "scope", "col", "class", "wrap");
    }
    out.close().close().open("tbody");
    for (VariantBooks variant : books.variants()) {
      int index = Math.max(0, names().indexOf(variant.variant()));
      out.open("tr").open("th", "scope", "row");
      out.element("span", variant.variant(), "class", "ink v" + index).close();
      for (long count :
          new long[] {variant.agreed(), variant.unknown(), variant.twice(), variant.lost()}) {
        out.element("td", Numbers.count(count));
      }
      out.element("td", Numbers.significant(variant.settleSeconds())).close();
    }
    out.close();
    Tables.close(out);
    out.element(
        "p",
        "Counted entry by entry in both books after the load; counts have no interval.",
        "class",
        "reading");
  }

  private List<String> names() {
    return scenario.variants().stream().map(ScenarioReport.VariantReport::name).toList();
  }
}
