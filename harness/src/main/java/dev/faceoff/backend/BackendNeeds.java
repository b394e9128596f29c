package dev.faceoff.backend;

import dev.faceoff.model.DatabaseSpec;
import dev.faceoff.model.OwnService;
import dev.faceoff.model.RedisSpec;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Variant;
import java.util.List;
import java.util.Optional;

/**
 * What a scenario needs of a backend.
 *
 * @param database content of the variants that bring none of their own
 * @param proxies whether proxies are put in front of anything
 * @param variants those that get a database each, where there is one, and likewise of Redis
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
        scenario.database().or(() -> broughtAlong(scenario)),
        scenario.dependencies().redis().or(() -> ownRedis(scenario)),
        !scenario.faults().connections().isEmpty(),
        scenario.variants().stream()
            .filter(variant -> variant.own().isEmpty() || usesAny(scenario, variant))
            .toList());
  }

  /** Nothing, for all but those that bring their own content. */
  private static Optional<DatabaseSpec> broughtAlong(Scenario scenario) {
    return scenario.ownVariants().stream()
        .flatMap(variant -> variant.own().flatMap(OwnService::database).stream())
        .findFirst()
        .map(brought -> new DatabaseSpec(List.of(), brought.placeholders()));
  }

  private static Optional<RedisSpec> ownRedis(Scenario scenario) {
    return scenario.ownVariants().stream()
        .flatMap(variant -> variant.own().flatMap(own -> own.own().redis()).stream())
        .findFirst();
  }

  private static boolean usesAny(Scenario scenario, Variant variant) {
    return scenario.hasDatabase(variant) || scenario.hasRedis(variant);
  }

  /** The same, with proxies. */
  public BackendNeeds withProxies() {
    return new BackendNeeds(database, redis, true, variants);
  }
}
