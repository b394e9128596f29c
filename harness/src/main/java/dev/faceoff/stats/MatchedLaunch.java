package dev.faceoff.stats;

import dev.faceoff.model.Side;
import java.util.List;
import java.util.Map;

/**
 * What the generator recorded in one launch of matched pairs.
 *
 * @param launch from 0
 * @param settling the pairs at the measured rate before measuring, one entry an endpoint
 * @param measured the measured pairs, one entry an endpoint
 * @param settlingPlannedSeconds length of the settling part in whole seconds
 * @param measuredFromNanos when the measured part began, from the start of the load
 * @param selfDifferentShare by endpoint: how often the baseline answered the same request, asked
 *     twice, differently; an endpoint never asked twice is absent
 * @param warmUpRequestsPerSecond what each side answered while both were driven without pause, in
 *     the second half of the warm-up; a side that was not warmed up to the end is absent
 * @param unmatched measured requests whose partner is missing: a user that failed on one side
 *     leaves there and goes on here
 */
public record MatchedLaunch(
    int launch,
    List<MatchedPairs> settling,
    List<MatchedPairs> measured,
    int settlingPlannedSeconds,
    long measuredFromNanos,
    Map<String, Double> selfDifferentShare,
    Map<Side, Double> warmUpRequestsPerSecond,
    long unmatched,
    GeneratorHealth generator) {
  public MatchedLaunch {
    settling = List.copyOf(settling);
    measured = List.copyOf(measured);
    selfDifferentShare = Map.copyOf(selfDifferentShare);
    warmUpRequestsPerSecond = Map.copyOf(warmUpRequestsPerSecond);
  }
}
