package dev.faceoff.backend;

import dev.faceoff.model.DatabaseSpec;
import dev.faceoff.model.RedisSpec;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Variant;
import java.util.List;
import java.util.Optional;

/**
 * What a scenario needs of a backend.
 *
 * @param proxies whether proxies are put in front of anything
 */
public record BackendNeeds(
    Optional<DatabaseSpec> database,
    Optional<RedisSpec> redis,
    boolean proxies,
    List<Variant> variants) {
  public BackendNeeds {
    variants = List.copyOf(variants);
  }

  /** Whether no server is needed at all. */
  public boolean areNone() {
    return database.isEmpty() && redis.isEmpty() && !proxies;
  }

  /** What that scenario needs. */
  public static BackendNeeds of(Scenario scenario) {
    return new BackendNeeds(
        scenario.dependencies().database(),
        scenario.dependencies().redis(),
        !scenario.faults().connections().isEmpty(),
        scenario.variants());
  }

  /** The same, with proxies. */
  public BackendNeeds withProxies() {
    return new BackendNeeds(database, redis, true, variants);
  }
}
