package dev.faceoff.load;

import java.util.Collections;
import java.util.List;
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

  /**
   * What several generators told that played a plan together: of their processes the busiest.
   *
   * @param results at least one
   */
  public static GeneratorResult together(List<GeneratorResult> results) {
    SortedMap<Integer, Long> inFlight = new TreeMap<>(results.get(0).inFlightByBlock());
    for (GeneratorResult other : results.subList(1, results.size())) {
      // A block is complete when all of them have completed it.
      inFlight.keySet().retainAll(other.inFlightByBlock().keySet());
      inFlight.replaceAll((block, users) -> users + other.inFlightByBlock().get(block));
    }
    return new GeneratorResult(
        inFlight,
        results.stream().mapToDouble(GeneratorResult::cpuShare).max().orElseThrow(),
        results.stream().mapToDouble(GeneratorResult::gcShare).max().orElseThrow());
  }
}
