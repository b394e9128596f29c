package dev.faceoff.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What a gate found out about one claim.
 *
 * @param gated whether it can fail the gate
 * @param baseline the baseline's own value in the measure's unit, pooled over launches; empty where
 *     there is none
 * @param candidate the candidate's own value
 * @param ratio candidate over baseline with the interval of 95 %; the difference, candidate less
 *     baseline, where {@link Measure#isComparedByDifference}; without interval where a side of a
 *     count is so near 0 that the ratio's would have no end
 * @param decisive the interval the verdict was spoken by: wider than that of {@code ratio}, because
 *     of several claims and looks; empty for a claim that is not gated, or where it would have no
 *     end
 * @param byLaunch the ratio, or difference, of each launch, in order; a launch that has none is
 *     left out
 * @param moreLaunches about how many more it would take to decide; empty when decided, or when no
 *     number would do
 * @param resolvable the smallest change, as in {@link Tolerance}, that these launches would have
 *     found nine times out of ten; empty where unknown
 */
public record GateFinding(
    Claim claim,
    boolean gated,
    Optional<Double> baseline,
    Optional<Double> candidate,
    Estimate ratio,
    Optional<Interval> decisive,
    List<Double> byLaunch,
    Verdict verdict,
    OptionalInt moreLaunches,
    OptionalDouble resolvable) {
  public GateFinding {
    byLaunch = List.copyOf(byLaunch);
  }
}
