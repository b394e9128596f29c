package dev.faceoff.report;

import dev.faceoff.model.Estimate;
import dev.faceoff.model.Status;
import dev.faceoff.report.GrowthReport.Curve;
import dev.faceoff.report.GrowthReport.Law;
import dev.faceoff.report.GrowthReport.Point;
import dev.faceoff.report.GrowthWords.Subject;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Growth for a terminal of 80 columns: the ends of each curve and its exponent. */
final class GrowthText {
  private final Terminal terminal;
  private final ScenarioReport scenario;
  private final GrowthReport growth;

  GrowthText(Terminal terminal, ScenarioReport scenario, GrowthReport growth) {
    this.terminal = terminal;
    this.scenario = scenario;
    this.growth = growth;
  }

  void write(Appendable out) throws IOException {
    out.append('\n');
    // Where growth is all there is, the headline has said it.
    boolean alone = !scenario.scaling().withPair();
    if (growth.status() != Status.VALID && !alone) {
      out.append(terminal.bold(" growth over " + Terminal.clean(growth.over().name())));
      out.append("  ").append(terminal.marked(Mark.valueOf(growth.status().name()))).append('\n');
      Terminal.paragraph(out, Words.reasons(growth.reasons()));
    }
    Optional<GrowthWords> words = GrowthWords.of(scenario);
    if (words.isPresent()) {
      table(words.get(), out);
      sentences(words.get(), alone, out);
    }
  }

  private void table(GrowthWords words, Appendable out) throws IOException {
    List<Point> longest =
        growth.curves().stream()
            .map(Curve::points)
            .max((a, b) -> Integer.compare(a.size(), b.size()))
            .orElseThrow();
    Heads heads = Heads.of(scenario);
    heads.legend(out, words.variants());
    out.append(
        String.format(
            Locale.ROOT,
            " %-26s %11s  %11s  %s\n",
            Terminal.cut("over " + words.over(), 26),
            Numbers.size(longest.get(0).size()),
            Numbers.size(longest.get(longest.size() - 1).size()),
            "exponent [interval]"));
    for (Subject subject : words.subjects()) {
      if (!subject.endpoint().isEmpty() && scenario.endpoints().size() > 1) {
        out.append(' ').append(Terminal.cut(subject.endpoint(), 70)).append('\n');
      }
      String label = new PairRows.Row(scenario, subject.endpoint(), subject.measure()).shortLabel();
      List<Curve> curves = words.curves(subject);
      for (Curve curve : curves) {
        line(out, label, heads.head(curve.variant()), curve, longest);
        label = "";
      }
      Optional<Curve> ratio = words.ratio(subject);
      if (ratio.isPresent()) {
        String both =
            heads.head(curves.get(0).variant()) + "/" + heads.head(curves.get(1).variant());
        line(out, "  " + both, "", ratio.get(), longest);
      }
    }
    if (words.subjects().stream()
        .flatMap(subject -> words.withRatio(subject).stream())
        .flatMap(curve -> ends(curve, longest).stream())
        .anyMatch(end -> end.filter(Point::overloaded).isPresent())) {
      Terminal.paragraph(out, "!: overloaded there.");
    }
  }

  /** What a curve has at the ends of the longest one. */
  private static List<Optional<Point>> ends(Curve curve, List<Point> longest) {
    return List.of(
        curve.at(longest.get(0).size()), curve.at(longest.get(longest.size() - 1).size()));
  }

  /** The value, and a mark or a space behind it. */
  private static String cell(Optional<Point> end) {
    return end.map(point -> Numbers.value(point.value()) + (point.overloaded() ? "!" : " "))
        .orElse("- ");
  }

  private static String exponent(Estimate exponent) {
    return GrowthWords.exponent(exponent) + " " + GrowthWords.sure(exponent);
  }

  private static void sentences(GrowthWords words, boolean alone, Appendable out)
      throws IOException {
    String said = words.headline().sentence();
    if (!alone) {
      Terminal.paragraph(out, said);
    }
    Optional<String> advantage = words.mainAdvantage();
    if (advantage.isPresent() && !words.isHeadline()) {
      Terminal.paragraph(out, advantage.get());
    }
    for (Subject subject : words.subjects()) {
      for (String sentence : words.fits(subject)) {
        // How far values are off is for the report; what has no law is not.
        if (!sentence.startsWith("Farthest")) {
          Terminal.paragraph(out, sentence);
        }
      }
    }
    Terminal.paragraph(out, words.note());
  }

  /** A curve's values at the ends of the longest one, and its exponent. */
  private static void line(
      Appendable out, String label, String variant, Curve curve, List<Point> longest)
      throws IOException {
    List<Optional<Point>> ends = ends(curve, longest);
    out.append(
            String.format(
                    Locale.ROOT,
                    " %-17s %-8s %12s %12s %s",
                    Terminal.cut(label, 17),
                    variant,
                    cell(ends.get(0)),
                    cell(ends.get(1)),
                    curve.law().map(Law::exponent).map(GrowthText::exponent).orElse("-"))
                .stripTrailing())
        .append('\n');
  }
}
