package dev.faceoff.process;

import dev.faceoff.model.NamedValues;
import dev.faceoff.model.SecretNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a user's environment variables hold that texts ask for as {@code ${NAME}}, and what a file
 * itself says under the name of a secret. A process that was told them may write them to its log;
 * whoever quotes that log masks them.
 */
public final class SecretValues {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

  /** Shorter values stand in other words by chance. */
  private static final int LEAST_LENGTH = 4;

  private final Map<String, String> namesByValue;

  /** Of these only whole words are masked: {@code postgres} is also a part of many names. */
  private final Set<String> words;

  private SecretValues(Map<String, String> namesByValue, Set<String> words) {
    this.namesByValue = namesByValue;
    this.words = words;
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
          .forEach(name -> add(namesByValue, name, variables.getOrDefault(name, "")));
    }
    return new SecretValues(namesByValue, Set.of());
  }

  private static void add(Map<String, String> namesByValue, String name, String value) {
    lines(value)
        .filter(line -> line.length() >= LEAST_LENGTH)
        .forEach(line -> namesByValue.putIfAbsent(line, name));
  }

  private static Stream<String> lines(String value) {
    return value.lines().map(String::strip);
  }

  /**
   * These, and what a process is told under the name of a secret, without a place for something;
   * also within what has another name, as an address with a password. A line that is told under
   * another name as well is none: keys and certificates begin alike.
   *
   * @param told names and values, as a file has them; a name may come with several values
   */
  public SecretValues and(Collection<Map.Entry<String, String>> told) {
    List<Map.Entry<String, String>> all = new ArrayList<>(told);
    told.stream()
        .filter(each -> !SecretNames.isSecret(each.getKey()))
        .forEach(each -> all.addAll(NamedValues.of(each.getValue())));
    Map<String, String> literals = new HashMap<>();
    for (Map.Entry<String, String> each : all) {
      if (SecretNames.isSecret(each.getKey()) && !NamedValues.holdsPlace(each.getValue())) {
        add(literals, each.getKey(), each.getValue());
      }
    }
    for (Map.Entry<String, String> each : all) {
      if (!SecretNames.isSecret(each.getKey())) {
        lines(each.getValue()).forEach(literals::remove);
      }
    }
    literals.keySet().removeAll(namesByValue.keySet());
    Map<String, String> masked = new HashMap<>(namesByValue);
    masked.putAll(literals);
    return new SecretValues(masked, literals.keySet());
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
                .map(this::sought)
                .collect(Collectors.joining("|")));
    return any.matcher(text)
        .replaceAll(
            match -> Matcher.quoteReplacement("${%s}".formatted(namesByValue.get(match.group()))));
  }

  private String sought(String value) {
    String quoted = Pattern.quote(value);
    return words.contains(value) ? "(?<![A-Za-z0-9])%s(?![A-Za-z0-9])".formatted(quoted) : quoted;
  }
}
