package dev.faceoff.report;

import dev.faceoff.model.Estimate;
import dev.faceoff.model.Interval;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;

/**
 * The one place where numbers lose digits: three significant digits at most, and no more than the
 * interval supports. The half width keeps two digits where it starts with 100 to 354, else one (the
 * rounding rule of the Particle Data Group, "Review of Particle Physics", introduction).
 */
public final class Numbers {
  private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_UP);

  private Numbers() {}

  /** Three significant digits, thousands grouped: {@code 96.4}, {@code 1.00}, {@code 800,000}. */
  static String significant(double value) {
    return at(value, decimals(value));
  }

  /** From the lowest to the highest, {@code 3.20–8.15}; one number where both read alike. */
  static String range(double low, double high) {
    String from = significant(low);
    String to = significant(high);
    return from.equals(to) ? from : from + "–" + to;
  }

  /** Three significant digits without trailing zeros, for sentences: {@code 51}, {@code 1.5}. */
  static String plain(double value) {
    return withoutTrailingZeros(significant(value));
  }

  /** An estimate with as many digits as its interval supports. */
  static String value(Estimate estimate) {
    return at(estimate.value(), decimals(estimate.value(), estimate.interval()));
  }

  /** An estimate and its interval, if any: {@code 27.4 [25.1, 30.2]}. */
  static String withInterval(Estimate estimate) {
    return withInterval(estimate, "");
  }

  /** The same with what stands behind the value, for example its unit: {@code 27.4/s [25, 30]}. */
  static String withInterval(Estimate estimate, String behind) {
    return value(estimate) + behind + interval(estimate).map(each -> " " + each).orElse("");
  }

  /** An estimate's interval in the digits of its value, or nothing. */
  static Optional<String> interval(Estimate estimate) {
    return estimate
        .interval()
        .map(i -> interval(i, decimals(estimate.value(), estimate.interval())));
  }

  /**
   * {@code [9.1, 10.2]}; a low end that would be rounded to zero keeps a digit: {@code [0.2, 41]}.
   */
  static String interval(Interval interval, int decimals) {
    boolean vanishes = interval.low() > 0 && interval.low() < 0.5 * Math.pow(10, -decimals);
    int ofLow = vanishes ? decimals(interval.low()) - 2 : decimals;
    return "[%s, %s]".formatted(at(interval.low(), ofLow), at(interval.high(), decimals));
  }

  /** A whole number, grouped. */
  static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** A size, its thousands grouped: {@code 62,500}, {@code 0.5}. */
  static String size(double size) {
    return size == Math.rint(size) ? count((long) size) : plain(size);
  }

  /** A size and what it is of: {@code 62,500 orders}, or {@code pageSize = 5} for no plain word. */
  public static String sized(double size, String of) {
    return of.matches("[a-z]+") ? size(size) + " " + of : of + " = " + size(size);
  }

  /** A share from 0 to 1 as a percentage: {@code 5.58 %}. */
  public static String percent(double share) {
    return withoutTrailingZeros(significant(percentValue(share))) + " %";
  }

  /** A share from 0 to 1 as a percentage that says 100 % of nothing less: {@code 99.96 %}. */
  static String share(double share) {
    String text = percent(share);
    if (share >= 1 || !text.equals("100 %")) {
      return text;
    }
    BigDecimal rest = BigDecimal.ONE.subtract(BigDecimal.valueOf(share)).movePointRight(2);
    BigDecimal shown = new BigDecimal("100").subtract(rest.round(new MathContext(1)));
    return shown.stripTrailingZeros().toPlainString() + " %";
  }

  /** Milliseconds, or seconds from 1,000 ms on: {@code 21 ms}, {@code 8.12 s}. */
  static String duration(double millis) {
    return millis < 1_000 ? plain(millis) + " ms" : plain(millis / 1_000) + " s";
  }

  /** A share from 0 to 1 in per cent; shortest decimal, so that 0.999 becomes 99.9. */
  static double percentValue(double share) {
    return Double.isFinite(share)
        ? BigDecimal.valueOf(share).movePointRight(2).doubleValue()
        : Double.NaN;
  }

  /**
   * A share near 1 as a percentage; what is missing to 100 % keeps three digits: {@code 99.999 %}.
   */
  static String exactPercent(double share) {
    BigDecimal rest = BigDecimal.ONE.subtract(BigDecimal.valueOf(share)).movePointRight(2);
    BigDecimal shown = new BigDecimal("100").subtract(rest.round(THREE_DIGITS));
    return shown.stripTrailingZeros().toPlainString() + " %";
  }

  /** Digits after the point that show three significant digits; negative above 1,000. */
  static int decimals(double value) {
    if (value == 0 || !Double.isFinite(value)) {
      return 0;
    }
    BigDecimal rounded = BigDecimal.valueOf(value).round(THREE_DIGITS);
    return 3 - (rounded.precision() - rounded.scale());
  }

  /**
   * As {@link #decimals(double)}, but no finer than the interval allows; one significant digit
   * always stays, or a value far below its interval's width would be shown as zero.
   */
  static int decimals(double value, Optional<Interval> interval) {
    double half = interval.map(i -> (i.high() - i.low()) / 2).orElse(0.0);
    if (!(half > 0) || !Double.isFinite(half)) {
      return decimals(value);
    }
    int first = (int) -Math.floor(Math.log10(half));
    double leading = half * Math.pow(10, first);
    int supported = leading < 3.545 ? first + 1 : first;
    if (value == 0) {
      return supported;
    }
    int three = decimals(value);
    return Math.max(Math.min(three, supported), three - 2);
  }

  static String at(double value, int decimals) {
    if (!Double.isFinite(value)) {
      return "not measured";
    }
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP);
    return String.format(Locale.ROOT, "%,." + Math.max(decimals, 0) + "f", rounded);
  }

  private static String withoutTrailingZeros(String text) {
    return text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
  }
}
