package dev.faceoff.config;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a text of a request says under names: parameters of an address or a form, cookies, and texts
 * in JSON. Read as it is written, places included, because only there a value is told from a place
 * for one.
 */
final class NamedValues {
  /** Also {@code ;jsessionid=...}, which is part of a path. */
  private static final Pattern PARAMETER = Pattern.compile("(?:^|[?&;])([^?&;=#]+)=([^?&;#]*)");

  private static final Pattern COOKIE = Pattern.compile("(?:^|;)([^;=]+)=([^;]*)");

  /** Texts only: a number under such a name counts something, as in {@code "token": 512}. */
  private static final Pattern FIELD =
      Pattern.compile("\"([^\"\\\\]++)\"\\s*+:\\s*+\"((?:[^\"\\\\]++|\\\\.)*+)\"");

  private NamedValues() {}

  /** A value as it is written. */
  record NamedValue(String name, String value) {}

  /** The parameters of an address, or of a form. */
  static List<NamedValue> parameters(String text) {
    return all(PARAMETER, text);
  }

  /** The cookies of a header; one without a name is not told from its value. */
  static List<NamedValue> cookies(String header) {
    return all(COOKIE, header);
  }

  /** The texts that fields of JSON hold, at any depth. */
  static List<NamedValue> fields(String json) {
    return all(FIELD, json);
  }

  private static List<NamedValue> all(Pattern pattern, String text) {
    List<NamedValue> values = new ArrayList<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      // An empty one keeps nothing secret.
      if (!matcher.group(2).isBlank()) {
        values.add(new NamedValue(matcher.group(1).strip(), matcher.group(2)));
      }
    }
    return values;
  }
}
