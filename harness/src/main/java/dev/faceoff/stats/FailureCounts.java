package dev.faceoff.stats;

import dev.faceoff.model.Side;

/**
 * How the pairs of one endpoint in one launch ended.
 *
 * @param pairs all of them
 * @param onlyBaseline where the baseline failed and the candidate did not
 * @param onlyCandidate where the candidate failed and the baseline did not
 * @param both where both failed
 */
public record FailureCounts(long pairs, long onlyBaseline, long onlyCandidate, long both) {
  /** Counts the pairs of a launch. */
  public static FailureCounts of(MatchedPairs pairs) {
    long onlyBaseline = 0;
    long onlyCandidate = 0;
    long both = 0;
    for (int i = 0; i < pairs.size(); i++) {
      boolean baseline = pairs.failed(i, Side.BASELINE);
      boolean candidate = pairs.failed(i, Side.CANDIDATE);
      both += baseline && candidate ? 1 : 0;
      onlyBaseline += baseline && !candidate ? 1 : 0;
      onlyCandidate += candidate && !baseline ? 1 : 0;
    }
    return new FailureCounts(pairs.size(), onlyBaseline, onlyCandidate, both);
  }
}
