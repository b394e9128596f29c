package dev.faceoff.report;

import dev.faceoff.model.GateFinding;
import dev.faceoff.model.Measure;
import dev.faceoff.report.GateReport.Answers;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A gate on a terminal: verdict, table, answers, and what limits them. */
final class GateText {
  private final Terminal terminal;
  private final GateReport gate;

  GateText(Terminal terminal, GateReport gate) {
    this.terminal = terminal;
    this.gate = gate;
  }

  void write(Appendable out) throws IOException {
    Headline headline = GateWords.headline(gate);
    out.append(terminal.bold(Terminal.clean(gate.name())));
    out.append("  ").append(terminal.marked(headline.mark())).append('\n');
    Terminal.paragraph(out, headline.sentence());
    for (String sentence : GateWords.details(gate)) {
      Terminal.paragraph(out, sentence);
    }
    out.append("  baseline   ").append(Terminal.cut(gate.baseline().label(), 66)).append('\n');
    out.append("  candidate  ").append(Terminal.cut(gate.candidate().label(), 66)).append('\n');
    if (GateWords.hasNumbers(gate)) {
      table(out);
    }
    if (!GateWords.isBroken(gate)) {
      answers(out);
    }
    for (String replaced : gate.replaced()) {
      Terminal.paragraph(out, "Replaced: " + Words.sentence(replaced));
    }
    if (GateWords.hasNumbers(gate)) {
      Terminal.paragraph(out, soundness());
    }
    Terminal.paragraph(out, GateWords.next(gate));
  }

  private void table(Appendable out) throws IOException {
    Set<String> endpoints = new TreeSet<>();
    gate.findings().forEach(f -> endpoints.add(f.claim().endpoint()));
    out.append('\n');
    String interval = "ratio [%s]".formatted(GateWords.interval(gate.findings()));
    line(out, "", "baseline", "candidate", interval, "verdict");
    for (String endpoint : endpoints) {
      if (!endpoint.isEmpty()) {
        out.append(' ').append(Terminal.cut(endpoint, 79)).append('\n');
        rows(out, endpoint);
      }
    }
    if (endpoints.contains("")) {
      out.append(" whole service\n");
      rows(out, "");
    }
  }

  private void rows(Appendable out, String endpoint) throws IOException {
    for (GateFinding finding : gate.findings()) {
      if (finding.claim().endpoint().equals(endpoint)) {
        Measure measure = finding.claim().measure();
        GateChange change = new GateChange(finding);
        line(
            out,
            label(measure),
            side(measure, finding.baseline()),
            side(measure, finding.candidate()),
            change.ratio() + change.ratioInterval().map(i -> " " + i).orElse(""),
            finding.gated() ? terminal.marked(GateWords.mark(finding)) : "shown only");
      }
    }
  }

  private static String side(Measure measure, Optional<Double> value) {
    return value.map(v -> GateWords.side(measure, v)).orElse("-");
  }

  /** Label with unit, short enough for the first column. */
  private static String label(Measure measure) {
    String text =
        switch (measure) {
          case TYPICAL_LATENCY -> "typical, ms";
          case SLOWEST_TENTH -> "slowest tenth, ms";
          case P50_LATENCY, P90_LATENCY, P95_LATENCY, P99_LATENCY, MEAN_LATENCY ->
              measure.label().replace(" latency", "") + ", ms";
          case MAX_LATENCY -> "slowest, ms";
          case SLOW_SHARE -> "slow, %";
          case ERROR_SHARE -> "failed, %";
          case CPU -> "CPU, ms/request";
          case SERVICE_CPU -> "service CPU, ms";
          case DATABASE_CPU -> "database CPU, ms";
          case QUERIES -> "SQL/request";
          case ROWS_READ -> "rows read/request";
          case BUFFERS_HIT -> "pages in memory";
          case BUFFERS_READ -> "pages from disk";
          case POOL_WAIT -> "pool wait, ms";
          default -> measure.label();
        };
    return Terminal.cut("  " + text, 19);
  }

  private void answers(Appendable out) throws IOException {
    List<Answers> noteworthy = gate.answers().stream().filter(GateWords::isNoteworthy).toList();
    for (Answers answers : noteworthy) {
      Terminal.paragraph(
          out,
          "Answers of %s: %s (%s of %s not the same)."
              .formatted(
                  answers.endpoint(),
                  GateWords.answers(answers),
                  Numbers.count(answers.different()),
                  Words.plural(answers.compared(), "pair")));
    }
  }

  /** What limits the numbers, in a sentence or two. */
  private String soundness() {
    long unsteady = GateTrust.unsteady(gate);
    double dropped = GateTrust.mostDropped(gate);
    return Words.plural(gate.launches().size(), "launch")
        + (unsteady == 0 ? "" : ", %d not yet steady".formatted(unsteady))
        + (dropped == 0
            ? ""
            : ", at most %s of one left out as disturbed".formatted(Numbers.percent(dropped)))
        + (gate.calibration().isPresent()
            ? "."
            : ". Not calibrated: the noise is known from these launches alone.");
  }

  private static void line(Appendable out, Object... cells) throws IOException {
    out.append(String.format(Locale.ROOT, "%-19s %8s %9s %-25s %s", cells).stripTrailing())
        .append('\n');
  }
}
