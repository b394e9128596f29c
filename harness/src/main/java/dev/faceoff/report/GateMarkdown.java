package dev.faceoff.report;

import dev.faceoff.model.GateFinding;
import dev.faceoff.report.GateReport.Answers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A gate as Markdown: the verdict first, then what to do, then the table, its worst rows first. It
 * stays below what a pull request's comment may hold, whatever the number of endpoints: rows that
 * do not fit are counted.
 */
final class GateMarkdown {
  /** A comment on GitHub takes 65,536 characters; other text of a bot must fit beside it. */
  static final int MOST_BYTES = 60_000;

  /** What a line of someone else's words may take. */
  private static final int MOST_LETTERS = 600;

  private final GateReport gate;
  private final RunInfo run;

  GateMarkdown(GateReport gate, RunInfo run) {
    this.gate = gate;
    this.run = run;
  }

  void write(Appendable out) throws IOException {
    String start = start();
    String end = end();
    out.append(start);
    if (GateWords.hasNumbers(gate)) {
      table(out, MOST_BYTES - bytes(start) - bytes(end));
    }
    out.append(end);
  }

  private String start() {
    Headline headline = GateWords.headline(gate);
    StringBuilder text = new StringBuilder("# Faceoff\n\n");
    text.append(headline.mark().character()).append(' ').append(stressed(headline)).append('\n');
    for (String sentence : GateWords.details(gate)) {
      text.append('\n').append(escaped(sentence)).append('\n');
    }
    text.append('\n').append(escaped(GateWords.next(gate))).append(' ');
    text.append(MarkdownWriter.code(cut(Words.command(run)))).append("\n\n");
    text.append("Baseline ").append(MarkdownWriter.code(cut(gate.baseline().label())));
    text.append(", candidate ").append(MarkdownWriter.code(cut(gate.candidate().label())));
    text.append(", ").append(escaped(gate.name())).append(".\n");
    return text.toString();
  }

  private static String stressed(Headline headline) {
    return headline.figure().isEmpty()
        ? "**" + escaped(headline.mark().word()) + "**: " + escaped(headline.sentence())
        : escaped(headline.before())
            + "**"
            + escaped(headline.figure())
            + "**"
            + escaped(headline.after());
  }

  private void table(Appendable out, int room) throws IOException {
    List<GateFinding> findings = GateWords.ranked(gate);
    String head =
        "\n| measure | baseline | candidate | ratio | %s | verdict |\n| --- | ---: | ---: | ---: | ---: | --- |\n"
            .formatted(GateWords.interval(findings));
    String rest = "\n%s: see report.html or results.json.\n";
    int left = room - bytes(head) - bytes(rest) - 40;
    out.append(head);
    int written = 0;
    for (GateFinding finding : findings) {
      String row = row(finding);
      left -= bytes(row);
      if (left < 0) {
        break;
      }
      out.append(row);
      written++;
    }
    if (written < findings.size()) {
      out.append(rest.formatted(Words.plural(findings.size() - written, "more row")));
    }
  }

  private String row(GateFinding finding) {
    GateChange change = new GateChange(finding);
    var measure = finding.claim().measure();
    return "| %s, %s | %s | %s | %s | %s | %s |%n"
        .formatted(
            escaped(GateWords.claim(finding.claim())),
            Words.unit(measure),
            finding.baseline().map(v -> GateWords.side(measure, v)).orElse(""),
            finding.candidate().map(v -> GateWords.side(measure, v)).orElse(""),
            change.ratio(),
            change.ratioInterval().orElseGet(() -> escaped(finding.ratio().note())),
            finding.gated()
                ? GateWords.mark(finding).character()
                    + " "
                    + escaped(GateWords.verdict(gate, finding))
                : "shown only")
        .replace(System.lineSeparator(), "\n");
  }

  private String end() {
    StringBuilder text = new StringBuilder();
    if (!GateWords.isBroken(gate)) {
      for (Answers answers :
          gate.answers().stream().filter(GateWords::isNoteworthy).limit(20).toList()) {
        text.append(
            "\nAnswers of %s: %s (%s of %s not the same).\n"
                .formatted(
                    escaped(answers.endpoint()),
                    GateWords.answers(answers),
                    Numbers.count(answers.different()),
                    Words.plural(answers.compared(), "pair")));
      }
    }
    for (String replaced : gate.replaced().stream().limit(5).toList()) {
      text.append("\nReplaced: ").append(escaped(Words.sentence(replaced))).append('\n');
    }
    gate.trust()
        .ifPresent(
            trust ->
                text.append(
                    "\nTrust: %s; generator started p99 %s ms late (limit %s ms), missed %s of %s arrivals.\n"
                        .formatted(
                            soundness(),
                            Numbers.plain(trust.startLagP99Millis()),
                            Numbers.plain(trust.startLagLimitMillis()),
                            Numbers.count(trust.missedArrivals()),
                            Numbers.count(trust.plannedArrivals()))));
    text.append(
        "\n%s backend, seed %d, %d CPUs, JDK %s. Everything else is in report.html.\n"
            .formatted(
                Words.capitalised(run.backend().id()),
                run.seed(),
                run.environment().cpus(),
                escaped(run.environment().jdk())));
    return text.toString();
  }

  private String soundness() {
    return "%s, %d not yet steady, at most %s of one left out as disturbed; %s"
        .formatted(
            Words.plural(gate.launches().size(), "launch"),
            GateTrust.unsteady(gate),
            Numbers.percent(GateTrust.mostDropped(gate)),
            gate.calibration().isPresent() ? "calibrated" : "not calibrated");
  }

  private static String escaped(String text) {
    return MarkdownWriter.escape(cut(text));
  }

  private static String cut(String text) {
    return text.length() <= MOST_LETTERS ? text : text.substring(0, MOST_LETTERS - 1) + "…";
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
