package dev.faceoff.report;

/** Tables that scroll inside themselves and can be reached by keyboard. */
final class Tables {
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
