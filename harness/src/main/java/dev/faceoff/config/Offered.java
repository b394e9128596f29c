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
 */
record Offered(Optional<Scenario> scenario) {
  static final Offered NOTHING = new Offered(Optional.empty());

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

  /**
   * The placeholders there are.
   *
   * @param ownDatabase whether the service declares a database itself
   */
  Set<String> names(boolean ownDatabase) {
    Set<String> names = new TreeSet<>(ALWAYS);
    if (ownDatabase || scenario.flatMap(Scenario::database).isPresent()) {
      names.addAll(DATABASE);
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
