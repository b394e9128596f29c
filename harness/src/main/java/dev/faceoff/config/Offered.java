package dev.faceoff.config;

import dev.faceoff.model.Dependencies;
import dev.faceoff.model.Endpoint;
import dev.faceoff.model.Scenario;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a run offers a service by placeholders.
 *
 * @param scenario name of the one that is played; empty if none is
 * @param settings names of those it has
 * @param dependencies that it connects services to
 * @param endpoints that its journey sends requests to
 * @param mayBeMore whether a scenario that is not known yet may offer more
 * @param besidePair whether the service runs beside the scenario's pair and plays its roles
 */
record Offered(
    String scenario,
    Set<String> settings,
    Dependencies dependencies,
    List<Endpoint> endpoints,
    boolean mayBeMore,
    boolean besidePair) {
  /** What a run without a scenario offers. */
  static final Offered NOTHING =
      new Offered("", Set.of(), Dependencies.NONE, List.of(), false, false);

  /** What some run may offer. */
  static final Offered ANYTHING =
      new Offered("", Set.of(), Dependencies.NONE, List.of(), true, false);

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
    return played.map(scenario -> of(scenario, false)).orElse(NOTHING);
  }

  /** What a run offers a service beside the scenario's pair. */
  static Offered besidePairOf(Scenario scenario) {
    return of(scenario, true);
  }

  private static Offered of(Scenario scenario, boolean besidePair) {
    return new Offered(
        scenario.name(),
        scenario.settings().keySet(),
        scenario.dependencies(),
        scenario.endpoints(),
        false,
        besidePair);
  }

  /** What a scenario offers the services that it compares, or asks something of. */
  static Offered byScenario(
      String name, Set<String> settings, Dependencies dependencies, boolean mayBeMore) {
    return new Offered(name, settings, dependencies, List.of(), mayBeMore, false);
  }

  /**
   * Names of values that a request may use beside those of its feeder.
   *
   * @param role it plays; what plays none is offered what any role is
   */
  Set<String> values(String role) {
    Set<String> names = new TreeSet<>(settings);
    boolean known = isRole(role);
    endpoints.stream()
        .filter(endpoint -> !known || endpoint.name().equals(role))
        .forEach(endpoint -> names.addAll(endpoint.values()));
    return names;
  }

  /** Whether the scenario's journey sends a request of that name. */
  boolean isRole(String name) {
    return roles().contains(name);
  }

  /** Names of the requests that the scenario's journey sends, in its order. */
  List<String> roles() {
    return endpoints.stream().map(Endpoint::name).toList();
  }

  /**
   * The placeholders there are.
   *
   * @param own what the service declares itself
   */
  Set<String> names(Dependencies own) {
    Set<String> names = new TreeSet<>(ALWAYS);
    for (Dependencies each : List.of(own, dependencies)) {
      if (each.database().isPresent() || mayBeMore) {
        names.addAll(DATABASE);
      }
      if (each.redis().isPresent() || mayBeMore) {
        names.addAll(REDIS);
      }
      each.services().keySet().forEach(name -> names.add(name + ".url"));
    }
    names.addAll(settings);
    return names;
  }

  /** Names of the connections there are, see {@link #names}. */
  Set<String> connections(Dependencies own) {
    Set<String> names = new TreeSet<>(own.connections());
    names.addAll(dependencies.connections());
    return names;
  }
}
