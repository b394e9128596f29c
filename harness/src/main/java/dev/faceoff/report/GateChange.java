package dev.faceoff.report;

import dev.faceoff.model.Estimate;
import dev.faceoff.model.GateFinding;
import dev.faceoff.model.Interval;
import dev.faceoff.model.Measure;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * How a finding's comparison is written: per cent of the baseline below a factor of 2, the factor
 * from there on, percentage points where shares are subtracted. No digit more than the interval
 * supports.
 */
final class GateChange {
  private final Measure measure;
  private final GateFinding finding;
  private final Kind kind;
  private final Estimate shown;
  private final int decimals;

  private enum Kind {
    /** Candidate less baseline, shares of the requests. */
    POINTS,
    /** Times the baseline, or the baseline times the candidate where that is faster. */
    TIMES,
    /** Per cent of the baseline, either way. */
    PERCENT
  }

  GateChange(GateFinding finding) {
    this.finding = finding;
    this.measure = finding.claim().measure();
    Estimate ratio = finding.ratio();
    if (measure.isComparedByDifference()) {
      kind = Kind.POINTS;
      double sign = ratio.value() < 0 ? -100 : 100;
      shown = mapped(ratio, difference -> sign * difference);
    } else if (ratio.value() >= 2) {
      kind = Kind.TIMES;
      shown = ratio;
    } else if (ratio.value() > 0 && ratio.value() <= 0.5 && isTime(measure)) {
      kind = Kind.TIMES;
      shown = mapped(ratio, value -> 1 / value);
    } else {
      kind = Kind.PERCENT;
      double sign = ratio.value() < 1 ? -100 : 100;
      shown = mapped(ratio, value -> sign * (value - 1));
    }
    decimals =
        kind == Kind.TIMES
            ? Numbers.decimals(shown.value(), shown.interval())
            : supported(shown.value(), shown.interval());
  }

  /** Whether users wait for it. */
  static boolean isTime(Measure measure) {
    return measure.unit().equals("ms");
  }

  private static boolean isCount(Measure measure) {
    return measure.unit().equals("per request");
  }

  /** "4.9 % slower", "2.3 times as slow", "3.1 % more", "1.4 percentage points more". */
  String words() {
    if (isNone()) {
      return "no change";
    }
    return amount() + " " + direction();
  }

  /** The number of {@link #words} with its unit: "4.9 %", "2.3 times as". */
  String amount() {
    String number = Numbers.at(shown.value(), decimals);
    if (shown.interval().isEmpty()) {
      number = Numbers.plain(shown.value());
    }
    return switch (kind) {
      case POINTS -> number + " percentage points";
      case PERCENT -> number + " %";
      case TIMES -> number + " times as";
    };
  }

  /** "slower", "fast", "more". */
  String direction() {
    boolean more = kind == Kind.POINTS ? finding.ratio().value() > 0 : finding.ratio().value() > 1;
    if (kind == Kind.TIMES) {
      return isTime(measure) ? (more ? "slow" : "fast") : isCount(measure) ? "many" : "much";
    }
    if (isTime(measure)) {
      return more ? "slower" : "faster";
    }
    return more ? "more" : isCount(measure) ? "fewer" : "less";
  }

  /** The interval of {@link #words} in the same digits: "[3.1, 6.8]". */
  Optional<String> interval() {
    if (isNone()) {
      double one = kind == Kind.POINTS ? 0 : 1;
      return mapped(finding.ratio(), value -> 100 * (value - one))
          .interval()
          .map(i -> Numbers.interval(i, decimals) + (kind == Kind.POINTS ? " points" : " %"));
    }
    return shown.interval().map(i -> Numbers.interval(i, decimals));
  }

  /** Words and interval: "4.9 % slower [3.1, 6.8]". */
  String withInterval() {
    return words() + interval().map(i -> " " + i).orElse("");
  }

  /** Candidate over baseline in a table: "1.049", or "+1.4 points". */
  String ratio() {
    double value = finding.ratio().value();
    return switch (kind) {
      case POINTS -> signed(value * 100) + " points";
      case PERCENT ->
          finding.ratio().interval().isEmpty()
              ? Numbers.significant(value)
              : Numbers.at(value, decimals + 2);
      case TIMES -> Numbers.value(finding.ratio());
    };
  }

  /** The interval of {@link #ratio} in the same digits. */
  Optional<String> ratioInterval() {
    return range(finding.ratio().interval());
  }

  /** The interval the verdict was spoken by, in the same digits. */
  Optional<String> decisive() {
    return range(finding.decisive());
  }

  /** A launch's ratio or difference in the same digits. */
  String ofLaunch(double value) {
    return switch (kind) {
      case POINTS -> signed(value * 100);
      case PERCENT ->
          finding.ratio().interval().isEmpty()
              ? Numbers.significant(value)
              : Numbers.at(value, decimals + 2);
      case TIMES -> Numbers.significant(value);
    };
  }

  /** Whether nothing is left of the change in the digits that the interval supports. */
  private boolean isNone() {
    return kind != Kind.TIMES
        && BigDecimal.valueOf(shown.value()).setScale(decimals, RoundingMode.HALF_UP).signum() == 0;
  }

  private Optional<String> range(Optional<Interval> interval) {
    return interval.map(
        i ->
            switch (kind) {
              case POINTS ->
                  Numbers.interval(
                      new Interval(i.low() * 100, i.high() * 100, i.confidence()), decimals);
              case PERCENT -> Numbers.interval(i, decimals + 2);
              case TIMES ->
                  Numbers.interval(
                      i, Numbers.decimals(finding.ratio().value(), finding.ratio().interval()));
            });
  }

  private String signed(double value) {
    String text = Numbers.at(value, decimals);
    return value > 0 ? "+" + text : text;
  }

  /** The same estimate after a monotonic change of scale, falling or rising. */
  private static Estimate mapped(Estimate estimate, DoubleUnaryOperator scale) {
    return new Estimate(
        scale.applyAsDouble(estimate.value()),
        estimate
            .interval()
            .filter(i -> Double.isFinite(scale.applyAsDouble(i.low())))
            .map(
                i -> {
                  double one = scale.applyAsDouble(i.low());
                  double other = scale.applyAsDouble(i.high());
                  return new Interval(Math.min(one, other), Math.max(one, other), i.confidence());
                }),
        estimate.note());
  }

  /**
   * As {@link Numbers#decimals(double, Optional)}, but a value far below the interval's width may
   * become zero: no change is what it says.
   */
  private static int supported(double value, Optional<Interval> interval) {
    boolean wide = interval.filter(i -> i.high() > i.low()).isPresent();
    if (!wide || value == 0) {
      return Numbers.decimals(value, interval);
    }
    return Math.min(Numbers.decimals(value), Numbers.decimals(0, interval));
  }
}
