package dev.faceoff.report;

import dev.faceoff.model.Status;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Capacities for a terminal of 80 columns. */
final class CapacityText {
  private static final int WIDTH = 28;

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
    line(out, "capacity", words.get().variants());
    for (CapacityWords.Row row : words.get().rows()) {
      line(out, row.name(), row.cells());
    }
    if (!alone || capacity.status() != Status.VALID) {
      Terminal.paragraph(out, words.get().headline().sentence());
    }
    for (String sentence : words.get().sentences()) {
      Terminal.paragraph(out, sentence);
    }
    if (capacity.cost().isPresent()) {
      CostText.write(capacity.cost().get(), out);
    }
  }

  private static void line(Appendable out, String name, List<String> cells) throws IOException {
    StringBuilder text = new StringBuilder(String.format(Locale.ROOT, " %-20s", name));
    for (String cell : cells) {
      text.append(String.format(Locale.ROOT, " %-" + WIDTH + "s", Terminal.cut(cell, WIDTH)));
    }
    out.append(text.toString().stripTrailing()).append('\n');
  }
}
