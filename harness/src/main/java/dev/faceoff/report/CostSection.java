package dev.faceoff.report;

import dev.faceoff.model.Estimate;
import dev.faceoff.report.CostReport.PartCost;
import java.util.List;
import java.util.Optional;

/** What a million requests take: a table with its notes. */
final class CostSection {
  private final CostWords words;
  private final List<String> coloured;
  private final String scenario;
  private final Notes notes = new Notes();

  /**
   * @param coloured all variants in the order of their colours
   */
  CostSection(CostReport cost, List<String> coloured, String scenario) {
    this.words = new CostWords(cost);
    this.coloured = List.copyOf(coloured);
    this.scenario = scenario;
  }

  void write(Markup out) {
    ScenarioSection.part(out, "The cost", words.heading());
    Tables.open(out, "Cost of a million requests: " + scenario);
    out.open("thead").open("tr").element("th", "per million requests", "scope", "col");
    List<String> variants = words.variants();
    for (String variant : variants) {
      out.open("th", "scope", "col", "class", "number");
      out.element("span", variant, "class", "ink v" + coloured.indexOf(variant)).close();
    }
    Optional<String> ratio = words.ratioName();
    if (ratio.isPresent()) {
      out.element("th", ratio.get(), "scope", "col", "class", "number");
      out.element("th", words.intervalName(), "scope", "col", "class", "number");
    }
    out.close().close().open("tbody");
    for (PartCost part : words.cost().parts()) {
      out.open("tr");
      out.open("th", "scope", "row").text(CostWords.label(part.part()) + " ");
      out.element("span", words.unit(part.part()), "class", "unit").close();
      variants.forEach(variant -> value(out, CostWords.estimate(part, variant)));
      if (ratio.isPresent()) {
        ratio(out, part.ratio());
      }
      out.close();
    }
    out.close();
    Tables.close(out);
    notes.write(out);
    out.element("p", words.note(), "class", "reading");
  }

  private void value(Markup out, Optional<Estimate> value) {
    out.open("td");
    if (value.isPresent()) {
      out.text(Numbers.value(value.get())).element("sup", notes.letter(value.get().note()));
      Numbers.interval(value.get()).ifPresent(interval -> out.element("small", interval));
    } else {
      out.text("not measured");
    }
    out.close();
  }

  private void ratio(Markup out, Optional<Estimate> ratio) {
    if (ratio.isEmpty()) {
      out.element("td", "–").element("td", "–");
      return;
    }
    out.open("td").text(Numbers.value(ratio.get()));
    out.element("sup", notes.letter(ratio.get().note())).close();
    out.element("td", Numbers.interval(ratio.get()).orElse("none"));
  }
}
