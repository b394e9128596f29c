package dev.faceoff.report;

/** Tables that scroll inside themselves and can be reached by keyboard. */
final class Tables {
  private Tables() {}

  static void open(Markup out, String label) {
    out.open("div", "class", "scroll", "tabindex", "0", "role", "group", "aria-label", label);
    out.open("table");
    out.element("caption", label, "class", "hidden");
  }

  static void close(Markup out) {
    out.close().close();
  }
}
