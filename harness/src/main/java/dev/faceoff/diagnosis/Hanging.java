package dev.faceoff.diagnosis;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was seen while a dependency answered late.
 *
 * @param dependency its name
 * @param usual without fault, at the usual load
 * @param slight few requests, each answer of the dependency a little late
 * @param hung few requests under two long delays, ascending; empty where nobody waits for it
 * @param crowded the usual load while it hangs
 * @param objectiveMillis latency that users want, by endpoint
 */
public record Hanging(
    String dependency,
    Played usual,
    Delayed slight,
    List<Delayed> hung,
    Delayed crowded,
    Map<String, Double> objectiveMillis) {
  /** Share of a delay that must show in the median of an endpoint that waits for it. */
  static final double LEAST_PASSED_ON = 0.5;

  public Hanging {
    hung = List.copyOf(hung);
    objectiveMillis = Map.copyOf(objectiveMillis);
  }

  /** What was played under a delay of the dependency's answers. */
  public record Delayed(double millis, Played played) {}

  /** The endpoints that wait for the dependency: a slight delay of it makes them later. */
  public static List<String> waiting(Played usual, Delayed slight) {
    return slight.played().endpoints().stream()
        .filter(
            endpoint ->
                slight.played().medianMillis(endpoint) - usual.medianMillis(endpoint)
                    >= LEAST_PASSED_ON * slight.millis())
        .toList();
  }

  List<String> waiting() {
    return waiting(usual, slight);
  }

  Optional<Delayed> longest() {
    return hung.isEmpty() ? Optional.empty() : Optional.of(hung.get(hung.size() - 1));
  }
}
