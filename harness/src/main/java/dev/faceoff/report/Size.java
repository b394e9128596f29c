package dev.faceoff.report;

/**
 * A chart's outer size and margins in its own units, for a wide page, for half of one and for a
 * telephone.
 */
enum Size {
  WIDE("wide", 1040, 470, 74, 176, 44, 76, 9),
  HALF("half", 520, 400, 70, 18, 44, 66, 6),
  NARROW("narrow", 360, 340, 62, 30, 40, 66, 5);

  final String css;
  final int width;
  final int height;
  final int left;
  final int right;
  final int top;
  final int bottom;
  final int wantedTicks;

  Size(
      String css,
      int width,
      int height,
      int left,
      int right,
      int top,
      int bottom,
      int wantedTicks) {
    this.css = css;
    this.width = width;
    this.height = height;
    this.left = left;
    this.right = right;
    this.top = top;
    this.bottom = bottom;
    this.wantedTicks = wantedTicks;
  }

  int plotWidth() {
    return width - left - right;
  }

  int plotHeight() {
    return height - top - bottom;
  }
}
