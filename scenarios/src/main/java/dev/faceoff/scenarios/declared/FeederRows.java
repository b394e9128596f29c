package dev.faceoff.scenarios.declared;

import io.gatling.javaapi.core.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Feeders, read once; a user draws one row of each, and keeps it.
 *
 * @param byFile in the order in which rows are drawn
 */
record FeederRows(Map<String, Feeder> byFile) {
  private static final String ROW = "declared.row ";

  /**
   * Reads files.
   *
   * @param files absolute, each once
   * @throws UncheckedIOException if one cannot be read
   */
  static FeederRows of(List<String> files) {
    Map<String, Feeder> byFile = new LinkedHashMap<>();
    for (String file : files) {
      try {
        byFile.put(file, Feeder.read(Path.of(file)));
      } catch (IOException e) {
        throw new UncheckedIOException(file + ": " + e.getMessage(), e);
      }
    }
    return new FeederRows(byFile);
  }

  /** Draws the rows of one user, for its session. */
  Map<String, Object> draw(RandomGenerator random) {
    Map<String, Object> rows = new HashMap<>();
    byFile.forEach(
        (file, feeder) -> rows.put(ROW + file, feeder.row(random.nextInt(feeder.size()))));
    return rows;
  }

  /** What a user's row of the first of these feeders has in that column, if one has it. */
  static Optional<String> value(Session session, List<String> files, String column) {
    for (String file : files) {
      Map<String, String> row = session.get(ROW + file);
      if (row != null && row.containsKey(column)) {
        return Optional.of(row.get(column));
      }
    }
    return Optional.empty();
  }
}
