package dev.faceoff.cli;

import java.util.ArrayList;
import java.util.List;

/** Lays rows out in columns, the last of which wraps at the page's width. */
final class Table {
  private static final int GAP = 2;

  private Table() {}

  /** Lines without trailing spaces; rows have equally many cells. */
  static List<String> lines(List<List<String>> rows, int width) {
    List<String> lines = new ArrayList<>();
    int columns = rows.isEmpty() ? 0 : rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns - 1; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns - 1; i++) {
        line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + GAP));
      }
      int indent = line.length();
      for (String part : wrapped(row.get(columns - 1), Math.max(20, width - indent))) {
        lines.add((line + part).stripTrailing());
        line = new StringBuilder(" ".repeat(indent));
      }
    }
    return lines;
  }

  /** Breaks at spaces; keeps line breaks; a word longer than the width stays whole. */
  static List<String> wrapped(String text, int width) {
    List<String> lines = new ArrayList<>();
    for (String paragraph : text.split("\n", -1)) {
      StringBuilder line = new StringBuilder();
      for (String word : paragraph.split(" ")) {
        if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
          lines.add(line.toString());
          line.setLength(0);
        }
        line.append(line.isEmpty() ? "" : " ").append(word);
      }
      lines.add(line.toString());
    }
    return lines;
  }
}
