package dev.faceoff.diagnosis;

import java.util.List;

/**
 * A table, and how often it was read from end to end while something was played.
 *
 * @param rows that PostgreSQL believes it has
 * @param pages of 8 KiB, its own
 * @param columns by name
 */
public record TableUse(
    String name, double rows, double pages, List<String> columns, double scansPerRequest) {
  public TableUse {
    columns = List.copyOf(columns);
  }
}
