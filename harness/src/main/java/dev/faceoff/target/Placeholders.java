package dev.faceoff.target;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts values in the place of {@code {name}}; {@code ${name}} is not such a place. */
final class Placeholders {
  private static final Pattern PLACEHOLDER =
      Pattern.compile("(?<!\\$)\\{([A-Za-z][A-Za-z0-9._-]*)}");

  private static final Pattern EITHER =
      Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}|" + PLACEHOLDER);

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
        (property, text) -> resolved.put(property, resolve("property " + property, text, values)));
    return resolved;
  }

  /**
   * Resolves a text.
   *
   * @param what it is, for messages
   * @throws UnknownPlaceholderException if a placeholder has no value
   */
  static String resolve(String what, String text, Map<String, String> values) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(value(what, match.group(1), values)));
  }

  /**
   * Resolves the variables of an environment: placeholders, and {@code ${NAME}}, which is the
   * harness's own variable of that name. What those hold is a secret: no message shows it.
   *
   * @throws UnknownPlaceholderException if a placeholder has no value or a variable is not set
   */
  static Map<String, String> environment(
      Map<String, String> variables, Map<String, String> values) {
    Map<String, String> resolved = new TreeMap<>();
    variables.forEach(
        (variable, text) ->
            resolved.put(
                variable,
                // In one go: what a value holds is not looked into.
                EITHER
                    .matcher(text)
                    .replaceAll(
                        match ->
                            Matcher.quoteReplacement(
                                match.group(1) != null
                                    ? ownVariable(variable, match.group(1))
                                    : value("variable " + variable, match.group(2), values)))));
    return resolved;
  }

  private static String ownVariable(String asking, String name) {
    String value = System.getenv(name);
    if (value == null) {
      throw new UnknownPlaceholderException(
          "%s asks for ${%s}, but there is no such environment variable".formatted(asking, name));
    }
    return value;
  }

  /** Whether one of the texts holds that placeholder. */
  static boolean uses(Collection<String> texts, String placeholder) {
    return texts.stream()
        .anyMatch(
            text ->
                PLACEHOLDER
                    .matcher(text)
                    .results()
                    .anyMatch(match -> match.group(1).equals(placeholder)));
  }

  private static String value(String what, String placeholder, Map<String, String> values) {
    String value = values.get(placeholder);
    if (value == null) {
      throw new UnknownPlaceholderException(
          "%s asks for {%s}, which is unknown; nearest: {%s}"
              .formatted(what, placeholder, nearest(placeholder, values.keySet())));
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
