package dev.faceoff.jmh;

import dev.faceoff.model.Verdict;
import java.util.ArrayList;
import java.util.List;

/** Writes a comparison for a terminal of 80 columns. */
public final class JmhText {
  private static final int COLUMNS = 80;
  private static final String ROW = "%-12s  %5s  %-15s  ";

  private JmhText() {}

  /** Lines without trailing spaces, the verdict last. */
  public static List<String> lines(JmhGate gate) {
    List<String> lines = new ArrayList<>();
    lines.addAll(wrapped("", "JMH: %s against %s".formatted(gate.candidate(), gate.baseline())));
    lines.addAll(wrapped("", JmhWords.rules(gate)));
    lines.add("");
    lines.addAll(wrapped(ROW.formatted("verdict", "ratio", "95 % interval"), "benchmark"));
    for (JmhRow row : gate.rows()) {
      String interval = row.ratio().interval().map(JmhWords::interval).orElse("none");
      lines.addAll(
          wrapped(ROW.formatted(row.verdict(), JmhWords.plainRatio(row), interval), row.label()));
      if (row.verdict() != Verdict.EQUIVALENT) {
        lines.addAll(wrapped("  ", scores(row)));
      }
    }
    lines.add("");
    for (String note : gate.allNotes()) {
      lines.addAll(wrapped("note: ", note));
    }
    lines.addAll(wrapped("", gate.headline()));
    return lines;
  }

  private static String scores(JmhRow row) {
    return "%s -> %s %s; %s"
        .formatted(
            JmhWords.score(row.baseline()),
            JmhWords.score(row.candidate()),
            row.unit(),
            row.reason());
  }

  /** Breaks at spaces, and words that are longer than a line. */
  private static List<String> wrapped(String first, String text) {
    int width = COLUMNS - first.length();
    List<String> lines = new ArrayList<>();
    String start = first;
    String rest = text;
    while (rest.length() > width) {
      int space = rest.lastIndexOf(' ', width);
      int end = space > 0 ? space : width;
      lines.add((start + rest.substring(0, end)).stripTrailing());
      rest = rest.substring(end).stripLeading();
      start = " ".repeat(first.length());
    }
    lines.add((start + rest).stripTrailing());
    return lines;
  }
}
