package dev.faceoff.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How text is put on a terminal of 80 columns.
 *
 * @param colour whether verdicts are marked with ANSI colours; words and shapes are there either
 *     way
 */
record Terminal(boolean colour) {
  static final int WIDTH = 80;

  /** A verdict as shape and word, in its colour. */
  String marked(Mark mark) {
    String text = mark.character() + " " + (mark == Mark.OPEN ? "cannot tell" : mark.word());
    return switch (mark) {
      case BETTER, EXPECTED, CLEAN, BEYOND_FIXED, LIKE_FIXED -> ansi("32", text);
      case WORSE, UNEXPECTED, DIFFERENT, INVALID, FAILED, FOUND, LIKE_NAIVE, BEYOND_NAIVE ->
          ansi("31", text);
      case OPEN, PARTIAL, BETWEEN -> ansi("33", text);
      case SAME, NONE -> text;
    };
  }

  String bold(String text) {
    return ansi("1", text);
  }

  private String ansi(String code, String text) {
    return colour ? "\u001B[" + code + "m" + text + "\u001B[0m" : text;
  }

  /** Names come from files: no control character reaches the terminal. */
  static String clean(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ");
  }

  /** The text, cleaned, in at most {@code width} characters. */
  static String cut(String text, int width) {
    String clean = clean(text);
    return clean.length() <= width ? clean : clean.substring(0, width - 1) + "…";
  }

  /** The same, cut in the middle: names that people give begin alike, and end alike. */
  static String shortened(String text, int width) {
    String clean = clean(text);
    int tail = (width - 1) / 2;
    return clean.length() <= width
        ? clean
        : clean.substring(0, width - 1 - tail) + "…" + clean.substring(clean.length() - tail);
  }

  /** The text in indented lines; a word longer than a line is broken. */
  static void paragraph(Appendable out, String text) throws IOException {
    for (String line : wrapped(clean(text))) {
      out.append("  ").append(line).append('\n');
    }
  }

  private static List<String> wrapped(String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ")) {
      String rest = word;
      if (!line.isEmpty() && line.length() + 1 + rest.length() > WIDTH - 2) {
        lines.add(line.toString());
        line.setLength(0);
      }
      while (rest.length() > WIDTH - 2) {
        lines.add(rest.substring(0, WIDTH - 2));
        rest = rest.substring(WIDTH - 2);
      }
      line.append(line.isEmpty() ? "" : " ").append(rest);
    }
    lines.add(line.toString());
    return lines;
  }
}
