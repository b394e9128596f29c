package dev.faceoff.report;

import dev.faceoff.report.AlertReport.Fault;
import dev.faceoff.report.AlertReport.Plan;
import java.util.List;
import java.util.Optional;

/** Who was told of faults, and when: the sentence, every fault as a chart, and the medians. */
final class AlertSection {
  private final ScenarioReport scenario;
  private final AlertReport alerts;
  private final Optional<AlertWords> words;
  private final String id;

  private AlertSection(ScenarioReport scenario, AlertReport alerts, String id) {
    this.scenario = scenario;
    this.alerts = alerts;
    this.words = AlertWords.of(scenario);
    this.id = id;
  }

  /** The section, if alerts were asked for. */
  static Optional<AlertSection> of(ScenarioReport scenario, String id) {
    return scenario.scaling().alerts().map(each -> new AlertSection(scenario, each, id));
  }

  void write(Markup out) {
    ScenarioSection.part(
        out,
        "Alerts",
        words
            .map(AlertWords::headline)
            .map(Headline::sentence)
            .map(HtmlWriter::together)
            .orElse("Who is told of a fault is not known"));
    out.element("p", how(), "class", "prose");
    if (!alerts.reasons().isEmpty()) {
      HtmlWriter.callout(out, Mark.valueOf(alerts.status().name()), "", alerts.reasons());
    }
    if (words.isPresent()) {
      for (Fault fault : alerts.plan().faults()) {
        table(out, "%s: %s".formatted(fault.name(), fault.what()), words.get().rows(fault));
      }
      table(out, "Without a fault", words.get().quiet());
      sentences(out, words.get());
      AlertChart.of(words.get()).ifPresent(chart -> Figures.write(out, id + "-alerts", chart));
      reading(out);
    }
  }

  private String how() {
    Plan plan = alerts.plan();
    String text =
        "In %s both variants stood side by side under %s users a second each, and each fault struck both %s, after %d s without one and in an order that was drawn. A Prometheus of the run's own scraped, evaluated and was told of health checks every %s; the time is from the fault until its alert left for whoever is on call."
            .formatted(
                plan.launches() == 1
                    ? "one launch"
                    : "each of " + Words.plural(plan.launches(), "launch"),
                Numbers.plain(alerts.load().arrivalsPerSecond()),
                plan.rounds() == 1 ? "once" : plan.rounds() + " times",
                plan.healthySeconds(),
                plan.everySeconds() == 1 ? "second" : plan.everySeconds() + " s");
    return HtmlWriter.together(text + ScenarioSection.otherSettings(scenario, alerts.settings()));
  }

  private void table(Markup out, String heading, List<Facts.Row> rows) {
    if (rows.isEmpty()) {
      return;
    }
    out.element("h4", heading);
    Facts.write(
        out,
        "Alerts: %s, %s".formatted(scenario.name(), heading),
        "alerts",
        words.orElseThrow().variants(),
        rows);
  }

  private static void sentences(Markup out, AlertWords present) {
    out.open("ul", "class", "prose");
    present.sentences().forEach(sentence -> out.element("li", HtmlWriter.together(sentence)));
    out.close();
  }

  private void reading(Markup out) {
    out.element(
        "p",
        HtmlWriter.together(
            "Only alerts whose severity is page count: they wake somebody. Requests have failed once their users know it. Where no alert fired while the fault lasted, failed by then is all until its end. %s"
                .formatted(words.map(AlertWords::note).orElse(""))),
        "class",
        "reading");
  }
}
