package dev.faceoff.report;

import static dev.faceoff.report.Frame.n;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import dev.faceoff.model.Estimate;
import dev.faceoff.model.Interval;
import dev.faceoff.model.Standing;
import dev.faceoff.report.ScaleReport.Row;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A line for each measure from fixed to naive, and where on it the user's service stands. */
final class ScaleChart implements Chart {
  /** As far beyond its ends the scale is drawn at most; what lies farther is an arrow. */
  private static final double FARTHEST = 1;

  private final ScaleWords words;
  private final ScaleReport scale;
  private final List<Row> rows;
  private final Axis axis;

  private ScaleChart(ScaleWords words, List<Row> rows) {
    this.words = words;
    this.scale = words.scale();
    this.rows = rows;
    double low = -Standing.MARGIN;
    double high = 1 + Standing.MARGIN;
    for (Row row : rows) {
      Estimate estimate = row.position().estimate().orElseThrow();
      low = Math.min(low, Math.max(estimate.low(), -FARTHEST));
      high = Math.max(high, Math.min(estimate.high(), 1 + FARTHEST));
    }
    double from = low;
    double to = high;
    this.axis =
        new Axis(
            value -> (value - from) / (to - from),
            List.of(
                new Axis.Tick(0, scale.zero()),
                new Axis.Tick(0.5, "half-way"),
                new Axis.Tick(1, scale.one())),
            low,
            high);
  }

  /** The chart, if a measure has a place on the scale. */
  static Optional<ScaleChart> of(ScaleWords words) {
    List<Row> rows = words.placed();
    return rows.isEmpty() ? Optional.empty() : Optional.of(new ScaleChart(words, rows));
  }

  @Override
  public String subject() {
    return "%s between %s and %s".formatted(scale.variant(), scale.zero(), scale.one());
  }

  @Override
  public String finding() {
    Map<String, Long> counts =
        rows.stream().collect(groupingBy(words::verdict, LinkedHashMap::new, counting()));
    return "Of %s, %s"
        .formatted(
            Words.plural(rows.size(), "measure"),
            counts.entrySet().stream()
                .map(each -> "%d %s".formatted(each.getValue(), each.getKey()))
                .collect(joining(", ")));
  }

  @Override
  public String reading() {
    return "Each measure has a scale of its own: at the left line is what %s needs, at the right one what %s needs; latencies and costs on a log scale, shares and waits on a plain one. The thick line is the %sinterval, with the uncertainty of both ends in it. Shaded: near enough to an end to count as alike."
        .formatted(scale.zero(), scale.one(), words.confidence());
  }

  @Override
  public String description() {
    return rows.stream()
            .map(
                row ->
                    "%s%s: %s, %s"
                        .formatted(
                            words.prefix(row),
                            Words.label(row.measure()),
                            ScaleWords.position(row),
                            words.verdict(row)))
            .collect(joining(". "))
        + ". "
        + ALL_VALUES;
  }

  @Override
  public List<String> variants() {
    return List.of();
  }

  @Override
  public void draw(Markup out, Size size, String id) {
    new Drawing(out, size == Size.WIDE, id + "-" + size.css).draw();
  }

  /** One size of it. Row labels stand beside the plot, or above each row where it is narrow. */
  private final class Drawing extends RowFrame {
    private final String key;

    Drawing(Markup out, boolean isWide, String key) {
      super(out, isWide, isWide ? 285 : 12, isWide ? 225 : 12, 34, isWide ? 50 : 78, rows.size());
      this.key = key;
    }

    void draw() {
      open(key, ScaleChart.this, 14);
      for (int i = 0; i < rows.size(); i++) {
        alike(0, top + (double) i * rowHeight);
        alike(1, top + (double) i * rowHeight);
      }
      for (Axis.Tick tick : axis.ticks()) {
        text("tick mid", px(tick.value()), top - 12, tick.label());
        upright(tick.value() == 0 || tick.value() == 1 ? "zero" : "grid", px(tick.value()));
      }
      for (int i = 0; i < rows.size(); i++) {
        row(rows.get(i), top + (double) i * rowHeight);
      }
      out.close();
    }

    /** Through all rows; where labels stand within the plot, only between them. */
    private void upright(String css, double at) {
      if (isWide) {
        line(css, at, top, at, floor);
        return;
      }
      for (int i = 0; i < rows.size(); i++) {
        double rowTop = top + (double) i * rowHeight;
        line(css, at, rowTop + 24, at, rowTop + 52);
      }
    }

    private void alike(double end, double rowTop) {
      double start = px(end - Standing.MARGIN);
      out.empty(
          "rect",
          "class",
          "margin",
          "x",
          n(start),
          "y",
          n(rowTop + (isWide ? 3 : 26)),
          "width",
          n(px(end + Standing.MARGIN) - start),
          "height",
          n(isWide ? rowHeight - 6 : 24));
    }

    private void row(Row row, double rowTop) {
      Estimate estimate = row.position().estimate().orElseThrow();
      String css = ScaleWords.css(row);
      double middle = rowTop + (isWide ? rowHeight / 2.0 : 38);
      line("grid", px(0), middle, px(1), middle);
      out.open("g", "class", "claim " + css);
      estimate.interval().ifPresent(interval -> span(interval, middle));
      double at = px(estimate.value());
      if (estimate.value() < axis.low() || estimate.value() > axis.high()) {
        arrow(at, middle, estimate.value() > axis.high());
      } else {
        out.empty("circle", "class", "behind", "cx", n(at), "cy", n(middle), "r", "9");
        out.empty("circle", "class", "mark", "cx", n(at), "cy", n(middle), "r", "6.5");
      }
      out.close();
      String label = Words.capitalised(Words.label(row.measure()));
      String place = ScaleWords.position(row);
      String verdict = words.verdict(row);
      if (isWide) {
        boolean named = !words.prefix(row).isEmpty();
        text("rowname", 0, middle + (named ? -4 : 6), Terminal.cut(label, 28));
        if (named) {
          text("note", 0, middle + 17, Terminal.cut(words.group(row), 32));
        }
        double x = left + plotWidth + 20.0;
        text("rowname " + css, x, middle - 4, verdict);
        text("note", x, middle + 17, place);
      } else {
        text("rowname", 0, rowTop + 18, Terminal.cut(words.prefix(row) + label, 42));
        text("note " + css, 0, rowTop + 68, verdict + ": " + place);
      }
    }

    private void span(Interval interval, double y) {
      line("thick", px(interval.low()), y, px(interval.high()), y);
    }

    /** Points out of the picture. */
    private void arrow(double x, double y, boolean right) {
      double back = right ? x - 12 : x + 12;
      out.empty(
          "path",
          "class",
          "mark",
          "d",
          "M%s %sL%s %sL%s %sZ".formatted(n(x), n(y), n(back), n(y - 8), n(back), n(y + 8)));
    }

    private double px(double value) {
      return across(axis.at(value));
    }
  }

  @Override
  public void rows(Markup out) {
    out.open("thead").open("tr").element("th", "measure, unit", "scope", "col");
    for (String head :
        List.of(
            scale.zero(),
            scale.variant(),
            scale.one(),
            "position",
            words.confidence() + "interval",
            "verdict")) {
      out.element("th", head, "scope", "col");
    }
    out.close().close().open("tbody");
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      Estimate estimate = row.position().estimate().orElseThrow();
      out.open("tr", "data-x", Frame.fraction(axis.at(estimate.value())));
      out.open("th", "scope", "row").text(words.prefix(row) + Words.label(row.measure()) + " ");
      out.element("span", Words.unit(row.measure()), "class", "unit").close();
      for (String variant : List.of(scale.zero(), scale.variant(), scale.one())) {
        out.element("td", words.shown(row, variant).orElse("not measured"));
      }
      double middle = 1 - (i + 0.5) / rows.size();
      out.element("td", ScaleWords.number(row), "data-y", Frame.fraction(middle));
      out.element("td", ScaleWords.interval(row).orElse(estimate.note()));
      out.element("td", words.verdict(row)).close();
    }
    out.close();
  }
}
