package dev.faceoff.report;

import dev.faceoff.model.GateFinding;
import dev.faceoff.model.Status;
import dev.faceoff.model.Verdict;
import dev.faceoff.report.GateReport.Answers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A gate as workflow commands of GitHub Actions, which shows them beside the run. A command is a
 * line on standard output; see "Workflow commands for GitHub Actions" in GitHub's documentation.
 */
public final class Annotations {
  /** GitHub shows ten errors a step; the last place counts the others. */
  private static final int MOST_ERRORS = 10;

  private enum Level {
    ERROR,
    WARNING,
    NOTICE
  }

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
    List<String> commands = new ArrayList<>();
    boolean all = messages.size() <= MOST_ERRORS;
    for (String message : messages.subList(0, all ? messages.size() : MOST_ERRORS - 1)) {
      commands.add(command(level, gate, message));
    }
    if (!all) {
      String rest = "%d more, see report.html".formatted(messages.size() - MOST_ERRORS + 1);
      commands.add(command(level, gate, rest));
    }
    return commands;
  }

  private static String command(Level level, GateReport gate, String message) {
    String title =
        "Faceoff %s of %s: %s"
            .formatted(
                gate.failing() ? "gate" : "comparison", gate.name(), GateWords.verdict(gate));
    return "::%s title=%s::%s"
        .formatted(level.name().toLowerCase(Locale.ROOT), property(title), data(message));
  }

  /** The percent sign first, or it would escape what was escaped. */
  private static String data(String text) {
    return text.replaceAll("[\\p{Cntrl}&&[^\r\n]]+", " ")
        .replace("%", "%25")
        .replace("\r", "%0D")
        .replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
