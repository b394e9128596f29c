package dev.faceoff.report;

import dev.faceoff.model.Status;
import java.io.IOException;
import java.util.Optional;

/** Capacities for a terminal of 80 columns. */
final class CapacityText {
  private static final int NAME = 20;
  private static final int CELL = 28;

  private final Terminal terminal;
  private final ScenarioReport scenario;
  private final CapacityReport capacity;

  CapacityText(Terminal terminal, ScenarioReport scenario, CapacityReport capacity) {
    this.terminal = terminal;
    this.scenario = scenario;
    this.capacity = capacity;
  }

  void write(Appendable out) throws IOException {
    out.append('\n');
    boolean alone = CapacityWords.isHeadline(scenario);
    if (capacity.status() != Status.VALID && !alone) {
      out.append(terminal.bold(" capacity"));
      out.append("  ").append(terminal.marked(Mark.valueOf(capacity.status().name())));
      out.append('\n');
      Terminal.paragraph(out, Words.reasons(capacity.reasons()));
    }
    Optional<CapacityWords> words = CapacityWords.of(scenario);
    if (words.isEmpty()) {
      return;
    }
    Facts.line(out, NAME, CELL, "capacity", words.get().variants());
    for (Facts.Row row : words.get().rows()) {
      Facts.line(out, NAME, CELL, row.name(), row.cells());
    }
    if (!alone || capacity.status() != Status.VALID) {
      Terminal.paragraph(out, words.get().headline().sentence());
    }
    for (String sentence : words.get().sentences()) {
      Terminal.paragraph(out, sentence);
    }
    if (capacity.cost().isPresent()) {
      CostText.write(capacity.cost().get(), Heads.of(scenario), out);
    }
  }
}
