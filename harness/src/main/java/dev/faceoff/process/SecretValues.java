package dev.faceoff.process;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a user's environment variables hold that texts ask for as {@code ${NAME}}. A process that
 * was told them may write them to its log; whoever quotes that log masks them.
 */
public final class SecretValues {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

  /** Shorter values stand in other words by chance. */
  private static final int LEAST_LENGTH = 4;

  private final Map<String, String> namesByValue;

  private SecretValues(Map<String, String> namesByValue) {
    this.namesByValue = namesByValue;
  }

  /**
   * The values that texts ask for. Of a value of several lines each line is one: logs are quoted by
   * lines.
   *
   * @param variables of the environment; one that is asked for and not there has no value
   */
  public static SecretValues of(Collection<String> texts, Map<String, String> variables) {
    Map<String, String> namesByValue = new HashMap<>();
    for (String text : texts) {
      VARIABLE
          .matcher(text)
          .results()
          .map(match -> match.group(1))
          .forEach(
              name ->
                  variables
                      .getOrDefault(name, "")
                      .lines()
                      .map(String::strip)
                      .filter(line -> line.length() >= LEAST_LENGTH)
                      .forEach(line -> namesByValue.putIfAbsent(line, name)));
    }
    return new SecretValues(namesByValue);
  }

  /** A text with {@code ${NAME}} in the place of each value. */
  public String masked(String text) {
    if (namesByValue.isEmpty()) {
      return text;
    }
    // One value may begin another: the longest is the one to take.
    Pattern any =
        Pattern.compile(
            namesByValue.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|")));
    return any.matcher(text)
        .replaceAll(
            match -> Matcher.quoteReplacement("${%s}".formatted(namesByValue.get(match.group()))));
  }
}
