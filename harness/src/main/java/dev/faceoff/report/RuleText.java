package dev.faceoff.report;

import dev.faceoff.report.ScenarioReport.ExpectationResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was expected and what became of it, for a terminal of 80 columns. */
final class RuleText {
  private static final int TEXT = 58;

  private RuleText() {}

  /** All that was expected, and observed. */
  static void write(ScenarioReport scenario, Appendable out) throws IOException {
    out.append('\n');
    expectation(out, "expected", "observed", "");
    for (ExpectationResult result : scenario.expectations()) {
      String observed = ExpectationTable.observed(result);
      List<String> lines = broken(Terminal.clean(result.text()));
      for (int i = 0; i < lines.size() - 1; i++) {
        expectation(out, lines.get(i), "", "");
      }
      expectation(
          out, lines.get(lines.size() - 1), observed, ExpectationTable.word(result.outcome()));
    }
  }

  /** In lines of a column's width, the further ones indented. */
  private static List<String> broken(String text) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String word : text.split(" ")) {
      if (!line.isBlank() && line.length() + 1 + word.length() > TEXT) {
        lines.add(line);
        line = " ";
      }
      line = line.isEmpty() ? word : line + " " + word;
    }
    lines.add(line);
    return lines;
  }

  private static void expectation(Appendable out, String text, String observed, String outcome)
      throws IOException {
    out.append(
            String.format(Locale.ROOT, " %-" + TEXT + "s %8s %s", text, observed, outcome)
                .stripTrailing())
        .append('\n');
  }
}
