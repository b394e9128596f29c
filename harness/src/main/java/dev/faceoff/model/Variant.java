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
 */
public record Variant(
    String name,
    Optional<TargetSpec> target,
    Map<String, String> properties,
    List<Path> migrations,
    List<Path> code,
    int replicas) {
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
