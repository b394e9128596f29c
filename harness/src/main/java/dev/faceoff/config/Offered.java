package dev.faceoff.config;

import dev.faceoff.model.Scenario;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a run offers a service by placeholders.
 *
 * @param scenario that is played, if one is
 * @param mayBeMore whether a scenario that is not known yet may offer more
 */
record Offered(Optional<Scenario> scenario, boolean mayBeMore) {
  /** What a run without a scenario offers. */
  static final Offered NOTHING = new Offered(Optional.empty(), false);

  /** What some run may offer. */
  static final Offered ANYTHING = new Offered(Optional.empty(), true);

  private static final List<String> ALWAYS = List.of("port", "temp");
  private static final List<String> DATABASE =
      List.of(
          "database.url",
          "database.host",
          "database.port",
          "database.name",
          "database.user",
          "database.password");
  private static final List<String> REDIS =
      List.of("redis.host", "redis.port", "redis.database", "redis.password");

  /** What a run offers that plays a scenario, if it plays one. */
  static Offered by(Optional<Scenario> played) {
    return new Offered(played, false);
  }

  /**
   * The placeholders there are.
   *
   * @param ownDatabase whether the service declares a database itself
   */
  Set<String> names(boolean ownDatabase) {
    Set<String> names = new TreeSet<>(ALWAYS);
    if (ownDatabase || mayBeMore || scenario.flatMap(Scenario::database).isPresent()) {
      names.addAll(DATABASE);
    }
    if (mayBeMore) {
      names.addAll(REDIS);
    }
    scenario.ifPresent(
        played -> {
          if (played.dependencies().redis().isPresent()) {
            names.addAll(REDIS);
          }
          played.dependencies().services().keySet().forEach(name -> names.add(name + ".url"));
          names.addAll(played.settings().keySet());
        });
    return names;
  }
}
