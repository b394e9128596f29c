package dev.faceoff.report;

import dev.faceoff.model.GateFinding;
import dev.faceoff.model.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where ratios, or differences of shares, lie on an axis: in per cent of the baseline while all
 * stay within a factor of 2, else as factors on a log scale.
 *
 * @param axis takes ratios, or differences, as findings have them
 * @param title of the axis, with its unit
 * @param same the value that means no change: 1 for ratios, 0 for differences
 */
record ChangeAxis(Axis axis, String title, double same) {

  /**
   * An axis for findings of one kind, as wide as their values, intervals and margins.
   *
   * @param more values to be drawn besides
   */
  static ChangeAxis over(
      GateReport gate, List<GateFinding> findings, List<Double> more, int wantedTicks) {
    boolean points = isDifference(findings.get(0));
    double same = points ? 0 : 1;
    List<Double> values = new ArrayList<>(more);
    values.add(same);
    for (GateFinding finding : findings) {
      values.add(finding.ratio().value());
      for (Optional<Interval> interval : List.of(finding.ratio().interval(), finding.decisive())) {
        interval.ifPresent(i -> values.addAll(List.of(i.low(), i.high())));
      }
      margin(gate, finding).ifPresent(m -> values.addAll(List.of(m.low(), m.high())));
    }
    values.removeIf(value -> !Double.isFinite(value));
    double low = values.stream().mapToDouble(v -> v).min().orElseThrow();
    double high = values.stream().mapToDouble(v -> v).max().orElseThrow();
    if (points) {
      return new ChangeAxis(
          percent(low * 100, high * 100, wantedTicks, 0), "difference, percentage points", 0);
    }
    if (low >= 0.5 && high <= 2) {
      return new ChangeAxis(
          percent(100 * (low - 1), 100 * (high - 1), wantedTicks, 1), "change, % of baseline", 1);
    }
    return new ChangeAxis(factors(low, high), "candidate / baseline (log scale)", 1);
  }

  /** Whether shares are subtracted rather than divided. */
  static boolean isDifference(GateFinding finding) {
    return finding.claim().measure().isComparedByDifference();
  }

  /** Values that count as no change. */
  record Margin(double low, double high) {}

  /** Within what the finding counts as no change; empty for what is not gated. */
  static Optional<Margin> margin(GateReport gate, GateFinding finding) {
    return finding.gated()
        ? GateWords.tolerance(gate, finding.claim().measure())
            .map(tolerance -> margin(tolerance.margin(), isDifference(finding)))
        : Optional.empty();
  }

  /** Ratios and their reciprocals are alike. */
  private static Margin margin(double margin, boolean points) {
    return points ? new Margin(-margin, margin) : new Margin(1 / (1 + margin), 1 + margin);
  }

  /** The value in per cent or points, as a share of the axis. */
  double at(double value) {
    return axis.at(value);
  }

  private static Axis percent(double low, double high, int wantedTicks, double same) {
    Axis percent = Axis.around(low, high, wantedTicks);
    List<Axis.Tick> ticks =
        percent.ticks().stream()
            .map(t -> new Axis.Tick(same + t.value() / 100, signed(t.value())))
            .toList();
    return new Axis(
        value -> percent.position().applyAsDouble(100 * (value - same)),
        ticks,
        same + percent.low() / 100,
        same + percent.high() / 100);
  }

  private static Axis factors(double low, double high) {
    // A candidate that needs nothing at all has no place on a log axis but its end.
    double least = low > 0 ? low : Math.min(0.01, high / 100);
    Axis log = Axis.log(least, high);
    List<Axis.Tick> ticks =
        log.ticks().stream()
            .map(t -> new Axis.Tick(t.value(), t.value() == 1 ? "same" : "×" + t.label()))
            .toList();
    return new Axis(log.position(), ticks, log.low(), log.high());
  }

  private static String signed(double value) {
    double clean = Math.abs(value) < 1e-9 ? 0 : value;
    String text = Numbers.plain(Math.abs(clean));
    return clean == 0 ? "0" : (clean > 0 ? "+" : "−") + text;
  }
}
