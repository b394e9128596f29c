package dev.faceoff.diagnosis;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** How figures and statements stand in sentences. */
final class Figure {
  private static final int MOST_OF_STATEMENT = 140;

  private Figure() {}

  /** Three significant digits without trailing zeros, thousands grouped. */
  static String of(double value) {
    if (value == 0) {
      return "0";
    }
    BigDecimal rounded = BigDecimal.valueOf(value).round(new MathContext(3));
    int decimals = Math.max(0, rounded.stripTrailingZeros().scale());
    return String.format(Locale.ROOT, "%,." + decimals + "f", rounded);
  }

  /** Milliseconds, or seconds from 1,000 ms on. */
  static String millis(double value) {
    return value < 1000 ? of(value) + " ms" : of(value / 1000) + " s";
  }

  static String percent(double share) {
    return of(100 * share) + " %";
  }

  /** A statement on one line, cut where it gets long. */
  static String statement(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.length() <= MOST_OF_STATEMENT
        ? line
        : line.substring(0, MOST_OF_STATEMENT - 1) + "…";
  }
}
