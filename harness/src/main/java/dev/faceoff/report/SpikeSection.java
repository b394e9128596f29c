package dev.faceoff.report;

import dev.faceoff.model.Endpoint;
import dev.faceoff.report.SpikeReport.Times;
import java.util.List;
import java.util.Optional;

/** What became of users in a spike: the sentence, every second as a chart, and the shares. */
final class SpikeSection {
  private final ScenarioReport scenario;
  private final SpikeReport spike;
  private final Optional<SpikeWords> words;
  private final String id;

  private SpikeSection(ScenarioReport scenario, SpikeReport spike, String id) {
    this.scenario = scenario;
    this.spike = spike;
    this.words = SpikeWords.of(scenario);
    this.id = id;
  }

  /** The section, if a spike was asked for. */
  static Optional<SpikeSection> of(ScenarioReport scenario, String id) {
    return scenario.scaling().spike().map(each -> new SpikeSection(scenario, each, id));
  }

  void write(Markup out) {
    ScenarioSection.part(
        out,
        "Spike",
        words
            .map(SpikeWords::headline)
            .map(Headline::sentence)
            .map(HtmlWriter::together)
            .orElse("What becomes of users in a spike is not known"));
    out.element("p", how(), "class", "prose");
    if (!spike.reasons().isEmpty()) {
      HtmlWriter.callout(out, Mark.valueOf(spike.status().name()), "", spike.reasons());
    }
    if (words.isPresent()) {
      for (Endpoint endpoint : spike.endpoints()) {
        table(out, words.get(), endpoint);
      }
      sentences(out, words.get());
      SpikeChart.of(words.get()).ifPresent(chart -> Figures.write(out, id + "-spike", chart));
      reading(out);
    }
  }

  private String how() {
    Times times = spike.times();
    String text =
        "In %s, after its warm-up, each variant alone got the usual arrivals for %d s, then %s (%s), then the usual ones for %d s, whatever it did."
            .formatted(
                spike.launches() == 1
                    ? "one launch"
                    : "each of " + Words.plural(spike.launches(), "launch"),
                times.beforeSeconds(),
                SpikeWords.what(times),
                SpikeWords.rates(spike),
                times.afterSeconds());
    return HtmlWriter.together(text + ScenarioSection.otherSettings(scenario, spike.settings()));
  }

  private void table(Markup out, SpikeWords present, Endpoint endpoint) {
    List<Facts.Row> rows = present.rows(endpoint);
    if (rows.isEmpty()) {
      return;
    }
    if (spike.endpoints().size() > 1) {
      out.element("h4", endpoint.name());
    }
    Facts.write(
        out,
        "Spike: %s, %s".formatted(scenario.name(), endpoint.name()),
        "spike",
        present.variants(),
        rows);
  }

  private static void sentences(Markup out, SpikeWords present) {
    if (!present.sentences().isEmpty()) {
      out.open("ul", "class", "prose");
      present.sentences().forEach(sentence -> out.element("li", HtmlWriter.together(sentence)));
      out.close();
    }
  }

  private void reading(Markup out) {
    out.element(
        "p",
        HtmlWriter.together(
            "Back to normal is the first of five seconds in a row after the spike in each of which at least 95 %% of %s were answered without error within %s. Refused quickly is a failure that came no later than that. %s"
                .formatted(
                    spike.endpoint().name(),
                    Numbers.duration(spike.endpoint().objectiveMillis()),
                    words.map(SpikeWords::note).orElse(""))),
        "class",
        "reading");
  }
}
