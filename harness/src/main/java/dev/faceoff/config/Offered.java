package dev.faceoff.config;

import dev.faceoff.model.Endpoint;
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
 * @param besidePair whether the service runs beside the scenario's pair and plays its roles
 */
record Offered(Optional<Scenario> scenario, boolean mayBeMore, boolean besidePair) {
  /** What a run without a scenario offers. */
  static final Offered NOTHING = new Offered(Optional.empty(), false, false);

  /** What some run may offer. */
  static final Offered ANYTHING = new Offered(Optional.empty(), true, false);

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
    return new Offered(played, false, false);
  }

  /** What a run offers a service beside the scenario's pair. */
  static Offered besidePairOf(Scenario scenario) {
    return new Offered(Optional.of(scenario), false, true);
  }

  /**
   * Names of values that a request may use beside those of its feeder.
   *
   * @param role it plays; what plays none is offered what any role is
   */
  Set<String> values(String role) {
    Set<String> names = new TreeSet<>();
    scenario.ifPresent(
        played -> {
          names.addAll(played.settings().keySet());
          boolean known = isRole(role);
          played.endpoints().stream()
              .filter(endpoint -> !known || endpoint.name().equals(role))
              .forEach(endpoint -> names.addAll(endpoint.values()));
        });
    return names;
  }

  /** Whether the scenario's journey sends a request of that name. */
  boolean isRole(String name) {
    return roles().contains(name);
  }

  /** Names of the requests that the scenario's journey sends, in its order. */
  List<String> roles() {
    return scenario.stream()
        .flatMap(played -> played.endpoints().stream())
        .map(Endpoint::name)
        .toList();
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
