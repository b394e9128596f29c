package dev.faceoff.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a longer text says under names, as a shell's command line or an address does: {@code
 * name=value}, {@code -Dname=value}, {@code --name value}, and user and password of {@code
 * scheme://user:password@host}.
 */
public final class NamedValues {
  /** What is looked ahead for may hold further names: {@code --url=jdbc:…?password=…}. */
  private static final Pattern NAMED =
      Pattern.compile(
          "(?<![A-Za-z0-9._-])(?:(?:-D|--?)?([A-Za-z][A-Za-z0-9._-]*)=|--?([A-Za-z][A-Za-z0-9._-]*)[ \\t]+(?!-))"
              + "(?=\"([^\"]+)\"|'([^']+)'|([^\\s\"'&;]+))");

  private static final Pattern USER_INFO =
      Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://([^\\s/?#\"'@:]*):([^\\s/?#\"']+)@");

  private static final Pattern PLACE = Pattern.compile("\\{[A-Za-z_][A-Za-z0-9._-]*}");

  private NamedValues() {}

  /**
   * @param start where in the text the value begins
   * @param end behind its last character
   */
  private record Found(String name, String value, int start, int end) {
    static Found of(String name, MatchResult match, int group) {
      return new Found(name, match.group(group), match.start(group), match.end(group));
    }

    boolean isSecret() {
      return SecretNames.isSecret(name) && !holdsPlace(value);
    }
  }

  /** Names and values, a name as often as it is there; those of an address are called so. */
  public static List<Map.Entry<String, String>> of(String text) {
    return found(text).map(each -> Map.entry(each.name(), each.value())).toList();
  }

  /** Whether a value holds a place for something: such a one is no secret itself. */
  public static boolean holdsPlace(String value) {
    return PLACE.matcher(value).find();
  }

  /** The text with {@code ${name}} in the place of each value under the name of a secret. */
  public static String masked(String text) {
    StringBuilder shown = new StringBuilder();
    int told = 0;
    for (Found secret : found(text).filter(Found::isSecret).toList()) {
      if (secret.start() >= told) {
        shown.append(text, told, secret.start()).append("${").append(secret.name()).append('}');
        told = secret.end();
      }
    }
    return shown.append(text, told, text.length()).toString();
  }

  private static Stream<Found> found(String text) {
    List<Found> found = new ArrayList<>();
    NAMED
        .matcher(text)
        .results()
        .forEach(
            match -> {
              String name = match.group(1) != null ? match.group(1) : match.group(2);
              IntStream.rangeClosed(3, 5)
                  .filter(group -> match.group(group) != null)
                  .forEach(group -> found.add(Found.of(name, match, group)));
            });
    USER_INFO
        .matcher(text)
        .results()
        .forEach(
            match -> {
              found.add(Found.of("user", match, 1));
              found.add(Found.of("password", match, 2));
            });
    return found.stream().sorted(Comparator.comparingInt(Found::start));
  }
}
