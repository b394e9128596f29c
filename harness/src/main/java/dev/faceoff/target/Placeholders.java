package dev.faceoff.target;

import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts values in the place of {@code {name}}; {@code ${name}} is left to the service. */
final class Placeholders {
  private static final Pattern PLACEHOLDER =
      Pattern.compile("(?<!\\$)\\{([A-Za-z][A-Za-z0-9._-]*)}");

  private Placeholders() {}

  /**
   * Resolves the values of properties.
   *
   * @param values by placeholder
   * @throws UnknownPlaceholderException if a placeholder has no value
   */
  static Map<String, String> resolve(Map<String, String> properties, Map<String, String> values) {
    Map<String, String> resolved = new TreeMap<>();
    properties.forEach(
        (property, text) ->
            resolved.put(
                property,
                PLACEHOLDER
                    .matcher(text)
                    .replaceAll(
                        match ->
                            Matcher.quoteReplacement(value(property, match.group(1), values)))));
    return resolved;
  }

  /** Whether one of the values holds that placeholder. */
  static boolean uses(Map<String, String> properties, String placeholder) {
    return properties.values().stream()
        .anyMatch(
            text ->
                PLACEHOLDER
                    .matcher(text)
                    .results()
                    .anyMatch(match -> match.group(1).equals(placeholder)));
  }

  private static String value(String property, String placeholder, Map<String, String> values) {
    String value = values.get(placeholder);
    if (value == null) {
      throw new UnknownPlaceholderException(
          "property %s asks for {%s}, which is unknown; nearest: {%s}"
              .formatted(property, placeholder, nearest(placeholder, values.keySet())));
    }
    return value;
  }

  private static String nearest(String name, Set<String> names) {
    return new TreeSet<>(names)
        .stream().min(Comparator.comparingInt(other -> distance(name, other))).orElseThrow();
  }

  /** Edits between two words (Levenshtein 1966). */
  private static int distance(String from, String to) {
    int[] previous = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] current = new int[to.length() + 1];
      current[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[to.length()];
  }
}
