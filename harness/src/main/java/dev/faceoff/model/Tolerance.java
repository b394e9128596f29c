package dev.faceoff.model;

/**
 * How much of a difference matters, as a share of the baseline; where {@link
 * Measure#isComparedByDifference}, as a share of the requests.
 *
 * @param margin differences within it count as none, for example 0.03
 * @param floor differences below it are never called a change, for example 0.02
 */
public record Tolerance(double margin, double floor) {
  public Tolerance {
    Checks.requirePositive(margin, "margin");
    if (!(floor >= 0 && floor <= margin)) {
      throw new IllegalArgumentException(
          "floor must be from 0 to the margin %s, but is %s".formatted(margin, floor));
    }
  }
}
