package dev.faceoff.report;

import dev.faceoff.report.ScaleReport.Row;
import java.util.List;

/** A service of the user's own between the variants of the pair. */
final class ScaleSection {
  private final ScaleWords words;
  private final String id;

  private ScaleSection(ScaleWords words, String id) {
    this.words = words;
    this.id = id;
  }

  /** The sections of a scenario, one for each service. */
  static void write(Markup out, ScenarioReport scenario, String id) {
    List<ScaleWords> all = ScaleWords.of(scenario);
    for (int i = 0; i < all.size(); i++) {
      new ScaleSection(all.get(i), id + "-scale-" + (i + 1)).write(out);
    }
  }

  private void write(Markup out) {
    ScaleReport scale = words.scale();
    ScenarioSection.part(
        out,
        scale.file(),
        "Where %s stands in each measure: 0 is like %s, 1 is like %s."
            .formatted(scale.variant(), scale.zero(), scale.one()));
    ScaleChart.of(words).ifPresent(chart -> Figures.write(out, id, chart));
    List<String> sentences = words.sentences();
    if (!sentences.isEmpty()) {
      out.open("ul", "class", "prose");
      sentences.forEach(sentence -> out.element("li", sentence));
      out.close();
    }
    List<Row> rows = words.placed();
    if (!rows.isEmpty()) {
      out.element(
          "p", "Intervals: %s%s.".formatted(words.confidence(), words.over()), "class", "reading");
    }
  }
}
