package dev.faceoff.load;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the generator told about a launch, beside its samples.
 *
 * @param inFlightByBlock the completed blocks, and how many users had not left when each was over
 * @param cpuShare CPU time of the generator over wall-clock time and cores while measuring: without
 *     warm-up, settling and gaps, 0 to 1
 * @param gcShare share of the same time in which it collected garbage, 0 to 1
 */
public record GeneratorResult(
    SortedMap<Integer, Long> inFlightByBlock, double cpuShare, double gcShare) {
  public GeneratorResult {
    inFlightByBlock = Collections.unmodifiableSortedMap(new TreeMap<>(inFlightByBlock));
  }
}
