package dev.faceoff.junit;

import java.util.Locale;

/**
 * A share in percent.
 *
 * @param value for example 3 for 3 %; not negative
 */
public record Percent(double value) {
  public Percent {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException("a percentage must be 0 or more, but is " + value);
    }
  }

  double share() {
    return value / 100;
  }

  @Override
  public String toString() {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f %%", value)
        : String.format(Locale.ROOT, "%s %%", value);
  }
}
