package dev.faceoff.report;

import dev.faceoff.model.Endpoint;
import dev.faceoff.report.LaunchSeconds.Entry;
import dev.faceoff.report.LaunchSeconds.Span;
import dev.faceoff.report.LaunchSeconds.Together;
import dev.faceoff.report.ScenarioReport.SecondPoint;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** Median and p99 of each second, with the blocks as a band at the bottom. */
final class TimelineChart implements Chart {
  /** Of more variants only the upper lines are named: the right edge has no room for all. */
  private static final int NAMED_TWICE = 3;

  private final ScenarioReport scenario;
  private final Endpoint endpoint;
  private final LaunchSeconds seconds;
  private final Axis y;

  private TimelineChart(ScenarioReport scenario, Endpoint endpoint, LaunchSeconds seconds) {
    this.scenario = scenario;
    this.endpoint = endpoint;
    this.seconds = seconds;
    DoubleSummaryStatistics range = range(seconds).summaryStatistics();
    y = Axis.log(range.getMin(), range.getMax());
  }

  /** The chart, if there are seconds to draw. */
  static Optional<TimelineChart> of(ScenarioReport scenario, Endpoint endpoint) {
    LaunchSeconds seconds = new LaunchSeconds(scenario, endpoint.name());
    return range(seconds).findAny().isEmpty()
        ? Optional.empty()
        : Optional.of(new TimelineChart(scenario, endpoint, seconds));
  }

  private static DoubleStream range(LaunchSeconds seconds) {
    return seconds.entries().stream()
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
    if (seconds.names().size() < 2 || p99(0).getCount() == 0 || p99(1).getCount() == 0) {
      return "Median and p99 latency of every second";
    }
    String baseline = seconds.names().get(0);
    String candidate = seconds.names().get(1);
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
    return seconds.entries().stream()
        .filter(e -> e.variant() == variant)
        .mapToDouble(e -> e.point().p99Millis())
        .filter(TimelineChart::drawable)
        .summaryStatistics();
  }

  @Override
  public String reading() {
    return "Lower is better. The upper line of a variant is its p99 (filled marks), the lower one"
        + " its median (hollow marks), for every second. The band shows which variant was under"
        + " load."
        + LaunchSeconds.thinning(seconds.entries(), Together.RANGES);
  }

  @Override
  public String description() {
    StringBuilder text = new StringBuilder("Line chart of latency per second on a log axis. ");
    for (int i = 0; i < seconds.names().size(); i++) {
      DoubleSummaryStatistics range = p99(i);
      if (range.getCount() > 0) {
        text.append(
            "The p99 of %s lies between %s and %s ms over %d seconds. "
                .formatted(
                    seconds.names().get(i),
                    floor(range.getMin()),
                    ceil(range.getMax()),
                    range.getCount()));
      }
    }
    return text.append(LaunchSeconds.whereValuesAre(seconds.entries(), Together.RANGES)).toString();
  }

  @Override
  public List<String> variants() {
    return seconds.names();
  }

  @Override
  public void draw(Markup out, Size size, String id) {
    Frame frame = seconds.open(out, size, y, id, this, "latency in ms (log scale)");
    for (int i = 0; i < seconds.names().size(); i++) {
      out.open("g", "class", "series v" + i, "data-variant", String.valueOf(i));
      line(frame, i, SecondPoint::p50Millis, false);
      line(frame, i, SecondPoint::p99Millis, true);
      out.close();
    }
    frame.close();
  }

  private void line(Frame frame, int variant, ToDoubleFunction<SecondPoint> value, boolean upper) {
    List<List<double[]>> parts = new ArrayList<>();
    int before = Integer.MIN_VALUE;
    for (Entry entry : seconds.entries()) {
      double millis = value.applyAsDouble(entry.point());
      if (entry.variant() != variant || !drawable(millis)) {
        continue;
      }
      int start = seconds.start(entry.point().launch(), entry.point().second());
      boolean newLaunch = start == seconds.start(entry.point().launch(), 0);
      if (start != before + 1 || newLaunch) {
        parts.add(new ArrayList<>());
      }
      before = start;
      parts.get(parts.size() - 1).add(new double[] {frame.px(start + 0.5), frame.py(millis)});
    }
    double perSecond = frame.size().plotWidth() / (double) Math.max(1, seconds.length());
    frame.seconds(
        variant, upper ? "line strong" : "line", upper ? "dot" : "dot hollow", parts, perSecond);
    if (!parts.isEmpty() && (upper || seconds.names().size() <= NAMED_TWICE)) {
      List<double[]> last = parts.get(parts.size() - 1);
      String behind = upper ? " p99" : " median";
      frame.label(variant, seconds.names().get(variant), behind, last.get(last.size() - 1)[1]);
    }
  }

  @Override
  public void rows(Markup out) {
    out.open("thead").open("tr").element("th", "second", "scope", "col");
    for (String column : List.of("variant", "p99, ms", "median, ms", "requests", "errors")) {
      out.element("th", column, "scope", "col");
    }
    out.close().close().open("tbody");
    for (Span span : LaunchSeconds.rows(seconds.entries())) {
      seconds.openRow(out, span);
      cell(out, span.values(SecondPoint::p99Millis));
      cell(out, span.values(SecondPoint::p50Millis));
      out.element("td", Numbers.count(span.counts(SecondPoint::requests).sum()));
      out.element("td", Numbers.count(span.counts(SecondPoint::errors).sum())).close();
    }
    out.close();
  }

  /** The lowest and the highest value; what is pointed at is the one in the middle. */
  private void cell(Markup out, DoubleStream all) {
    double[] millis = all.filter(TimelineChart::drawable).sorted().toArray();
    if (millis.length > 0) {
      double middle = FaultSeconds.median(DoubleStream.of(millis));
      out.element(
          "td",
          Numbers.range(millis[0], millis[millis.length - 1]),
          "data-y",
          Frame.fraction(y.at(middle)));
    } else {
      out.element("td", "–");
    }
  }
}
