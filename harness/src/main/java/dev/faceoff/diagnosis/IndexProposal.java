package dev.faceoff.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An index that would serve a filter and a sort: columns that are compared for equality first, then
 * those of the sort, or, where there is none, one of a range. So PostgreSQL finds the rows in their
 * order and stops after a page.
 *
 * @param keys columns, with DESC where rows are wanted that way
 */
public record IndexProposal(String table, List<String> keys) {
  /** A column as it is, not what a function makes of it. */
  private static final String COLUMN =
      "\\(?\"?\\b(?<!\\w\\()([A-Za-z_][A-Za-z0-9_]*)\"?\\)?(?:::[a-z ]+)?";

  private static final Pattern EQUALITY =
      Pattern.compile(COLUMN + " = (?!ANY\\b)|" + COLUMN + " = ANY\\b");
  private static final Pattern RANGE = Pattern.compile(COLUMN + " (?:<|>|<=|>=) ");
  private static final Pattern SORT_KEY =
      Pattern.compile("(?:\\w+\\.)?\"?(\\w+)\"?( DESC)?(?: NULLS (?:FIRST|LAST))?");

  public IndexProposal {
    keys = List.copyOf(keys);
  }

  /** For a scan; empty where no index over plain columns would serve it. */
  static Optional<IndexProposal> of(Plan.Scan scan, List<String> columns) {
    // What holds for one side of an OR alone serves neither.
    if (scan.filter().contains(" OR ")) {
      return Optional.empty();
    }
    List<String> keys = new ArrayList<>(found(EQUALITY, scan.filter(), columns));
    List<String> sorted = new ArrayList<>();
    for (String key : scan.sortKeys()) {
      Matcher matcher = SORT_KEY.matcher(key);
      if (!matcher.matches() || !columns.contains(matcher.group(1))) {
        sorted.clear();
        break;
      }
      sorted.add(matcher.group(1) + (matcher.group(2) == null ? "" : " DESC"));
    }
    if (sorted.isEmpty()) {
      found(RANGE, scan.filter(), columns).stream().limit(1).forEach(keys::add);
    } else {
      sorted.stream().filter(key -> !keys.contains(key.replace(" DESC", ""))).forEach(keys::add);
    }
    return keys.isEmpty() ? Optional.empty() : Optional.of(new IndexProposal(scan.table(), keys));
  }

  private static List<String> found(Pattern pattern, String filter, List<String> columns) {
    List<String> names = new ArrayList<>();
    Matcher matcher = pattern.matcher(filter);
    while (matcher.find()) {
      for (int group = 1; group <= matcher.groupCount(); group++) {
        String name = matcher.group(group);
        if (name != null && columns.contains(name) && !names.contains(name)) {
          names.add(name);
        }
      }
    }
    return names;
  }

  /** The statement that makes it, its name left to PostgreSQL. */
  public String sql() {
    return sql("");
  }

  /** The statement that makes it under a name, plain lower case. */
  public String sql(String name) {
    return "CREATE INDEX %sON %s (%s)"
        .formatted(
            name.isEmpty() ? "" : name + " ",
            quoted(table),
            keys.stream()
                .map(
                    key ->
                        key.endsWith(" DESC")
                            ? quoted(key.substring(0, key.length() - " DESC".length())) + " DESC"
                            : quoted(key))
                .collect(Collectors.joining(", ")));
  }

  /** Quoted only where it must be. */
  private static String quoted(String name) {
    return name.matches("[a-z_][a-z0-9_]*") ? name : "\"" + name.replace("\"", "\"\"") + "\"";
  }
}
