package dev.faceoff.report;

import dev.faceoff.model.Examined;
import dev.faceoff.model.Finding;
import java.io.IOException;

/** A diagnosis in {@code summary.md}. */
final class DiagnosisMarkdown {
  private final DiagnosisReport diagnosis;
  private final RunInfo run;

  DiagnosisMarkdown(DiagnosisReport diagnosis, RunInfo run) {
    this.diagnosis = diagnosis;
    this.run = run;
  }

  void write(Appendable out) throws IOException {
    Headline headline = DiagnosisWords.headline(diagnosis);
    out.append("# Faceoff: diagnosis of ");
    out.append(MarkdownWriter.code(diagnosis.target().label())).append("\n\n");
    out.append(headline.mark().character()).append(" **").append(headline.mark().word());
    out.append("**: ").append(MarkdownWriter.escape(headline.sentence())).append('\n');
    for (Finding finding : diagnosis.findings()) {
      out.append("\n## ")
          .append(MarkdownWriter.escape(Words.capitalised(finding.shortcut().title())));
      out.append(" (").append(MarkdownWriter.escape(DiagnosisWords.where(finding))).append(")\n\n");
      for (var fact : DiagnosisWords.facts(finding).entrySet()) {
        out.append("- **").append(fact.getKey()).append("**: ");
        out.append(MarkdownWriter.escape(fact.getValue())).append('\n');
      }
    }
    if (!diagnosis.examined().isEmpty()) {
      out.append("\n| shortcut | outcome | remark |\n| --- | --- | --- |\n");
      for (Examined each : diagnosis.examined()) {
        out.append(
            "| %s | %s | %s |\n"
                .formatted(
                    each.shortcut().title(),
                    DiagnosisWords.outcome(each),
                    MarkdownWriter.escape(each.remark())));
      }
    }
    out.append("\nRun again: ").append(MarkdownWriter.code(Words.command(run))).append('\n');
  }
}
