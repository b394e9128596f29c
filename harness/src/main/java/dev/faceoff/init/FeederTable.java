package dev.faceoff.init;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The values that requests take their turns with, a column a parameter. */
final class FeederTable {
  private static final int MOST_VALUES = 20;

  private final Map<String, Set<String>> valuesByColumn = new LinkedHashMap<>();
  private final Set<String> madeUp = new TreeSet<>();

  /**
   * Adds what is known of a column's values.
   *
   * @param values from the document; may be empty
   * @param otherwise a value that is made up, for a column of which no document tells any
   */
  void add(String column, List<String> values, String otherwise) {
    Set<String> known = valuesByColumn.computeIfAbsent(column, each -> new LinkedHashSet<>());
    if (!values.isEmpty() && madeUp.remove(column)) {
      known.clear();
    }
    if (values.isEmpty() && known.isEmpty()) {
      madeUp.add(column);
      known.add(otherwise);
    }
    values.stream().limit(MOST_VALUES).forEach(known::add);
  }

  boolean isEmpty() {
    return valuesByColumn.isEmpty();
  }

  /** Columns whose value nobody has named. */
  Set<String> madeUp() {
    return Set.copyOf(madeUp);
  }

  /** As CSV with a header line (RFC 4180). Columns with fewer values than others repeat them. */
  String csv() {
    List<List<String>> columns = valuesByColumn.values().stream().map(List::copyOf).toList();
    int rows = columns.stream().mapToInt(List::size).max().orElse(0);
    StringBuilder csv = new StringBuilder();
    line(csv, List.copyOf(valuesByColumn.keySet()));
    for (int i = 0; i < rows; i++) {
      int row = i;
      line(csv, columns.stream().map(column -> column.get(row % column.size())).toList());
    }
    return csv.toString();
  }

  private static void line(StringBuilder csv, List<String> fields) {
    csv.append(fields.stream().map(FeederTable::field).collect(Collectors.joining(",")))
        .append('\n');
  }

  private static String field(String value) {
    // A line that is empty would be passed over.
    return value.isEmpty() || value.matches("(?s).*[\",\\r\\n].*")
        ? '"' + value.replace("\"", "\"\"") + '"'
        : value;
  }
}
