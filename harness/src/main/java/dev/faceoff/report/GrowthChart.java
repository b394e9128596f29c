package dev.faceoff.report;

import dev.faceoff.model.Estimate;
import dev.faceoff.model.Interval;
import dev.faceoff.report.GrowthReport.Curve;
import dev.faceoff.report.GrowthReport.Law;
import dev.faceoff.report.GrowthReport.Point;
import dev.faceoff.report.GrowthReport.Prediction;
import dev.faceoff.report.GrowthWords.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** One measure against the size, both on log axes, where a power law is a straight line. */
final class GrowthChart implements Chart {
  private final GrowthWords words;
  private final Subject subject;
  private final List<Curve> curves;
  private final List<Size> sizes;
  private final Axis x;
  private final Axis y;

  private GrowthChart(GrowthWords words, Subject subject, List<Curve> curves, List<Size> sizes) {
    this.words = words;
    this.subject = subject;
    this.curves = curves;
    this.sizes = sizes;
    x =
        axis(
            curves.stream()
                .flatMap(
                    curve ->
                        Stream.concat(
                            drawable(curve).stream().map(Point::size),
                            prediction(curve).map(Prediction::size).stream()))
                .toList());
    y =
        axis(
            curves.stream()
                .flatMap(
                    curve ->
                        Stream.concat(
                            drawable(curve).stream().map(Point::value),
                            prediction(curve).map(Prediction::value).stream()))
                .flatMap(
                    value ->
                        Stream.concat(
                            Stream.of(value.value()),
                            value.interval().stream()
                                .flatMap(
                                    i ->
                                        Stream.of(
                                            Axis.near(i.low(), value.value()),
                                            Axis.near(i.high(), value.value())))))
                .toList());
  }

  /** Ends a little beyond its data, so that no mark and no number is cut off at the edge. */
  private static Axis axis(List<Double> values) {
    double min = values.stream().mapToDouble(v -> v).min().orElseThrow();
    double max = values.stream().mapToDouble(v -> v).max().orElseThrow();
    Axis round = Axis.log(min, max);
    boolean flat = max < 1.5 * min;
    double room = 0.06 * Math.log10(max / min);
    double from = flat ? Math.log10(round.low()) : Math.log10(min) - room;
    double to = flat ? Math.log10(round.high()) : Math.log10(max) + room;
    return new Axis(
        value -> value <= 0 ? 0 : (Math.log10(value) - from) / (to - from),
        round.ticks().stream()
            .filter(tick -> Math.log10(tick.value()) >= from && Math.log10(tick.value()) <= to)
            .map(tick -> new Axis.Tick(tick.value(), compact(tick.value())))
            .toList(),
        Math.pow(10, from),
        Math.pow(10, to));
  }

  /** "50 k", "10 M": a number with all its zeros would not fit beside the axis. */
  private static String compact(double value) {
    if (value >= 999_999) {
      return Numbers.plain(value / 1e6) + " M";
    }
    return value >= 999 ? Numbers.plain(value / 1e3) + " k" : Numbers.plain(value);
  }

  /** The chart, if any of its points is above 0 and so has a place on it. */
  static Optional<GrowthChart> of(GrowthWords words, Subject subject, List<Size> sizes) {
    List<Curve> curves = words.curves(subject);
    return curves.stream().allMatch(curve -> drawable(curve).isEmpty())
        ? Optional.empty()
        : Optional.of(new GrowthChart(words, subject, curves, sizes));
  }

  private static List<Point> drawable(Curve curve) {
    return curve.points().stream().filter(point -> point.value().value() > 0).toList();
  }

  private static Optional<Prediction> prediction(Curve curve) {
    return curve.law().flatMap(Law::prediction);
  }

  private boolean extrapolates() {
    return curves.stream().anyMatch(curve -> prediction(curve).isPresent());
  }

  private static boolean isOverloaded(Curve curve) {
    return curve.points().stream().anyMatch(Point::overloaded);
  }

  private static double largest(Curve curve) {
    return curve.points().get(curve.points().size() - 1).size();
  }

  @Override
  public String subject() {
    String where =
        subject.endpoint().isEmpty() || words.scenario().endpoints().size() == 1
            ? ""
            : " of " + subject.endpoint();
    return "%s%s over %s"
        .formatted(Words.capitalised(subject.measure().label()), where, words.over());
  }

  @Override
  public String finding() {
    List<String> parts = new ArrayList<>();
    String said = "";
    for (Curve curve : curves) {
      if (curve.law().isEmpty()) {
        continue;
      }
      String name = parts.isEmpty() ? Words.capitalised(curve.variant()) : curve.variant();
      parts.add(name + " " + GrowthWords.movement(curve, said, " power"));
      said = GrowthWords.verb(curve);
    }
    return parts.isEmpty() ? "No law was found" : String.join(", ", parts);
  }

  @Override
  public String reading() {
    return "Both axes are logarithmic, so that a power law is a straight line and its exponent the"
        + " slope; flat does not grow."
        + (extrapolates()
            ? " Shaded: extrapolated, the bar at the end is the prediction interval."
            : "")
        + (curves.stream().anyMatch(GrowthChart::isOverloaded)
            ? " Hollow at a size that was measured: overloaded there, and no part of the law."
            : "");
  }

  @Override
  public String description() {
    StringBuilder text = new StringBuilder("Log-log chart. ");
    for (Curve curve : curves) {
      List<Point> points = curve.points();
      Point first = points.get(0);
      Point last = points.get(points.size() - 1);
      text.append(
          "%s: %s %s at %s, %s at %s. "
              .formatted(
                  Words.capitalised(curve.variant()),
                  Numbers.value(first.value()),
                  subject.measure().unit(),
                  words.at(first.size()),
                  Numbers.value(last.value()),
                  words.at(last.size())));
      words
          .whereOverloaded(curve)
          .ifPresent(where -> text.append("Overloaded at ").append(where).append(". "));
    }
    return text.append(ALL_VALUES).toString();
  }

  @Override
  public List<Size> sizes() {
    return sizes;
  }

  @Override
  public List<String> variants() {
    return words.variants();
  }

  @Override
  public void draw(Markup out, Size size, String id) {
    Frame frame = new Frame(out, size, x, y, 0);
    frame.open(
        id,
        this,
        words.over() + " (log scale)",
        "%s, %s (log scale)".formatted(shortName(), subject.measure().unit()));
    double measured = curves.stream().mapToDouble(GrowthChart::largest).max().orElseThrow();
    if (extrapolates()) {
      double from = frame.px(measured);
      frame.rect("margin", from, size.top, size.left + size.plotWidth() - from, size.plotHeight());
    }
    for (Curve curve : curves) {
      int variant = words.variants().indexOf(curve.variant());
      out.open("g", "class", "series v" + variant, "data-variant", String.valueOf(variant));
      curve.law().ifPresent(law -> law(frame, curve, law));
      for (Point point : drawable(curve)) {
        point.value().interval().ifPresent(i -> whisker(frame, point.size(), i));
        frame.marker(
            variant,
            point.overloaded() ? "dot hollow" : "dot",
            frame.px(point.size()),
            frame.py(point.value().value()),
            5);
      }
      prediction(curve)
          .ifPresent(
              beyond -> {
                beyond.value().interval().ifPresent(i -> whisker(frame, beyond.size(), i));
                frame.marker(
                    variant,
                    "dot hollow",
                    frame.px(beyond.size()),
                    frame.py(beyond.value().value()),
                    5);
              });
      out.close();
      double end =
          prediction(curve)
              .map(beyond -> beyond.value().value())
              .orElseGet(() -> curve.points().get(curve.points().size() - 1).value().value());
      frame.label(variant, curve.variant(), "", frame.py(end));
    }
    frame.close();
  }

  private String shortName() {
    return switch (subject.measure()) {
      case P50_LATENCY -> "p50";
      case QUERIES -> "statements";
      case CPU -> "CPU";
      default -> subject.measure().label();
    };
  }

  private static void law(Frame frame, Curve curve, Law law) {
    double[] smallest = {frame.px(curve.points().get(0).size()), frame.py(law.fittedAtSmallest())};
    double[] largest = {frame.px(largest(curve)), frame.py(law.fittedAtLargest())};
    frame.path("line strong", List.of(smallest, largest));
    law.prediction()
        .ifPresent(
            beyond -> {
              double[] end = {frame.px(beyond.size()), frame.py(beyond.value().value())};
              frame.path("line beyond", List.of(largest, end));
            });
  }

  private static void whisker(Frame frame, double size, Interval interval) {
    double at = frame.px(size);
    frame.line("whisker", at, frame.py(interval.low()), at, frame.py(interval.high()));
  }

  @Override
  public void rows(Markup out) {
    out.open("thead").open("tr").element("th", words.over(), "scope", "col");
    for (Curve curve : curves) {
      out.element(
          "th", "%s, %s".formatted(curve.variant(), subject.measure().unit()), "scope", "col");
    }
    out.close().close().open("tbody");
    TreeSet<Double> all = new TreeSet<>();
    curves.forEach(curve -> curve.points().forEach(point -> all.add(point.size())));
    for (double size : all) {
      row(out, size, Numbers.size(size), curves.stream().map(c -> c.at(size)).toList());
    }
    curves.stream()
        .flatMap(curve -> prediction(curve).stream())
        .map(Prediction::size)
        .distinct()
        .forEach(
            size ->
                row(
                    out,
                    size,
                    Numbers.size(size) + " (extrapolated)",
                    curves.stream()
                        .map(
                            c ->
                                prediction(c)
                                    .filter(p -> p.size() == size)
                                    .map(p -> new Point(size, p.value())))
                        .toList()));
    out.close();
  }

  private void row(Markup out, double size, String name, List<Optional<Point>> points) {
    out.open("tr", "data-x", Frame.fraction(x.at(size)));
    out.element("th", name, "scope", "row");
    for (Optional<Point> point : points) {
      if (point.isEmpty()) {
        out.element("td", "–");
      } else {
        Estimate value = point.get().value();
        String text = Numbers.withInterval(value) + GrowthWords.overloadMark(point.get());
        if (value.value() > 0) {
          out.element("td", text, "data-y", Frame.fraction(y.at(value.value())));
        } else {
          out.element("td", text);
        }
      }
    }
    out.close();
  }
}
