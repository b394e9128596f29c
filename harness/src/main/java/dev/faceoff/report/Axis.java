package dev.faceoff.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * Maps values to the length of an axis.
 *
 * @param position from a value to its place, 0 at the start of the axis and 1 at its end
 */
record Axis(DoubleUnaryOperator position, List<Tick> ticks, double low, double high) {
  /** A labelled value. */
  record Tick(double value, String label) {}

  double at(double value) {
    return Math.max(0, Math.min(1, position.applyAsDouble(value)));
  }

  /** A log axis from a 1, 2 or 5 below {@code min} to one above {@code max}; both above 0. */
  static Axis log(double min, double max) {
    double low = step(min, true);
    double high = step(max, false);
    if (high <= low) {
      low = step(low / 2, true);
      high = step(high * 2, false);
    }
    double from = Math.log10(low);
    double to = Math.log10(high);
    List<Tick> ticks = new ArrayList<>();
    boolean decadesOnly = to - from > 3;
    for (int k = (int) Math.floor(from); k <= Math.ceil(to); k++) {
      for (int digit : decadesOnly ? new int[] {1} : new int[] {1, 2, 5}) {
        double value = BigDecimal.valueOf(digit).scaleByPowerOfTen(k).doubleValue();
        if (value >= low * 0.999 && value <= high * 1.001) {
          ticks.add(new Tick(value, Numbers.plain(value)));
        }
      }
    }
    return new Axis(v -> v <= 0 ? 0 : (Math.log10(v) - from) / (to - from), ticks, low, high);
  }

  /**
   * An end of an interval as far as a log axis has room for it: one over few blocks may reach so
   * far that nothing else could be read.
   */
  static double near(double end, double value) {
    return Math.max(value / 10, Math.min(value * 10, end));
  }

  /** A linear axis from 0 to a round number above {@code max}. */
  static Axis fromZero(double max, int wantedTicks) {
    double rough = Math.max(max, 1e-9) / wantedTicks;
    double step = step(rough, false);
    double high = Math.max(Math.ceil(max / step - 1e-9), 1) * step;
    return linear(0, high, step);
  }

  /** A linear axis with round ends around both values. */
  static Axis around(double low, double high, int wantedTicks) {
    double step = step(Math.max(high - low, 1e-9) / wantedTicks, false);
    return linear(Math.floor(low / step + 1e-9) * step, Math.ceil(high / step - 1e-9) * step, step);
  }

  /** A linear axis that ends where its data end; ticks at round numbers. */
  static Axis seconds(double end, int wantedTicks) {
    return linear(0, end, Math.max(1, step(end / wantedTicks, false)));
  }

  /**
   * Shares of requests, each nine as long as the one before: 0 %, 90 %, 99 %, 99.9 % are evenly
   * spaced.
   *
   * @param max the largest share shown, below 1
   */
  static Axis nines(double max) {
    double length = nines(max, 1);
    List<Tick> ticks = new ArrayList<>();
    ticks.add(new Tick(0, "0 %"));
    ticks.add(new Tick(0.5, "50 %"));
    BigDecimal rest = new BigDecimal("0.1");
    while (1 - rest.doubleValue() <= max + 1e-12) {
      double share = BigDecimal.ONE.subtract(rest).doubleValue();
      ticks.add(new Tick(share, Numbers.exactPercent(share)));
      rest = rest.movePointLeft(1);
    }
    return new Axis(share -> nines(share, length), ticks, 0, max);
  }

  private static double nines(double share, double length) {
    return -Math.log10(Math.max(1 - share, 1e-12)) / length;
  }

  private static Axis linear(double low, double high, double step) {
    List<Tick> ticks = new ArrayList<>();
    for (int i = 0; low + i * step <= high + step * 1e-6; i++) {
      double value = low + i * step;
      ticks.add(new Tick(value, Numbers.plain(value)));
    }
    return new Axis(v -> (v - low) / (high - low), ticks, low, high);
  }

  /** The nearest 1, 2 or 5 times a power of ten below or above. */
  private static double step(double value, boolean below) {
    int k = (int) Math.floor(Math.log10(value));
    double found = BigDecimal.ONE.scaleByPowerOfTen(k).doubleValue();
    for (int digit : new int[] {1, 2, 5, 10}) {
      double step = BigDecimal.valueOf(digit).scaleByPowerOfTen(k).doubleValue();
      if (below && step <= value * 1.0001) {
        found = step;
      }
      if (!below && step >= value * 0.9999) {
        return step;
      }
    }
    return found;
  }
}
