package dev.faceoff.jmh;

import dev.faceoff.model.Interval;
import dev.faceoff.model.Verdict;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The words and figures that all the writers share. */
final class JmhWords {
  private static final MathContext FOUR_DIGITS = new MathContext(4);
  private static final MathContext TWO_DIGITS = new MathContext(2);

  private JmhWords() {}

  /** What was asked: "margin 3 %, floor 2 %, 1 % false alarms over 14 benchmarks". */
  static String rules(JmhGate gate) {
    return "margin %s, floor %s, at most %s false alarms over %s"
        .formatted(
            percent(gate.tolerance().margin()),
            percent(gate.tolerance().floor()),
            percent(gate.falseAlarmShare()),
            benchmarks(gate.rows().size()));
  }

  /** What came out: "REGRESSION: 1 of 14 benchmarks; 12 EQUIVALENT, 1 INCONCLUSIVE". */
  static String headline(JmhGate gate) {
    Verdict verdict = gate.verdict();
    List<Verdict> others =
        JmhGate.WORST_FIRST.stream().filter(v -> v != verdict && gate.count(v) > 0).toList();
    return "%s: %d of %s".formatted(verdict, gate.count(verdict), benchmarks(gate.rows().size()))
        + (others.isEmpty()
            ? ""
            : others.stream()
                .map(other -> gate.count(other) + " " + other)
                .collect(Collectors.joining(", ", "; ", "")));
  }

  /** A row in one line. */
  static String sentence(JmhRow row) {
    return "%s %s -> %s %s, ratio %s: %s"
        .formatted(
            row.verdict(),
            score(row.baseline()),
            score(row.candidate()),
            row.unit(),
            ratio(row),
            row.reason());
  }

  /** "1.083 [1.061, 1.105]", or the ratio alone. */
  static String ratio(JmhRow row) {
    return plainRatio(row) + row.ratio().interval().map(i -> " " + interval(i)).orElse("");
  }

  static String plainRatio(JmhRow row) {
    return three(row.ratio().value());
  }

  static String interval(Interval interval) {
    return "[%s, %s]".formatted(three(interval.low()), three(interval.high()));
  }

  private static String three(double ratio) {
    return ratio >= 0.001 && ratio < 1_000
        ? String.format(Locale.ROOT, "%.3f", ratio)
        : String.format(Locale.ROOT, "%.2e", ratio);
  }

  /** Four significant digits. */
  static String score(double score) {
    BigDecimal rounded = BigDecimal.valueOf(score).round(FOUR_DIGITS);
    boolean readable = score >= 1e-4 && score < 1e9;
    return readable ? rounded.toPlainString() : String.format(Locale.ROOT, "%.3e", score);
  }

  /** A share from 0 to 1: "3 %". */
  static String percent(double share) {
    return BigDecimal.valueOf(share)
            .movePointRight(2)
            .round(TWO_DIGITS)
            .stripTrailingZeros()
            .toPlainString()
        + " %";
  }

  private static String benchmarks(int count) {
    return count == 1 ? "1 benchmark" : count + " benchmarks";
  }
}
