package dev.faceoff.report;

import dev.faceoff.model.Examined;
import dev.faceoff.model.Finding;
import java.io.IOException;

/** A diagnosis on a terminal. */
final class DiagnosisText {
  private final Terminal terminal;
  private final DiagnosisReport diagnosis;

  DiagnosisText(Terminal terminal, DiagnosisReport diagnosis) {
    this.terminal = terminal;
    this.diagnosis = diagnosis;
  }

  void write(Appendable out) throws IOException {
    Headline headline = DiagnosisWords.headline(diagnosis);
    out.append(terminal.bold(Terminal.cut(diagnosis.target().label(), 60)));
    out.append("  ").append(terminal.marked(headline.mark())).append('\n');
    Terminal.paragraph(out, headline.sentence());
    for (Finding finding : diagnosis.findings()) {
      out.append('\n');
      out.append(' ').append(terminal.bold(Terminal.cut(heading(finding), 78))).append('\n');
      for (var fact : DiagnosisWords.facts(finding).entrySet()) {
        Terminal.paragraph(out, Words.capitalised(fact.getKey()) + ": " + fact.getValue());
      }
    }
    for (Examined each : diagnosis.examined()) {
      if (each.outcome() == Examined.Outcome.NOT_LOOKED_FOR) {
        out.append('\n');
        Terminal.paragraph(
            out, "Not looked for: %s. %s".formatted(each.shortcut().title(), each.remark()));
      }
    }
  }

  private static String heading(Finding finding) {
    return "%s (%s)".formatted(finding.shortcut().title(), DiagnosisWords.where(finding));
  }
}
