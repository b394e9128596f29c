package dev.faceoff.stats;

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
    long unmatched,
    GeneratorHealth generator) {
  public MatchedLaunch {
    settling = List.copyOf(settling);
    measured = List.copyOf(measured);
    selfDifferentShare = Map.copyOf(selfDifferentShare);
  }
}
