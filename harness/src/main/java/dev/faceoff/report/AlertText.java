package dev.faceoff.report;

import dev.faceoff.model.Status;
import dev.faceoff.report.AlertReport.Fault;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Who was told of faults, and when, for a terminal of 80 columns. */
final class AlertText {
  private static final int NAME = 17;
  private static final int CELL = 29;

  private final Terminal terminal;
  private final ScenarioReport scenario;
  private final AlertReport alerts;

  AlertText(Terminal terminal, ScenarioReport scenario, AlertReport alerts) {
    this.terminal = terminal;
    this.scenario = scenario;
    this.alerts = alerts;
  }

  void write(Appendable out) throws IOException {
    out.append('\n');
    boolean alone = AlertWords.isHeadline(scenario);
    if (alerts.status() != Status.VALID && !alone) {
      out.append(terminal.bold(" alerts"));
      out.append("  ").append(terminal.marked(Mark.valueOf(alerts.status().name())));
      out.append('\n');
      Terminal.paragraph(out, Words.reasons(alerts.reasons()));
    }
    Optional<AlertWords> words = AlertWords.of(scenario);
    if (words.isEmpty()) {
      return;
    }
    Facts.line(out, NAME, CELL, "alerts", words.get().variants());
    for (Fault fault : alerts.plan().faults()) {
      if (words.get().rows(fault).isEmpty()) {
        continue;
      }
      out.append(' ')
          .append(Terminal.cut("%s: %s".formatted(fault.name(), fault.what()), 78))
          .append('\n');
      lines(words.get().rows(fault), out);
    }
    out.append(" without a fault\n");
    lines(words.get().quiet(), out);
    if (!alone || alerts.status() != Status.VALID) {
      Terminal.paragraph(out, words.get().headline().sentence());
    }
    for (String sentence : words.get().sentences()) {
      Terminal.paragraph(out, sentence);
    }
    Terminal.paragraph(out, words.get().note());
  }

  private static void lines(List<Facts.Row> rows, Appendable out) throws IOException {
    for (Facts.Row row : rows) {
      Facts.line(out, NAME, CELL, "  " + row.name(), row.cells());
    }
  }
}
