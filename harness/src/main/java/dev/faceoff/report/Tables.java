package dev.faceoff.report;

/** Tables that scroll inside themselves and can be reached by keyboard. */
final class Tables {
  /**
   * Rows of single seconds beyond which a chart's table has several of them in a row. Nobody reads
   * more, and in a long run they were most of a page's size; results.json has every second.
   */
  static final int MOST_SECONDS = 100;

  private Tables() {}

  static void open(Markup out, String label) {
    open(out, label, null);
  }

  /** A table with a class of its own; null for none. */
  static void open(Markup out, String label, String css) {
    out.open("div", "class", "scroll", "tabindex", "0", "role", "group", "aria-label", label);
    out.open("table", "class", css);
    out.element("caption", label, "class", "hidden");
  }

  static void close(Markup out) {
    out.close().close();
  }
}
