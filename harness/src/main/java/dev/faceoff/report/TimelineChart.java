package dev.faceoff.report;

import dev.faceoff.model.Endpoint;
import dev.faceoff.report.ScenarioReport.SecondPoint;
import dev.faceoff.report.Timeline.Entry;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** Median and p99 of each second, with the blocks as a band at the bottom. */
final class TimelineChart implements Chart {
  private static final int BAND = 40;

  private final ScenarioReport scenario;
  private final Endpoint endpoint;
  private final Timeline timeline;
  private final Axis y;

  private TimelineChart(ScenarioReport scenario, Endpoint endpoint, Timeline timeline) {
    this.scenario = scenario;
    this.endpoint = endpoint;
    this.timeline = timeline;
    DoubleSummaryStatistics range = range(timeline).summaryStatistics();
    y = Axis.log(range.getMin(), range.getMax());
  }

  /** The chart, if there are seconds to draw. */
  static Optional<TimelineChart> of(ScenarioReport scenario, Endpoint endpoint) {
    Timeline timeline = new Timeline(scenario, endpoint.name());
    return range(timeline).findAny().isEmpty()
        ? Optional.empty()
        : Optional.of(new TimelineChart(scenario, endpoint, timeline));
  }

  private static DoubleStream range(Timeline timeline) {
    return timeline.entries().stream()
        .flatMapToDouble(e -> DoubleStream.of(e.point().p50Millis(), e.point().p99Millis()))
        .filter(TimelineChart::drawable);
  }

  private static boolean drawable(double millis) {
    return millis > 0 && Double.isFinite(millis);
  }

  @Override
  public String subject() {
    return "Latency over time" + Figures.of(scenario, endpoint);
  }

  @Override
  public String finding() {
    if (timeline.names().size() < 2 || p99(0).getCount() == 0 || p99(1).getCount() == 0) {
      return "Median and p99 latency of every second";
    }
    String baseline = timeline.names().get(0);
    String candidate = timeline.names().get(1);
    DoubleSummaryStatistics before = p99(0);
    DoubleSummaryStatistics after = p99(1);
    if (after.getMax() < before.getMin()) {
      return "In every second %s stays below %s ms at p99, and %s above %s ms"
          .formatted(candidate, ceil(after.getMax()), baseline, floor(before.getMin()));
    }
    if (before.getMax() < after.getMin()) {
      return "In every second %s stays above %s ms at p99, and %s below %s ms"
          .formatted(candidate, floor(after.getMin()), baseline, ceil(before.getMax()));
    }
    return "p99 of a second lies between %s and %s ms for %s, %s and %s ms for %s"
        .formatted(
            floor(before.getMin()),
            ceil(before.getMax()),
            baseline,
            floor(after.getMin()),
            ceil(after.getMax()),
            candidate);
  }

  /** Rounded so that "below" stays true. */
  private static String ceil(double millis) {
    return Numbers.plain(millis < 10 ? Math.ceil(millis * 10) / 10 : Math.ceil(millis));
  }

  private static String floor(double millis) {
    return Numbers.plain(millis < 10 ? Math.floor(millis * 10) / 10 : Math.floor(millis));
  }

  private DoubleSummaryStatistics p99(int variant) {
    return timeline.entries().stream()
        .filter(e -> e.variant() == variant)
        .mapToDouble(e -> e.point().p99Millis())
        .filter(TimelineChart::drawable)
        .summaryStatistics();
  }

  @Override
  public String reading() {
    return "Lower is better. The upper line of a variant is its p99 (filled marks), the lower one"
        + " its median (hollow marks), for every second. The band shows which variant was under"
        + " load.";
  }

  @Override
  public String description() {
    StringBuilder text = new StringBuilder("Line chart of latency per second on a log axis. ");
    for (int i = 0; i < timeline.names().size(); i++) {
      DoubleSummaryStatistics range = p99(i);
      if (range.getCount() > 0) {
        text.append(
            "The p99 of %s lies between %s and %s ms over %d seconds. "
                .formatted(
                    timeline.names().get(i),
                    floor(range.getMin()),
                    ceil(range.getMax()),
                    range.getCount()));
      }
    }
    return text.append("All values are in the table below the chart.").toString();
  }

  @Override
  public List<String> variants() {
    return timeline.names();
  }

  @Override
  public void draw(Markup out, Size size, String id) {
    Axis x = Axis.seconds(timeline.length(), size.wantedTicks);
    Frame frame = new Frame(out, size, x, y, BAND);
    frame.open(id, this, timeline.xTitle(size), "latency in ms (log scale)");
    timeline.band(frame, size.top + size.plotHeight() - BAND + 8.0, BAND - 10.0);
    for (int i = 0; i < timeline.names().size(); i++) {
      out.open("g", "class", "series v" + i, "data-variant", String.valueOf(i));
      line(frame, i, SecondPoint::p50Millis, "line", "dot hollow", "median");
      line(frame, i, SecondPoint::p99Millis, "line strong", "dot", "p99");
      out.close();
    }
    frame.close();
  }

  private void line(
      Frame frame,
      int variant,
      ToDoubleFunction<SecondPoint> value,
      String css,
      String markerCss,
      String name) {
    List<List<double[]>> parts = new ArrayList<>();
    int before = Integer.MIN_VALUE;
    for (Entry entry : timeline.entries()) {
      double millis = value.applyAsDouble(entry.point());
      if (entry.variant() != variant || !drawable(millis)) {
        continue;
      }
      int start = timeline.start(entry.point().launch(), entry.point().second());
      boolean newLaunch = start == timeline.start(entry.point().launch(), 0);
      if (start != before + 1 || newLaunch) {
        parts.add(new ArrayList<>());
      }
      before = start;
      parts.get(parts.size() - 1).add(new double[] {frame.px(start + 0.5), frame.py(millis)});
    }
    double perSecond = frame.size().plotWidth() / (double) Math.max(1, timeline.length());
    for (List<double[]> part : parts) {
      frame.path(perSecond < 3 ? css + " dense" : css, part);
      if (perSecond >= 4.5 || part.size() == 1) {
        double radius = Math.min(5, Math.max(2.2, perSecond / 3));
        part.forEach(p -> frame.marker(variant, markerCss, p[0], p[1], radius));
      }
    }
    if (!parts.isEmpty()) {
      List<double[]> last = parts.get(parts.size() - 1);
      String label = timeline.names().get(variant) + " " + name;
      frame.label(variant, label, last.get(last.size() - 1)[1]);
    }
  }

  @Override
  public void rows(Markup out) {
    Axis x = Axis.seconds(timeline.length(), 1);
    out.open("thead").open("tr").element("th", "second", "scope", "col");
    for (String column : List.of("variant", "p99, ms", "median, ms", "requests", "errors")) {
      out.element("th", column, "scope", "col");
    }
    out.close().close().open("tbody");
    for (Entry entry : timeline.entries()) {
      SecondPoint point = entry.point();
      double middle = timeline.start(point.launch(), point.second()) + 0.5;
      out.open(
          "tr",
          "data-x",
          Frame.fraction(x.at(middle)),
          "data-variant",
          String.valueOf(entry.variant()));
      out.element("th", timeline.name(point), "scope", "row");
      out.element("td", timeline.names().get(entry.variant()), "class", "word");
      cell(out, point.p99Millis());
      cell(out, point.p50Millis());
      out.element("td", Numbers.count(point.requests()));
      out.element("td", Numbers.count(point.errors())).close();
    }
    out.close();
  }

  private void cell(Markup out, double millis) {
    if (drawable(millis)) {
      out.element("td", Numbers.significant(millis), "data-y", Frame.fraction(y.at(millis)));
    } else {
      out.element("td", "–");
    }
  }
}
