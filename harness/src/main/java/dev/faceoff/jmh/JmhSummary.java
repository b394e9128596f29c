package dev.faceoff.jmh;

import java.util.ArrayList;
import java.util.List;

/** Writes a comparison as Markdown for a pull request or a CI step summary. */
public final class JmhSummary {
  /** A step summary may have 1 MiB; a row has at most about 1 KB, and nobody reads further. */
  private static final int MOST_ROWS = 200;

  private static final int MOST_LABEL = 300;

  private JmhSummary() {}

  /** The text of {@code summary.md}. */
  public static String markdown(JmhGate gate) {
    List<String> lines = new ArrayList<>();
    lines.add("## JMH: " + gate.headline());
    lines.add("");
    lines.add(
        "%s against %s; %s. A ratio is new over old, its interval that of 95 %%."
            .formatted(escaped(gate.candidate()), escaped(gate.baseline()), JmhWords.rules(gate)));
    lines.add("");
    lines.add("| verdict | benchmark | old | new | unit | ratio | interval |");
    lines.add("| --- | --- | ---: | ---: | --- | ---: | --- |");
    gate.rows().stream().limit(MOST_ROWS).map(JmhSummary::row).forEach(lines::add);
    if (gate.rows().size() > MOST_ROWS) {
      lines.add("");
      lines.add("%d further rows are left out.".formatted(gate.rows().size() - MOST_ROWS));
    }
    lines.add("");
    gate.allNotes().forEach(note -> lines.add("- " + escaped(note)));
    return String.join("\n", lines) + "\n";
  }

  private static String row(JmhRow row) {
    return "| %s | %s | %s | %s | %s | %s | %s |"
        .formatted(
            row.verdict(),
            escaped(row.label()),
            JmhWords.score(row.baseline()),
            JmhWords.score(row.candidate()),
            escaped(row.unit()),
            JmhWords.plainRatio(row),
            row.ratio().interval().map(JmhWords::interval).orElse(row.reason()));
  }

  private static String escaped(String text) {
    String cut = text.length() <= MOST_LABEL ? text : text.substring(0, MOST_LABEL) + "…";
    return cut.replaceAll("\\s+", " ")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replaceAll("([\\\\`*_\\[\\]|])", "\\\\$1");
  }
}
