package dev.faceoff.stats;

import dev.faceoff.model.Measure;
import java.util.List;

/**
 * How much launches of the same build differ, as a {@link dev.faceoff.model.Calibration} has it.
 */
public final class LaunchNoise {
  private LaunchNoise() {}

  /**
   * The standard deviation between launches: of the log ratios, of the differences where {@link
   * Measure#isComparedByDifference}, or of the differences over the sides' mean where {@link
   * Measure#isCountedByTheRequest}.
   *
   * @param byLaunch candidate over baseline, or less it, of at least two launches of a build
   *     against itself
   */
  public static double sigma(Measure measure, List<Double> byLaunch) {
    Contrast contrast = Contrast.of(measure);
    return LaunchEvidence.of(contrast, byLaunch.stream().map(contrast::of).toList(), 0).deviation();
  }
}
