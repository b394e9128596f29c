package dev.faceoff.report;

import static dev.faceoff.report.Frame.n;

/**
 * An SVG with a row for each value and one axis. Row labels stand beside the plot, or above each
 * row where it is narrow.
 */
abstract class RowFrame {
  final Markup out;
  final boolean isWide;
  final int width;
  final int left;
  final int plotWidth;
  final int rowHeight;
  final int top;

  /** Where the last row ends. */
  final int floor;

  /**
   * @param left width beside the plot, in pixels; likewise {@code right}
   * @param top height above the first row
   * @param rows how many
   */
  RowFrame(Markup out, boolean isWide, int left, int right, int top, int rowHeight, int rows) {
    this.out = out;
    this.isWide = isWide;
    this.width = isWide ? 1040 : 360;
    this.left = left;
    this.plotWidth = width - left - right;
    this.rowHeight = rowHeight;
    this.top = top;
    this.floor = top + rowHeight * rows;
  }

  /**
   * Opens the SVG.
   *
   * @param key begins the ids within it
   * @param below height under the last row
   */
  void open(String key, Chart chart, int below) {
    out.open(
        "svg",
        "class",
        "plot " + (isWide ? "wide" : "narrow"),
        "viewBox",
        "0 0 " + width + " " + (floor + below),
        "role",
        "img",
        "aria-labelledby",
        key + "-t " + key + "-d",
        "data-plot",
        left + " " + top + " " + plotWidth + " " + (floor - top));
    out.element("title", chart.finding(), "id", key + "-t");
    out.element("desc", chart.description(), "id", key + "-d");
  }

  /** A place in the plot, in pixels, from its share of the way from left to right. */
  double across(double share) {
    return left + share * plotWidth;
  }

  void line(String css, double x1, double y1, double x2, double y2) {
    out.empty("line", "class", css, "x1", n(x1), "y1", n(y1), "x2", n(x2), "y2", n(y2));
  }

  void text(String css, double x, double y, String text) {
    out.element("text", text, "class", css, "x", n(x), "y", n(y));
  }
}
