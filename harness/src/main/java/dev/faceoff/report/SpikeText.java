package dev.faceoff.report;

import dev.faceoff.model.Endpoint;
import dev.faceoff.model.Status;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What became of users in a spike, for a terminal of 80 columns. */
final class SpikeText {
  private static final int NAME = 24;
  private static final int CELL = 26;

  private final Terminal terminal;
  private final ScenarioReport scenario;
  private final SpikeReport spike;

  SpikeText(Terminal terminal, ScenarioReport scenario, SpikeReport spike) {
    this.terminal = terminal;
    this.scenario = scenario;
    this.spike = spike;
  }

  void write(Appendable out) throws IOException {
    out.append('\n');
    boolean alone = SpikeWords.isHeadline(scenario);
    if (spike.status() != Status.VALID && !alone) {
      out.append(terminal.bold(" spike"));
      out.append("  ").append(terminal.marked(Mark.valueOf(spike.status().name())));
      out.append('\n');
      Terminal.paragraph(out, Words.reasons(spike.reasons()));
    }
    Optional<SpikeWords> words = SpikeWords.of(scenario);
    if (words.isEmpty()) {
      return;
    }
    Facts.line(out, NAME, CELL, "spike", words.get().variants());
    for (Endpoint endpoint : spike.endpoints()) {
      List<Facts.Row> rows = words.get().rows(endpoint);
      if (spike.endpoints().size() > 1 && !rows.isEmpty()) {
        out.append(' ').append(Terminal.cut(endpoint.name(), 70)).append('\n');
      }
      for (Facts.Row row : rows) {
        Facts.line(out, NAME, CELL, row.name(), row.cells());
      }
    }
    if (!alone || spike.status() != Status.VALID) {
      Terminal.paragraph(out, words.get().headline().sentence());
    }
    for (String sentence : words.get().sentences()) {
      Terminal.paragraph(out, sentence);
    }
    Terminal.paragraph(out, words.get().note());
  }
}
