package dev.faceoff.model;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the service needs beside itself.
 *
 * @param services by name; started for each variant, so that none shares a ledger with another
 */
public record Dependencies(
    Optional<DatabaseSpec> database, Optional<RedisSpec> redis, Map<String, TargetSpec> services) {
  /** Name of the connection to PostgreSQL. */
  public static final String DATABASE = "database";

  /** Name of the connection to Redis. */
  public static final String REDIS = "redis";

  /** A service that needs nothing. */
  public static final Dependencies NONE =
      new Dependencies(Optional.empty(), Optional.empty(), Map.of());

  public Dependencies {
    services = Collections.unmodifiableMap(new TreeMap<>(services));
  }

  /** The connections there are, by the names that faults use. */
  public Set<String> connections() {
    Set<String> connections = new TreeSet<>(services.keySet());
    database.ifPresent(present -> connections.add(DATABASE));
    redis.ifPresent(present -> connections.add(REDIS));
    return connections;
  }
}
