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
 */
public record Variant(
    String name,
    Optional<TargetSpec> target,
    Map<String, String> properties,
    List<Path> migrations,
    List<Path> code) {
  public Variant {
    Checks.requireText(name, "name");
    properties = Map.copyOf(properties);
    migrations = List.copyOf(migrations);
    code = List.copyOf(code);
  }

  /** A variant of the scenario's own target. */
  public Variant(
      String name, Map<String, String> properties, List<Path> migrations, List<Path> code) {
    this(name, Optional.empty(), properties, migrations, code);
  }
}
