package dev.faceoff.scenarios.declared;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with places for values: {@code {name}} stands for a value, <code>{{name}}</code> for the
 * text {@code {name}} itself, and {@code ${NAME}} for an environment variable, which is how secrets
 * come in. All other braces are what they are.
 */
public final class Template {
  /** A number of the user's own, 15 digits. */
  public static final String OWN_ID = "own.id";

  /** A UUID of the user's own. */
  public static final String OWN_UUID = "own.uuid";

  /** How a value is written, so that it stays one value. */
  public enum Form {
    PLAIN,
    /** Percent-encoded, for paths and forms. */
    URL,
    /** As inside a JSON string; numbers stay as they are. */
    JSON;

    String write(String value) {
      return switch (this) {
        case PLAIN -> value;
        case URL -> URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
        case JSON -> jsonEscaped(value);
      };
    }
  }

  private static final String NAME = "[A-Za-z][A-Za-z0-9._-]*";
  private static final Pattern PLACES =
      Pattern.compile(
          "\\$\\{([A-Za-z_][A-Za-z0-9_]*)}|\\{(\\{%s})}|\\{(%s)}".formatted(NAME, NAME));

  private static final int VARIABLE_GROUP = 1;
  private static final int LITERAL_GROUP = 2;
  private static final int NAME_GROUP = 3;

  private final String text;

  public Template(String text) {
    this.text = text;
  }

  /** The names of values it has places for. */
  public Set<String> names() {
    return all(NAME_GROUP);
  }

  /** The environment variables it has places for. */
  public Set<String> variables() {
    return all(VARIABLE_GROUP);
  }

  /** The text with nothing but its fixed parts: every place is empty. */
  public String fixedParts() {
    return PLACES.matcher(text).replaceAll("");
  }

  /**
   * The text as it might be sent, with 0 in all places: enough to see whether it is well-formed.
   */
  public String sample() {
    return fill(name -> "0", name -> "0", Form.PLAIN);
  }

  /**
   * Fills in values.
   *
   * @param values of the names there are
   * @param variables of the environment
   * @param form in which values and variables are written
   */
  String fill(UnaryOperator<String> values, UnaryOperator<String> variables, Form form) {
    return PLACES
        .matcher(text)
        .replaceAll(
            match -> {
              String literal = match.group(LITERAL_GROUP);
              if (literal != null) {
                return Matcher.quoteReplacement(literal);
              }
              String variable = match.group(VARIABLE_GROUP);
              String value =
                  variable != null
                      ? variables.apply(variable)
                      : values.apply(match.group(NAME_GROUP));
              return Matcher.quoteReplacement(form.write(value));
            });
  }

  private Set<String> all(int group) {
    Set<String> names = new TreeSet<>();
    Matcher places = PLACES.matcher(text);
    while (places.find()) {
      if (places.group(group) != null) {
        names.add(places.group(group));
      }
    }
    return names;
  }

  private static String jsonEscaped(String value) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        escaped.append('\\').append(c);
      } else if (c < ' ') {
        escaped.append("\\u%04x".formatted((int) c));
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
