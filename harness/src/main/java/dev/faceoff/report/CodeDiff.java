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
