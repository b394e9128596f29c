package dev.faceoff.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One way of building the service.
 *
 * @param target how it is started; empty when that is the scenario's target
 * @param properties system properties beside those of the target
 * @param migrations folders of further Flyway migrations, absolute; for pairs that differ in the
 *     schema
 * @param code the files that make the difference, absolute; the report shows their diff
 * @param replicas how many of it are started and share its load and all that it is connected to
 * @param own present when it is a service of the user's own
 */
public record Variant(
    String name,
    Optional<TargetSpec> target,
    Map<String, String> properties,
    List<Path> migrations,
    List<Path> code,
    int replicas,
    Optional<OwnService> own) {
  /** More would not fit beside each other on the machines that Faceoff is made for. */
  public static final int MOST_REPLICAS = 8;

  public Variant {
    Checks.requireText(name, "name");
    Checks.requireAtLeast(replicas, 1, "replicas");
    if (replicas > MOST_REPLICAS) {
      throw new IllegalArgumentException(
          "replicas must be at most %d, but is %d".formatted(MOST_REPLICAS, replicas));
    }
    properties = Map.copyOf(properties);
    migrations = List.copyOf(migrations);
    code = List.copyOf(code);
  }

  /** One of a scenario's pair. */
  public Variant(
      String name,
      Optional<TargetSpec> target,
      Map<String, String> properties,
      List<Path> migrations,
      List<Path> code,
      int replicas) {
    this(name, target, properties, migrations, code, replicas, Optional.empty());
  }

  /** A service of the user's own, of which one is started. */
  public Variant(String name, TargetSpec target, OwnService own) {
    this(name, Optional.of(target), Map.of(), List.of(), List.of(), 1, Optional.of(own));
  }

  /** A variant of which one is started. */
  public Variant(
      String name,
      Optional<TargetSpec> target,
      Map<String, String> properties,
      List<Path> migrations,
      List<Path> code) {
    this(name, target, properties, migrations, code, 1);
  }

  /** A variant of the scenario's own target, of which one is started. */
  public Variant(
      String name, Map<String, String> properties, List<Path> migrations, List<Path> code) {
    this(name, Optional.empty(), properties, migrations, code, 1);
  }

  /** Whether it is sent requests of that endpoint. */
  public boolean plays(String endpoint) {
    return own.map(service -> service.roles().contains(endpoint)).orElse(true);
  }

  /** Whether it is connected to what the scenario connects its variants to by that name. */
  public boolean reaches(String connection) {
    return own.map(service -> service.connections().contains(connection)).orElse(true);
  }

  /**
   * Name of one of its replicas, in messages and of its log: that of the variant where it is the
   * only one, else for example "naive-2".
   *
   * @param number from 1
   */
  public String replica(int number) {
    return replicas == 1 ? name : name + "-" + number;
  }
}
