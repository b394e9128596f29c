package dev.faceoff.stats;

import dev.faceoff.model.Claim;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How much launches of the same build differ, as a {@link dev.faceoff.model.Calibration} has it.
 */
public final class LaunchNoise {
  private LaunchNoise() {}

  /**
   * The standard deviation of the log ratios between launches, by claim.
   *
   * @param launches of a build against itself
   * @return without claims that fewer than two launches know of
   */
  public static Map<Claim, Double> sigma(List<LaunchEffects> launches) {
    Map<Claim, Double> sigma = new TreeMap<>();
    new GateRecord(launches)
        .evidence(claim -> 0)
        .forEach(
            (claim, evidence) -> {
              if (evidence instanceof LaunchEvidence ratios) {
                sigma.put(claim, ratios.deviation());
              }
            });
    return sigma;
  }
}
