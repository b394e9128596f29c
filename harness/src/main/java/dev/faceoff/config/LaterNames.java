package dev.faceoff.config;

import dev.faceoff.config.ScenarioText.TargetText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The placeholders that are filled in when a service is started, as far as a scenario has what they
 * stand for; for the others, why it may not use them.
 */
final class LaterNames {
  /** Names that no setting may take. */
  static final Set<String> PORTS = Set.of("port", "managementPort");

  /** What the services get that the one under test depends on. */
  static final Set<String> OF_SERVICES = Set.of("port");

  private static final String MANAGEMENT_PORT = "managementPort";
  private static final List<String> DATABASE =
      List.of("database.url", "database.host", "database.port", "database.name", "database.user");
  private static final String DATABASE_PASSWORD = "database.password";
  private static final List<String> REDIS = List.of("redis.host", "redis.port", "redis.database");
  private static final String REDIS_PASSWORD = "redis.password";

  private final Set<String> plain = new TreeSet<>(OF_SERVICES);
  private final Set<String> secret = new TreeSet<>();
  private final Map<String, String> undeclared = new HashMap<>();

  LaterNames(ScenarioText text) {
    add(
        text.target().flatMap(TargetText::managementPort).orElse(false),
        "target declares no 'managementPort: true'",
        List.of(MANAGEMENT_PORT),
        plain);
    boolean database = text.database().isPresent();
    add(database, "the scenario declares no database", DATABASE, plain);
    add(database, "the scenario declares no database", List.of(DATABASE_PASSWORD), secret);
    boolean redis = text.redis().isPresent();
    add(redis, "the scenario declares no redis", REDIS, plain);
    add(redis, "the scenario declares no redis", List.of(REDIS_PASSWORD), secret);
    text.services().keySet().forEach(name -> plain.add(url(name)));
  }

  private void add(boolean declared, String why, List<String> names, Set<String> to) {
    if (declared) {
      to.addAll(names);
    } else {
      names.forEach(name -> undeclared.put(name, "'{%s}', but %s".formatted(name, why)));
    }
  }

  private static String url(String service) {
    return service + ".url";
  }

  Set<String> ofProperties() {
    return plain;
  }

  Map<String, String> refusedInProperties() {
    Map<String, String> refused = new HashMap<>(undeclared);
    secret.forEach(
        name ->
            refused.put(
                name,
                "'{%s}' would be seen in the list of processes; set it in target.environment"
                    .formatted(name)));
    return refused;
  }

  Set<String> ofEnvironment() {
    Set<String> all = new TreeSet<>(plain);
    all.addAll(secret);
    return all;
  }

  Map<String, String> refusedInEnvironment() {
    return undeclared;
  }

  /** A service that needed another could not be started in any order. */
  Map<String, String> refusedInServices() {
    Map<String, String> refused = new HashMap<>();
    for (String name : ofEnvironment()) {
      refused.put(
          name,
          "'{%s}': a service that the target depends on gets {port} and settings only"
              .formatted(name));
    }
    refused.putAll(undeclared);
    return refused;
  }
}
