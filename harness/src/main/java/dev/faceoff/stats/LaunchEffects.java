package dev.faceoff.stats;

import dev.faceoff.model.Claim;
import java.util.Map;

/**
 * What one launch says about the two sides; the launch is the unit of proof.
 *
 * @param launch from 0
 * @param baseline by claim, the baseline's own value in the measure's unit
 * @param candidate by claim, the candidate's own value
 * @param logRatios by claim, ln(candidate / baseline) as the measure estimates it, which need not
 *     be that of the two values; absent where a side has none
 * @param failures by endpoint
 */
public record LaunchEffects(
    int launch,
    Map<Claim, Double> baseline,
    Map<Claim, Double> candidate,
    Map<Claim, Double> logRatios,
    Map<String, FailureCounts> failures) {
  public LaunchEffects {
    baseline = Map.copyOf(baseline);
    candidate = Map.copyOf(candidate);
    logRatios = Map.copyOf(logRatios);
    failures = Map.copyOf(failures);
  }
}
