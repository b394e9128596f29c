package dev.faceoff.stats;

import java.util.List;

/**
 * How much launches of the same build differ, as a {@link dev.faceoff.model.Calibration} has it.
 */
public final class LaunchNoise {
  private LaunchNoise() {}

  /**
   * The standard deviation of the log ratios between launches.
   *
   * @param ratios candidate over baseline of at least two launches of a build against itself
   */
  public static double sigma(List<Double> ratios) {
    return LaunchEvidence.of(ratios.stream().map(Math::log).toList(), 0).deviation();
  }
}
