package dev.faceoff.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The PostgreSQL content every variant starts from.
 *
 * @param migrations folders of Flyway migrations that make schema and data, absolute; empty when
 *     every variant has its own only, or the services make their schema themselves
 * @param placeholders Flyway placeholders, resolved; sizes and seed of the data
 */
public record DatabaseSpec(List<Path> migrations, Map<String, String> placeholders) {
  public DatabaseSpec {
    migrations = List.copyOf(migrations);
    placeholders = Map.copyOf(placeholders);
  }
}
