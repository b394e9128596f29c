package dev.faceoff.init;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Texts as a YAML file holds them: always read as text, whatever they look like. */
final class YamlText {
  /** Plain where nobody could take it for a number, a truth or a part of YAML. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z/][A-Za-z0-9/_.-]*");

  private static final Pattern WORD_OF_YAML =
      Pattern.compile("(?i)true|false|yes|no|on|off|y|n|null");

  private static final int COLUMNS = 80;

  private YamlText() {}

  /** A scalar on one line. */
  static String of(String text) {
    if (PLAIN.matcher(text).matches() && !WORD_OF_YAML.matcher(text).matches()) {
      return text;
    }
    if (text.chars().noneMatch(c -> Character.isISOControl(c) || Character.isSurrogate((char) c))) {
      return "'" + text.replace("'", "''") + "'";
    }
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (Character.isISOControl(c)) {
        quoted.append("\\x%02x".formatted((int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  /** Lines of a comment that fit into 80 columns. */
  static List<String> comment(String indentation, String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(indentation).append('#');
    int empty = line.length();
    for (String word : oneLine(text).split(" ")) {
      if (line.length() > empty && line.length() + 1 + word.length() > COLUMNS) {
        lines.add(line.toString());
        line.setLength(empty);
      }
      line.append(' ').append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  /** A text of somebody else's without line breaks and what no editor shows. */
  static String oneLine(String text) {
    return text.replaceAll("[\\s\\p{Cntrl}\\p{Cf}\\p{Co}\\p{Cn}\\p{Cs}]+", " ").strip();
  }
}
