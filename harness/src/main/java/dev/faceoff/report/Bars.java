package dev.faceoff.report;

import java.util.Locale;

/** Numbers as bars from zero, a bar a variant. */
final class Bars {
  private final Markup out;
  private final double max;

  /**
   * @param max the number that fills the track, above 0
   */
  Bars(Markup out, double max) {
    this.out = out;
    this.max = max;
  }

  Bars open() {
    out.open("dl", "class", "bars");
    return this;
  }

  Bars bar(int variant, String name, double value, String text) {
    out.open("div", "class", "v" + variant);
    out.element("dt", name);
    out.open("dd");
    String width = String.format(Locale.ROOT, "%.3f%%", 100 * value / max);
    out.open("span", "class", "track", "aria-hidden", "true");
    out.open("span", "class", "bar", "style", "width:" + width).close().close();
    out.element("span", text, "class", "amount").close();
    out.close();
    return this;
  }

  void close() {
    out.close();
  }
}
