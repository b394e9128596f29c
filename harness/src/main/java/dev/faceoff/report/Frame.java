package dev.faceoff.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** An SVG with two axes to draw in. */
final class Frame {
  /** Those of {@link #marker}, as many as variants can be compared. */
  private static final int SHAPES = 6;

  /** Vertical distance that keeps two labels apart. */
  private static final double LABEL_HEIGHT = 21;

  /** How many letters of a label the picture has room for, right of the plot. */
  private static final int LABEL_LETTERS = 15;

  /** A name of fewer letters is never cut. */
  private static final int SHORTEST_NAME = 7;

  private final Markup out;
  private final Size size;
  private final Axis x;
  private final Axis y;
  private final int plotHeight;
  private final List<Label> labels = new ArrayList<>();

  private record Label(int variant, String text, double y) {}

  /**
   * @param reserved height at the bottom of the plot that is not part of the y axis
   */
  Frame(Markup out, Size size, Axis x, Axis y, int reserved) {
    this.out = out;
    this.size = size;
    this.x = x;
    this.y = y;
    this.plotHeight = size.plotHeight() - reserved;
  }

  Size size() {
    return size;
  }

  Markup out() {
    return out;
  }

  /** Opens the SVG and draws the axes. */
  void open(String id, Chart chart, String xTitle, String yTitle) {
    String key = id + "-" + size.css;
    out.open(
        "svg",
        "class",
        "plot " + size.css,
        "viewBox",
        "0 0 " + size.width + " " + size.height,
        "role",
        "img",
        "aria-labelledby",
        key + "-t " + key + "-d",
        "data-plot",
        size.left + " " + size.top + " " + size.plotWidth() + " " + plotHeight);
    out.element("title", chart.finding(), "id", key + "-t");
    out.element("desc", chart.description(), "id", key + "-d");
    for (Axis.Tick tick : y.ticks()) {
      double at = py(tick.value());
      line("grid", size.left, at, size.left + size.plotWidth(), at);
      text("tick end", size.left - 10.0, at + 5, tick.label());
    }
    double floor = size.top + size.plotHeight();
    double taken = Double.NEGATIVE_INFINITY;
    for (Axis.Tick tick : x.ticks()) {
      double at = px(tick.value());
      line("grid", at, size.top, at, floor);
      double half = tick.label().length() * 4.5;
      if (at - half > taken) {
        text("tick mid", at, floor + 24, tick.label());
        taken = at + half + 4;
      }
    }
    line("axis", size.left, floor, size.left + size.plotWidth(), floor);
    text("title start", size == Size.WIDE ? 12 : 6, 20, yTitle);
    text("title mid", size.left + size.plotWidth() / 2.0, size.height - 12.0, xTitle);
  }

  /** Writes the labels that wait and closes the SVG. */
  void close() {
    if (size == Size.WIDE) {
      writeLabels();
    }
    out.close();
  }

  double px(double value) {
    return size.left + x.at(value) * size.plotWidth();
  }

  double py(double value) {
    return size.top + (1 - y.at(value)) * plotHeight;
  }

  void line(String css, double x1, double y1, double x2, double y2) {
    out.empty("line", "class", css, "x1", n(x1), "y1", n(y1), "x2", n(x2), "y2", n(y2));
  }

  void rect(String css, double left, double top, double width, double height) {
    out.empty(
        "rect",
        "class",
        css,
        "x",
        n(left),
        "y",
        n(top),
        "width",
        n(Math.max(width, 0.5)),
        "height",
        n(Math.max(height, 0)));
  }

  void text(String css, double left, double top, String text) {
    out.element("text", text, "class", css, "x", n(left), "y", n(top));
  }

  /** A line through points, in pixels. */
  void path(String css, List<double[]> points) {
    StringBuilder d = new StringBuilder();
    for (double[] point : points) {
      d.append(d.isEmpty() ? "M" : "L").append(n(point[0])).append(' ').append(n(point[1]));
    }
    out.empty("path", "class", css, "d", d.toString());
  }

  /**
   * A variant's line over seconds, with its shape at every second where there is room.
   *
   * @param parts of the line, in pixels; it is broken between them
   */
  void seconds(
      int variant, String css, String markerCss, List<List<double[]>> parts, double perSecond) {
    for (List<double[]> part : parts) {
      path(perSecond < 3 ? css + " dense" : css, part);
      if (perSecond >= 4.5 || part.size() == 1) {
        double radius = Math.min(5, Math.max(2.2, perSecond / 3));
        part.forEach(p -> marker(variant, markerCss, p[0], p[1], radius));
      }
    }
  }

  /** A latency that users should not wait longer than, as a line with its name at one end. */
  void objective(double millis, boolean nameAtRight) {
    double at = py(millis);
    line("objective", size.left, at, size.left + size.plotWidth(), at);
    // Below the line where above is the axis title.
    double baseline = at - size.top < 20 ? at + 19 : at - 7;
    String text = "objective " + Numbers.plain(millis) + " ms";
    if (nameAtRight) {
      text("note end halo", size.left + size.plotWidth() - 8.0, baseline, text);
    } else {
      text("note start halo", size.left + 8.0, baseline, text);
    }
  }

  /** The shape that belongs to a variant, centred at a point in pixels. */
  void marker(int variant, String css, double cx, double cy, double radius) {
    marker(out, variant, css, cx, cy, radius);
  }

  static void marker(Markup out, int variant, String css, double cx, double cy, double r) {
    String d =
        switch (variant % SHAPES) {
          case 0 ->
              "M%s %sa%s %s 0 1 0 %s 0a%s %s 0 1 0 %s 0Z"
                  .formatted(n(cx - r), n(cy), n(r), n(r), n(2 * r), n(r), n(r), n(-2 * r));
          case 1 ->
              "M%s %sh%sv%sh%sZ".formatted(n(cx - r), n(cy - r), n(2 * r), n(2 * r), n(-2 * r));
          case 2 -> "M%s %sl%s %sh%sZ".formatted(n(cx), n(cy - r), n(r), n(2 * r), n(-2 * r));
          case 3 -> "M%s %sl%s %sh%sZ".formatted(n(cx), n(cy + r), n(r), n(-2 * r), n(-2 * r));
          case 4 ->
              "M%s %sl%s %sl%s %sl%s %sZ"
                  .formatted(n(cx), n(cy - r), n(r), n(r), n(-r), n(r), n(-r), n(-r));
          default -> "M%s %sh%sv%sh%sZ".formatted(n(cx - r / 2), n(cy - r), n(r), n(2 * r), n(-r));
        };
    out.empty("path", "class", css, "d", d);
  }

  /** Names a line at its right end; labels are moved apart before they are written. */
  void label(int variant, String text, double pixelY) {
    labels.add(new Label(variant, text, pixelY));
  }

  /** The same for a variant; what stands behind its name is not cut. */
  void label(int variant, String name, String behind, double pixelY) {
    int room = Math.max(SHORTEST_NAME, LABEL_LETTERS - behind.length());
    label(variant, Terminal.shortened(name, room) + behind, pixelY);
  }

  private void writeLabels() {
    labels.sort(Comparator.comparingDouble(Label::y));
    double[] tops = labels.stream().mapToDouble(Label::y).toArray();
    for (int i = 1; i < tops.length; i++) {
      tops[i] = Math.max(tops[i], tops[i - 1] + LABEL_HEIGHT);
    }
    double floor = size.top + (double) plotHeight;
    for (int i = tops.length - 1; i >= 0; i--) {
      double most = i == tops.length - 1 ? floor : tops[i + 1] - LABEL_HEIGHT;
      tops[i] = Math.min(tops[i], most);
    }
    for (int i = 0; i < tops.length; i++) {
      Label label = labels.get(i);
      out.element(
          "text",
          label.text(),
          "class",
          "series label v" + label.variant(),
          "data-variant",
          String.valueOf(label.variant()),
          "x",
          n(size.left + size.plotWidth() + 14.0),
          "y",
          n(tops[i] + 6));
    }
  }

  /** One decimal is a tenth of a pixel. */
  static String n(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  /** A place on an axis for scripts that read the table. */
  static String fraction(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
