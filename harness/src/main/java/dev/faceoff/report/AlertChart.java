package dev.faceoff.report;

import static java.util.stream.Collectors.joining;

import dev.faceoff.report.AlertReport.Fault;
import dev.faceoff.report.AlertReport.FaultWatch;
import dev.faceoff.report.AlertReport.Time;
import dev.faceoff.report.AlertReport.VariantWatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every fault as a mark: how long it took until somebody was told, or that nobody was. */
final class AlertChart implements Chart {
  private static final double RADIUS = 6;

  /** Where in its row a mark stands, from above; labels of a narrow drawing need room there. */
  private static final double MIDDLE = 0.6;

  private final AlertWords words;
  private final List<Row> rows = new ArrayList<>();
  private final double longest;

  /** A fault of a variant. */
  private record Row(Fault fault, int variant, String name, List<Time> times) {}

  private AlertChart(AlertWords words) {
    this.words = words;
    AlertReport alerts = words.alerts();
    for (Fault fault : alerts.plan().faults()) {
      for (int i = 0; i < alerts.variants().size(); i++) {
        VariantWatch variant = alerts.variants().get(i);
        Optional<FaultWatch> incident = variant.incident(fault.name());
        if (incident.isPresent()) {
          rows.add(new Row(fault, i, variant.variant(), incident.get().times()));
        }
      }
    }
    longest = rows.stream().mapToDouble(row -> row.fault().seconds()).max().orElse(0);
  }

  /** The chart, if there are faults to draw. */
  static Optional<AlertChart> of(AlertWords words) {
    AlertChart chart = new AlertChart(words);
    return chart.rows.isEmpty() ? Optional.empty() : Optional.of(chart);
  }

  @Override
  public String subject() {
    return "Seconds from each fault to its first alert";
  }

  @Override
  public String finding() {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < variants().size(); i++) {
      int variant = i;
      List<Row> own = rows.stream().filter(row -> row.variant() == variant).toList();
      long alerted = own.stream().mapToLong(AlertChart::alerted).sum();
      int faults = own.stream().mapToInt(row -> row.times().size()).sum();
      parts.add(
          parts.isEmpty()
              ? "%s alerted in %d of %s"
                  .formatted(variants().get(i), alerted, Words.plural(faults, "fault"))
              : "%s in %d of %d".formatted(variants().get(i), alerted, faults));
    }
    return Words.capitalised(String.join(", ", parts));
  }

  private static long alerted(Row row) {
    return row.times().stream().filter(time -> time.seconds().isPresent()).count();
  }

  @Override
  public String reading() {
    return "A mark for each time that a fault came. Further left is better. Hollow marks at the end of the fault: no alert had fired by then.";
  }

  @Override
  public String description() {
    return "Marks on a line of seconds. "
        + rows.stream()
            .map(
                row ->
                    "%s, %s: %s"
                        .formatted(
                            row.fault().name(),
                            row.name(),
                            row.times().stream().map(AlertChart::told).collect(joining(", "))))
            .collect(joining(". "))
        + ". "
        + ALL_VALUES;
  }

  private static String told(Time time) {
    return time.seconds().map(seconds -> Numbers.at(seconds, 1) + " s").orElse("no alert");
  }

  @Override
  public List<String> variants() {
    return words.variants();
  }

  @Override
  public void draw(Markup out, Size size, String id) {
    new Drawing(out, size == Size.WIDE, id + "-" + size.css).draw();
  }

  /** One size of it. Row labels stand beside the plot, or above each row where it is narrow. */
  private final class Drawing extends RowFrame {
    private final String key;
    private final Axis axis;

    Drawing(Markup out, boolean isWide, String key) {
      super(out, isWide, isWide ? 285 : 16, isWide ? 40 : 22, 34, isWide ? 44 : 60, rows.size());
      this.key = key;
      axis = Axis.seconds(longest, isWide ? 9 : 5);
    }

    void draw() {
      open(key, AlertChart.this, 52);
      for (Axis.Tick tick : axis.ticks()) {
        line("grid", px(tick.value()), top, px(tick.value()), floor);
        text("tick mid", px(tick.value()), floor + 22, tick.label());
      }
      line("axis", left, floor, left + plotWidth, floor);
      text("title mid", left + plotWidth / 2.0, floor + 44, "seconds from the fault");
      for (int i = 0; i < rows.size(); i++) {
        row(rows.get(i), top + (double) i * rowHeight);
      }
      out.close();
    }

    private void row(Row row, double rowTop) {
      double middle = rowTop + MIDDLE * rowHeight;
      String label = "%s, %s".formatted(row.fault().name(), row.name());
      text("rowname", 0, isWide ? middle + 5 : rowTop + 18, Terminal.cut(label, 32));
      line("grid", px(0), middle, px(row.fault().seconds()), middle);
      out.open(
          "g", "class", "series v" + row.variant(), "data-variant", String.valueOf(row.variant()));
      for (Time time : row.times()) {
        double at = px(time.seconds().orElse(row.fault().seconds()));
        String css = time.seconds().isPresent() ? "dot" : "dot hollow";
        Frame.marker(out, row.variant(), css, at, middle, RADIUS);
      }
      out.close();
    }

    private double px(double seconds) {
      return across(axis.at(seconds));
    }
  }

  @Override
  public void rows(Markup out) {
    out.open("thead").open("tr").element("th", "fault", "scope", "col");
    for (String head :
        List.of("variant", "launch", "alert after, s", "first alert", "failed by then", "failed")) {
      out.element("th", head, "scope", "col");
    }
    out.close().close().open("tbody");
    Axis axis = Axis.seconds(longest, Size.WIDE.wantedTicks);
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      String height = Frame.fraction(1 - (i + MIDDLE) / rows.size());
      for (Time time : row.times()) {
        double at = axis.at(time.seconds().orElse(row.fault().seconds()));
        out.open("tr", "data-x", Frame.fraction(at), "data-variant", String.valueOf(row.variant()));
        out.element("th", row.fault().name(), "scope", "row");
        out.element("td", row.name());
        out.element("td", String.valueOf(time.launch()));
        out.element(
            "td", time.seconds().map(each -> Numbers.at(each, 2)).orElse("none"), "data-y", height);
        out.element("td", time.alert().orElse("none"));
        out.element("td", Numbers.count(time.failedUntold()));
        out.element("td", Numbers.count(time.failed()));
        out.close();
      }
    }
    out.close();
  }
}
