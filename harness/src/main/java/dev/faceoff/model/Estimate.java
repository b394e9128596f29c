package dev.faceoff.model;

import java.util.Optional;

/**
 * A measured number and how sure it is, in full precision.
 *
 * @param interval empty where there is none
 * @param note why there is no interval ("counted"), or over what it is ("4 block pairs of this
 *     launch"); never empty
 */
public record Estimate(double value, Optional<Interval> interval, String note) {
  public Estimate {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw new IllegalArgumentException("an estimate must be a number, but is " + value);
    }
    Checks.requireText(note, "note");
  }

  /** A number that was counted and has no sampling error of its own. */
  public static Estimate exact(double value, String note) {
    return new Estimate(value, Optional.empty(), note);
  }

  /** Lower end of its interval; the value itself where there is none. */
  public double low() {
    return interval.map(Interval::low).orElse(value);
  }

  /** Upper end of its interval; the value itself where there is none. */
  public double high() {
    return interval.map(Interval::high).orElse(value);
  }
}
