package dev.faceoff.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A throughput that was measured at a load.
 *
 * @param launch in which it was measured, from 0
 * @param load users at a time (or threads, or replicas); at least 1
 * @param throughputPerSecond requests answered a second; above 0
 */
public record Observation(int launch, double load, double throughputPerSecond) {
  public Observation {
    if (!(load >= 1) || Double.isInfinite(load)) {
      throw new IllegalArgumentException("load must be at least 1, but is " + load);
    }
    if (!(throughputPerSecond > 0) || Double.isInfinite(throughputPerSecond)) {
      throw new IllegalArgumentException(
          "throughputPerSecond must be above 0, but is %s at load %s"
              .formatted(throughputPerSecond, load));
    }
  }

  /**
   * What one variant's closed blocks of a launch observed: one throughput a block, of all endpoints
   * together, at its number of users. A block without an answer in its counted time has none.
   */
  public static List<Observation> of(LaunchSamples launch, String variant) {
    Map<Integer, List<ClosedSamples>> byBlock = new TreeMap<>();
    launch.closed().stream()
        .filter(closed -> closed.variant().equals(variant))
        .forEach(
            closed -> byBlock.computeIfAbsent(closed.block(), b -> new ArrayList<>()).add(closed));
    List<Observation> observations = new ArrayList<>();
    for (List<ClosedSamples> block : byBlock.values()) {
      double perSecond = block.stream().mapToDouble(ClosedSamples::answeredPerSecond).sum();
      if (perSecond > 0) {
        observations.add(new Observation(launch.launch(), block.get(0).users(), perSecond));
      }
    }
    return observations;
  }
}
