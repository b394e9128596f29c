package dev.faceoff.junit;

/** Where assertions on comparisons begin; beside AssertJ's own, by static imports of both. */
public final class FaceoffAssertions {
  private FaceoffAssertions() {}

  /** Asserts something of a comparison. */
  public static ComparisonAssert assertThat(Comparison comparison) {
    return new ComparisonAssert(comparison);
  }

  /**
   * How much of a difference an assertion speaks of.
   *
   * @param value for example 3 for 3 %; not negative
   */
  public static Percent percent(double value) {
    return new Percent(value);
  }
}
