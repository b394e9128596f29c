package dev.faceoff.stats;

import dev.faceoff.model.Claim;
import java.util.Map;

/**
 * What one launch says about the two sides; the launch is the unit of proof.
 *
 * @param launch from 0
 * @param baseline by claim, the baseline's own value in the measure's unit
 * @param candidate by claim, the candidate's own value
 * @param contrasts by claim, ln(candidate / baseline) as the measure estimates it, which need not
 *     be that of the two values, or their difference where {@link
 *     dev.faceoff.model.Measure#isComparedByDifference}; absent where a side has none
 * @param failures by endpoint
 */
public record LaunchEffects(
    int launch,
    Map<Claim, Double> baseline,
    Map<Claim, Double> candidate,
    Map<Claim, Double> contrasts,
    Map<String, FailureCounts> failures) {
  public LaunchEffects {
    baseline = Map.copyOf(baseline);
    candidate = Map.copyOf(candidate);
    contrasts = Map.copyOf(contrasts);
    failures = Map.copyOf(failures);
  }
}
