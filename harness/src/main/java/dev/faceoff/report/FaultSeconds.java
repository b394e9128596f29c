package dev.faceoff.report;

import dev.faceoff.model.Endpoint;
import dev.faceoff.report.FaultReport.Instant;
import dev.faceoff.report.FaultReport.Phase;
import dev.faceoff.report.FaultReport.Point;
import dev.faceoff.report.FaultReport.Timeline;
import dev.faceoff.report.FaultReport.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The seconds of one endpoint under faults or in a spike. Where that was played several times, the
 * line is the median of the plays in that second, and every play is drawn thin behind it: that
 * shows both the course and how far plays differ.
 */
final class FaultSeconds {
  /** Height of a row of fault names. */
  private static final int ROW = 20;

  private static final String THINNED =
      "The table below the chart has the median of the plays in each second, the lowest and the highest; results.json has every play.";

  private final List<String> variants;
  private final Timeline timeline;
  private final Endpoint endpoint;
  private final List<Point> points;
  private final List<Span> spans;

  /** A fault as it really was: the median of all plays, in seconds from their start. */
  record Span(String name, double from, double to) {
    boolean holds(int second) {
      return second + 0.5 >= from && second + 0.5 < to;
    }
  }

  /**
   * @param variants in the order of their colours
   */
  FaultSeconds(List<String> variants, Timeline timeline, Endpoint endpoint) {
    this.variants = variants;
    this.timeline = timeline;
    this.endpoint = endpoint;
    points =
        timeline.points().stream()
            .filter(p -> p.endpoint().equals(endpoint.name()))
            .filter(p -> p.second() < timeline.seconds())
            .toList();
    spans = timeline.windows().stream().map(this::span).toList();
  }

  private Span span(Window window) {
    List<Instant> instants =
        timeline.instants().stream().filter(i -> i.window().equals(window.name())).toList();
    if (instants.isEmpty()) {
      return new Span(window.name(), window.atSeconds(), window.atSeconds() + window.seconds());
    }
    return new Span(
        window.name(),
        median(instants.stream().mapToDouble(Instant::appliedSecond)),
        median(instants.stream().mapToDouble(Instant::removedSecond)));
  }

  List<String> variants() {
    return variants;
  }

  Endpoint endpoint() {
    return endpoint;
  }

  List<Point> points() {
    return points;
  }

  boolean severalPlays() {
    return timeline.plays() > 1;
  }

  /** " Thin lines are single plays, …" where there are several. */
  String plays() {
    String lines =
        severalPlays()
            ? " The strong line is the median of %d plays in each second, thin lines are the plays."
                .formatted(timeline.plays())
            : "";
    return isThinned() ? lines + " " + THINNED : lines;
  }

  /** Whether a table of every second of every play would be too long to be read. */
  private boolean isThinned() {
    return severalPlays() && timeline.plays() * timeline.seconds() > Tables.MOST_SECONDS;
  }

  /** Where all values of a chart are. */
  String whereValuesAre() {
    return isThinned() ? THINNED : Chart.ALL_VALUES;
  }

  /** A value of every second, the median over plays; NaN where no play has it. */
  double[] typical(String variant, ToDoubleFunction<Point> value) {
    return IntStream.range(0, timeline.seconds())
        .mapToDouble(
            second ->
                median(
                    points.stream()
                        .filter(p -> p.variant().equals(variant) && p.second() == second)
                        .mapToDouble(value)
                        .filter(Double::isFinite)))
        .toArray();
  }

  /** The drawn values of the seconds in which a fault was there. */
  DoubleSummaryStatistics during(Phase phase, String variant, ToDoubleFunction<Point> value) {
    double[] typical = typical(variant, value);
    return spans.stream()
        .filter(span -> span.name().equals(phase.name()))
        .flatMapToDouble(
            span ->
                IntStream.range(0, typical.length).filter(span::holds).mapToDouble(i -> typical[i]))
        .filter(Double::isFinite)
        .summaryStatistics();
  }

  /** Opens a chart over these seconds: the faults shaded, their names in a band at the bottom. */
  Frame open(Markup out, Size size, Axis y, String id, Chart chart, String yTitle) {
    Axis x = Axis.seconds(timeline.seconds(), size.wantedTicks);
    List<Name> names = names(size, x);
    int rows = 1 + names.stream().mapToInt(Name::row).max().orElse(0);
    int band = rows * ROW + 14;
    Frame frame = new Frame(out, size, x, y, band);
    frame.open(id, chart, "seconds since the start of the play", yTitle);
    for (Span span : spans) {
      double left = frame.px(span.from());
      double right = frame.px(span.to());
      frame.rect("fault", left, size.top, right - left, size.plotHeight());
      frame.line("faultedge", left, size.top, left, size.top + size.plotHeight());
      frame.line("faultedge", right, size.top, right, size.top + size.plotHeight());
    }
    double top = size.top + size.plotHeight() - band + 25.0;
    for (Name name : names) {
      frame.text("faultname mid halo", name.middle(), top + name.row() * ROW, name.text());
    }
    return frame;
  }

  private record Name(String text, double middle, int row) {}

  /** Each name under its fault, in the first row in which it meets no other. */
  private List<Name> names(Size size, Axis x) {
    double letter = size == Size.NARROW ? 8 : 9.2;
    int most = (int) (size.plotWidth() / letter) - 1;
    List<Name> names = new ArrayList<>();
    List<Double> taken = new ArrayList<>();
    for (Span span : spans) {
      String text =
          span.name().length() <= most ? span.name() : span.name().substring(0, most - 1) + "…";
      double half = text.length() * letter / 2;
      double middle = size.left + x.at((span.from() + span.to()) / 2) * size.plotWidth();
      double place =
          Math.max(size.left + half + 2, Math.min(middle, size.left + size.plotWidth() - half - 2));
      int row = 0;
      while (row < taken.size() && taken.get(row) > place - half) {
        row++;
      }
      if (row == taken.size()) {
        taken.add(0.0);
      }
      taken.set(row, place + half + letter);
      names.add(new Name(text, place, row));
    }
    return names;
  }

  /** A variant's line, with its plays behind it where there are several. */
  void line(Frame frame, int variant, ToDoubleFunction<Point> value, String css, String markerCss) {
    String name = variants.get(variant);
    double perSecond = frame.size().plotWidth() / (double) Math.max(1, timeline.seconds());
    if (severalPlays()) {
      for (int play = 0; play < timeline.plays(); play++) {
        int one = play;
        double[] values = new double[timeline.seconds()];
        Arrays.fill(values, Double.NaN);
        points.stream()
            .filter(p -> p.variant().equals(name) && p.play() == one)
            .forEach(p -> values[p.second()] = value.applyAsDouble(p));
        parts(frame, values).forEach(part -> frame.path("line play", part));
      }
    }
    frame.seconds(variant, css, markerCss, parts(frame, typical(name, value)), perSecond);
  }

  private static List<List<double[]>> parts(Frame frame, double[] values) {
    List<List<double[]>> parts = new ArrayList<>();
    boolean open = false;
    for (int second = 0; second < values.length; second++) {
      boolean drawn = Double.isFinite(values[second]);
      if (drawn && !open) {
        parts.add(new ArrayList<>());
      }
      open = drawn;
      if (drawn) {
        parts
            .get(parts.size() - 1)
            .add(new double[] {frame.px(second + 0.5), frame.py(values[second])});
      }
    }
    return parts;
  }

  /** A column of a chart's table; {@code y} is empty for one that is not drawn. */
  record Column(String title, ToDoubleFunction<Point> value, Optional<Axis> y) {}

  /**
   * A row for each second of each play, a cell for each variant and column; where these are too
   * many, a row for each second of all plays.
   */
  void rows(Markup out, List<Column> columns) {
    out.open("thead").open("tr").element("th", "second", "scope", "col");
    for (Column column : columns) {
      for (String variant : variants) {
        out.element("th", variant + " " + column.title(), "scope", "col");
      }
    }
    out.close().close().open("tbody");
    for (int play = 0; play < (isThinned() ? 1 : timeline.plays()); play++) {
      for (int second = 0; second < timeline.seconds(); second++) {
        row(out, play, second, columns);
      }
    }
    out.close();
  }

  private void row(Markup out, int play, int second, List<Column> columns) {
    List<List<Point>> here =
        variants.stream()
            .map(
                variant ->
                    points.stream()
                        .filter(p -> p.variant().equals(variant) && p.second() == second)
                        .filter(p -> isThinned() || p.play() == play)
                        .toList())
            .toList();
    if (here.stream().allMatch(List::isEmpty)) {
      return;
    }
    Axis x = Axis.seconds(timeline.seconds(), 1);
    out.open("tr", "data-x", Frame.fraction(x.at(second + 0.5)));
    String name =
        severalPlays() && !isThinned()
            ? "play %d, second %d".formatted(play + 1, second)
            : "second " + second;
    out.element("th", name, "scope", "row");
    for (Column column : columns) {
      here.forEach(plays -> cell(out, column, plays));
    }
    out.close();
  }

  /** The value of a play, or of several the median, which is drawn, and between what it lies. */
  private static void cell(Markup out, Column column, List<Point> plays) {
    double[] values =
        plays.stream().mapToDouble(column.value()).filter(Double::isFinite).sorted().toArray();
    if (values.length == 0) {
      out.element("td", "–");
      return;
    }
    double median = median(DoubleStream.of(values));
    String range = Numbers.range(values[0], values[values.length - 1]);
    String text = Numbers.significant(median);
    out.element(
        "td",
        text.equals(range) ? text : "%s (%s)".formatted(text, range),
        "data-y",
        column.y().map(y -> Frame.fraction(y.at(median))).orElse(null));
  }

  static double median(DoubleStream values) {
    double[] sorted = values.sorted().toArray();
    int n = sorted.length;
    return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }
}
