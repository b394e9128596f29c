package dev.faceoff.report;

import dev.faceoff.model.Endpoint;
import dev.faceoff.model.Estimate;
import dev.faceoff.model.Load;
import dev.faceoff.model.Measure;
import dev.faceoff.report.GrowthReport.Curve;
import dev.faceoff.report.GrowthReport.Law;
import dev.faceoff.report.GrowthReport.Point;
import dev.faceoff.report.GrowthWords.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How cost grew with a setting: the law in words, charts, and every size in numbers. */
final class GrowthSection {
  private final ScenarioReport scenario;
  private final GrowthReport growth;
  private final Optional<GrowthWords> words;
  private final String id;

  private GrowthSection(ScenarioReport scenario, GrowthReport growth, String id) {
    this.scenario = scenario;
    this.growth = growth;
    this.words = GrowthWords.of(scenario);
    this.id = id;
  }

  /** The section, if growth was asked for. */
  static Optional<GrowthSection> of(ScenarioReport scenario, String id) {
    return scenario.scaling().growth().map(growth -> new GrowthSection(scenario, growth, id));
  }

  void write(Markup out) {
    ScenarioSection.part(out, "Growth over " + growth.over().name(), finding());
    out.element("p", how(), "class", "prose");
    if (!growth.reasons().isEmpty()) {
      HtmlWriter.callout(out, Mark.valueOf(growth.status().name()), "", growth.reasons());
    }
    if (words.isPresent()) {
      charts(out, words.get());
      tables(out, words.get());
      ratios(out, words.get());
      fits(out, words.get());
    }
  }

  private String finding() {
    return words
        .map(GrowthWords::headline)
        .map(Headline::sentence)
        .orElse("How cost grows is not known");
  }

  private String how() {
    Load load = growth.load();
    String text =
        "Measured at %d sizes from %s to %s (%s), each with data and fresh starts of its own, under %s users a second."
            .formatted(
                growth.sizes().size(),
                Numbers.size(growth.sizes().get(0)),
                Numbers.size(growth.sizes().get(growth.sizes().size() - 1)),
                growth.over().description(),
                Numbers.plain(load.arrivalsPerSecond()));
    return text + ScenarioSection.otherSettings(scenario, growth.settings());
  }

  private void charts(Markup out, GrowthWords present) {
    List<Subject> subjects = present.subjects();
    boolean several = subjects.size() > 1;
    List<Size> sizes = several ? List.of(Size.HALF, Size.NARROW) : List.of(Size.WIDE, Size.NARROW);
    out.open("div", "class", several ? "multiples" : null);
    for (int i = 0; i < subjects.size(); i++) {
      String figure = "%s-growth-%d".formatted(id, i + 1);
      GrowthChart.of(present, subjects.get(i), sizes).ifPresent(c -> Figures.write(out, figure, c));
    }
    out.close();
  }

  private void tables(Markup out, GrowthWords present) {
    List<Measure> ofEndpoint = measures(present, false);
    List<Measure> ofVariant = measures(present, true);
    if (scenario.endpoints().size() == 1) {
      List<Measure> all = new ArrayList<>(ofEndpoint);
      all.addAll(ofVariant);
      table(out, present, scenario.endpoints().get(0).name(), all, "Every size in numbers");
      return;
    }
    for (Endpoint endpoint : scenario.endpoints()) {
      table(out, present, endpoint.name(), ofEndpoint, endpoint.name());
    }
    table(out, present, "", ofVariant, "Whole service");
  }

  private static List<Measure> measures(GrowthWords present, boolean ofVariant) {
    return present.subjects().stream()
        .filter(subject -> subject.endpoint().isEmpty() == ofVariant)
        .map(Subject::measure)
        .distinct()
        .toList();
  }

  private void table(
      Markup out, GrowthWords present, String endpoint, List<Measure> measures, String heading) {
    List<PhaseTable.Row> rows = new ArrayList<>();
    for (double size : growth.sizes()) {
      rows.add(
          new PhaseTable.Row(
              Numbers.size(size),
              "",
              (variant, measure) ->
                  curve(variant, endpoint, measure).flatMap(curve -> at(curve, size))));
    }
    rows.add(
        new PhaseTable.Row(
            "exponent",
            "power of " + growth.over().name(),
            (variant, measure) ->
                curve(variant, endpoint, measure).flatMap(Curve::law).map(Law::exponent)));
    PhaseTable table = new PhaseTable(growth.over().name(), present.variants(), rows, measures);
    if (!table.isEmpty()) {
      out.element("h4", heading);
      table.write(out, "Growth: %s, %s".formatted(scenario.name(), heading));
      table.note().ifPresent(note -> out.element("p", note, "class", "reading"));
    }
  }

  /** How many times as much the baseline took, launch by launch, and how that grows. */
  private void ratios(Markup out, GrowthWords present) {
    List<Curve> ratios =
        present.subjects().stream().flatMap(each -> present.ratio(each).stream()).toList();
    if (ratios.isEmpty()) {
      return;
    }
    String name = ratios.get(0).variant();
    double smallest = growth.sizes().get(0);
    double largest = growth.sizes().get(growth.sizes().size() - 1);
    Notes notes = new Notes();
    out.element("h4", name + " in each launch");
    Tables.open(out, "Growth: %s, %s".formatted(scenario.name(), name));
    out.open("thead").open("tr").element("th", name, "scope", "col");
    out.element("th", present.at(smallest), "scope", "col");
    out.element("th", present.at(largest), "scope", "col");
    out.element("th", "exponent", "scope", "col").close().close().open("tbody");
    for (Curve ratio : ratios) {
      boolean one = ratio.endpoint().isEmpty() || scenario.endpoints().size() == 1;
      String where = one ? "" : ratio.endpoint() + ": ";
      out.open("tr").element("th", where + Words.label(ratio.measure()), "scope", "row");
      cell(out, notes, at(ratio, smallest));
      cell(out, notes, at(ratio, largest));
      cell(out, notes, ratio.law().map(Law::exponent));
      out.close();
    }
    out.close();
    Tables.close(out);
    notes.write(out);
  }

  private static void cell(Markup out, Notes notes, Optional<Estimate> number) {
    out.open("td");
    if (number.isPresent()) {
      out.text(Numbers.value(number.get())).element("sup", notes.letter(number.get().note()));
      Numbers.interval(number.get()).ifPresent(interval -> out.element("small", interval));
    } else {
      out.element("span", Facts.NOTHING, "class", "quiet");
    }
    out.close();
  }

  /** A latency is its endpoint's, everything else the whole variant's. */
  private Optional<Curve> curve(String variant, String endpoint, Measure measure) {
    return growth.curve(variant, Words.isLatency(measure) ? endpoint : "", measure);
  }

  private static Optional<Estimate> at(Curve curve, double size) {
    return curve.at(size).map(GrowthSection::noted);
  }

  /** The value of a point, whose note says where it is no part of the law. */
  private static Estimate noted(Point point) {
    Estimate value = point.value();
    return point.overloaded()
        ? new Estimate(
            value.value(), value.interval(), value.note() + "; overloaded, and no part of the law")
        : value;
  }

  private static void fits(Markup out, GrowthWords present) {
    out.open("ul", "class", "prose");
    for (Subject subject : present.subjects()) {
      List<String> sentences = new ArrayList<>();
      // The heading has said that of the main one.
      if (!present.main().equals(Optional.of(subject))) {
        present.sentence(subject).ifPresent(sentences::add);
      }
      present.advantage(subject).ifPresent(sentences::add);
      sentences.addAll(present.fits(subject));
      if (!sentences.isEmpty()) {
        out.element("li", HtmlWriter.together(String.join(" ", sentences)));
      }
    }
    out.close();
    out.element(
        "p",
        "What is extrapolated holds as long as the law does: as long as the data stays in memory and"
            + " nothing is saturated.",
        "class",
        "reading");
  }
}
