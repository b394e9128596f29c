package dev.faceoff.model;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a scenario does to the connections of its variants.
 *
 * @param distanceMillis standing round-trip latency by connection; 0 is this host, without a proxy
 * @param timeline empty when no fault comes and goes
 */
public record Faults(Map<String, Double> distanceMillis, Optional<FaultTimeline> timeline) {
  /** Connections as they are. */
  public static final Faults NONE = new Faults(Map.of(), Optional.empty());

  public Faults {
    distanceMillis = java.util.Collections.unmodifiableMap(new TreeMap<>(distanceMillis));
  }

  /** The connections that need a proxy. */
  public Set<String> connections() {
    Set<String> connections = new TreeSet<>();
    distanceMillis.forEach(
        (connection, millis) -> {
          if (millis > 0) {
            connections.add(connection);
          }
        });
    timeline.ifPresent(
        line -> line.windows().forEach(window -> connections.add(window.connection())));
    return connections;
  }
}
