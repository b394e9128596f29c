package dev.faceoff.report;

import dev.faceoff.model.GateFinding;
import dev.faceoff.model.Status;
import dev.faceoff.model.Verdict;
import dev.faceoff.report.GateReport.Answers;
import dev.faceoff.report.WorkflowCommand.Level;
import java.util.ArrayList;
import java.util.List;

/** A gate as workflow commands of GitHub Actions. */
public final class Annotations {
  private Annotations() {}

  /**
   * The commands of a report, a line each, without line ends; none for a report without a gate. An
   * error for each claim or answer that fails a gate and for what did not come to its end, a
   * warning for what could not be decided, a notice for the rest. A comparison that fails nothing
   * warns instead.
   */
  public static List<String> of(Report report) {
    return report.gate().map(Annotations::of).orElse(List.of());
  }

  private static List<String> of(GateReport gate) {
    String sentence = GateWords.headline(gate).sentence();
    if (GateWords.isBroken(gate)) {
      Level level = gate.status() == Status.FAILED ? Level.ERROR : Level.WARNING;
      return List.of(command(level, gate, sentence));
    }
    if (gate.status() == Status.PARTIAL) {
      String reasons = Words.reasons(gate.reasons());
      return List.of(command(Level.ERROR, gate, reasons + "\nSo far: " + sentence));
    }
    Level bad = gate.failing() ? Level.ERROR : Level.WARNING;
    if (gate.answersDiffer()) {
      return commands(
          bad,
          gate,
          gate.answers().stream()
              .filter(Answers::differ)
              .map(
                  a ->
                      "%s: %s of %s were not the same, so no speed was compared"
                          .formatted(
                              a.endpoint(),
                              Numbers.count(a.different()),
                              Words.plural(a.compared(), "pair")))
              .toList());
    }
    if (GateWords.hasNumbers(gate) && gate.verdict() == Verdict.REGRESSION) {
      return commands(
          bad,
          gate,
          GateWords.gated(gate, Verdict.REGRESSION).stream().map(GateWords::sentence).toList());
    }
    if (gate.verdict() == Verdict.INCONCLUSIVE) {
      List<String> lines = new ArrayList<>(List.of(sentence));
      List<GateFinding> open =
          GateWords.hasNumbers(gate) ? GateWords.gated(gate, Verdict.INCONCLUSIVE) : List.of();
      open.forEach(finding -> lines.add(GateWords.sentence(finding)));
      return List.of(command(Level.WARNING, gate, String.join("\n", lines)));
    }
    return List.of(command(Level.NOTICE, gate, sentence));
  }

  private static List<String> commands(Level level, GateReport gate, List<String> messages) {
    return WorkflowCommand.each(level, title(gate), messages, "see report.html");
  }

  private static String command(Level level, GateReport gate, String message) {
    return WorkflowCommand.of(level, title(gate), message);
  }

  private static String title(GateReport gate) {
    return "Faceoff %s of %s: %s"
        .formatted(gate.failing() ? "gate" : "comparison", gate.name(), GateWords.verdict(gate));
  }
}
