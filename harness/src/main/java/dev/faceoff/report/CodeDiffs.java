package dev.faceoff.report;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import dev.faceoff.report.CodeDiff.Kind;
import dev.faceoff.report.CodeDiff.Line;
import java.util.ArrayList;
import java.util.List;

/** Turns two files into the lines worth reading. */
final class CodeDiffs {
  /** Common lines kept on either side of a difference. */
  private static final int CONTEXT = 3;

  private CodeDiffs() {}

  /** Differing lines with a few common ones around; a gap stands for common lines left out. */
  static List<Line> lines(List<String> from, List<String> to) {
    List<Line> all = new ArrayList<>();
    int next = 0;
    for (AbstractDelta<String> delta : DiffUtils.diff(from, to).getDeltas()) {
      int start = delta.getSource().getPosition();
      add(all, Kind.BOTH, from.subList(next, start));
      add(all, Kind.REMOVED, delta.getSource().getLines());
      add(all, Kind.ADDED, delta.getTarget().getLines());
      next = start + delta.getSource().size();
    }
    add(all, Kind.BOTH, from.subList(next, from.size()));
    return withoutFarLines(all);
  }

  /** Drops package and import statements and the blank lines around them. */
  static List<String> withoutImports(List<String> lines) {
    List<String> kept = new ArrayList<>();
    for (String line : lines) {
      boolean blankAtStart = line.isBlank() && kept.isEmpty();
      if (!line.startsWith("package ") && !line.startsWith("import ") && !blankAtStart) {
        kept.add(line);
      }
    }
    return kept;
  }

  private static void add(List<Line> all, Kind kind, List<String> lines) {
    lines.forEach(line -> all.add(new Line(kind, line)));
  }

  private static List<Line> withoutFarLines(List<Line> all) {
    boolean[] near = new boolean[all.size()];
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).kind() != Kind.BOTH) {
        int end = Math.min(all.size(), i + CONTEXT + 1);
        for (int j = Math.max(0, i - CONTEXT); j < end; j++) {
          near[j] = true;
        }
      }
    }
    List<Line> kept = new ArrayList<>();
    for (int i = 0; i < near.length; i++) {
      if (near[i]) {
        kept.add(all.get(i));
      } else if (kept.isEmpty() || kept.get(kept.size() - 1).kind() != Kind.GAP) {
        kept.add(new Line(Kind.GAP, ""));
      }
    }
    return kept;
  }
}
