package dev.faceoff.model;

/**
 * A confidence interval.
 *
 * @param confidence share in (0, 1), for example 0.95
 */
public record Interval(double low, double high, double confidence) {
  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException("low %s must not exceed high %s".formatted(low, high));
    }
    if (!(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException(
          "confidence must be between 0 and 1, but is " + confidence);
    }
  }

  public boolean contains(double value) {
    return low <= value && value <= high;
  }
}
