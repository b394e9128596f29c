package dev.faceoff.report;

import java.util.List;

/**
 * What differs between the code of two variants, for reading.
 *
 * @param from file name of the baseline, empty when the candidate adds the file
 * @param to file name of the candidate, empty when the candidate lacks the file
 */
public record CodeDiff(String from, String to, List<Line> lines) {
  public CodeDiff {
    lines = List.copyOf(lines);
  }

  /**
   * Finds what differs. Package and import lines of Java files are left out unless nothing else
   * differs: they follow from the rest.
   *
   * @param from file name of the baseline, empty when there is no such file
   * @param to file name of the candidate, empty when there is no such file
   */
  public static CodeDiff of(String from, List<String> fromLines, String to, List<String> toLines) {
    List<Line> telling =
        CodeDiffs.lines(withoutImports(from, fromLines), withoutImports(to, toLines));
    boolean differs = telling.stream().anyMatch(l -> l.kind() != Kind.BOTH && l.kind() != Kind.GAP);
    return new CodeDiff(from, to, differs ? telling : CodeDiffs.lines(fromLines, toLines));
  }

  private static List<String> withoutImports(String name, List<String> lines) {
    return name.endsWith(".java") ? CodeDiffs.withoutImports(lines) : lines;
  }

  /** One line, without its line break. */
  public record Line(Kind kind, String text) {}

  /** Which side has the line. */
  public enum Kind {
    BOTH,
    REMOVED,
    ADDED,
    /** Lines of both sides were left out here. */
    GAP
  }
}
