package dev.faceoff.report;

import dev.faceoff.model.Comparison;
import dev.faceoff.model.Estimate;
import dev.faceoff.report.PairRows.Row;
import dev.faceoff.report.ScenarioReport.VariantReport;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Variants side by side, a measure a row, with ratio and interval. */
final class PairTable {
  private final ScenarioReport scenario;
  private final List<Row> rows;
  private final Notes notes = new Notes();

  PairTable(ScenarioReport scenario, List<Row> rows) {
    this.scenario = scenario;
    this.rows = rows;
  }

  void write(Markup out, String label) {
    List<String> candidates = PairRows.candidates(scenario);
    String baseline = scenario.variants().get(0).name();
    Tables.open(out, label, "pair");
    out.open("thead").open("tr");
    out.element("th", "measure, unit", "scope", "col");
    for (int i = 0; i < scenario.variants().size(); i++) {
      out.open("th", "scope", "col", "class", "number");
      out.element("span", scenario.variants().get(i).name(), "class", "ink v" + i).close();
    }
    for (String candidate : candidates) {
      out.open("th", "scope", "col", "class", "number").text(candidate + " / " + baseline + " ");
      String interval = Words.confidence(scenario) + "interval";
      out.element("span", interval, "class", "unit").close();
      out.element("th", "verdict", "scope", "col", "class", "word");
    }
    out.close().close().open("tbody");
    for (Row row : rows) {
      out.open("tr");
      out.open("th", "scope", "row").text(row.label() + " ");
      out.element("span", Words.unit(row.measure()), "class", "unit").close();
      for (VariantReport variant : scenario.variants()) {
        value(out, row.estimate(variant.name()));
      }
      for (String candidate : candidates) {
        comparison(out, row.comparison(candidate));
      }
      out.close();
    }
    out.close();
    Tables.close(out);
    notes.write(out);
  }

  private void value(Markup out, Optional<Estimate> value) {
    out.open("td");
    if (value.isPresent()) {
      number(out, value.get());
    } else {
      out.element("span", "not measured", "class", "absent");
    }
    out.close();
  }

  private void number(Markup out, Estimate estimate) {
    out.text(Numbers.value(estimate)).element("sup", notes.letter(estimate.note()));
    Numbers.interval(estimate).ifPresent(i -> out.element("small", i));
  }

  private void comparison(Markup out, Optional<Comparison> comparison) {
    if (comparison.isEmpty()) {
      out.element("td", "–");
      out.element("td", Mark.NONE.word(), "class", "word quiet");
      return;
    }
    out.open("td");
    number(out, comparison.get().ratio());
    out.close();
    out.open("td", "class", "word");
    Mark mark = Mark.of(comparison.get().verdict());
    out.open("span", "class", "badge small " + mark.name().toLowerCase(Locale.ROOT));
    HtmlWriter.shape(out, mark);
    out.text(Words.verdict(comparison.get())).close();
    out.close();
  }
}
