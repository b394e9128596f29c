package dev.faceoff.junit;

import dev.faceoff.report.GateReport;
import java.nio.file.Path;

/** Two services that were compared: with numbers, and a report of them. */
public final class Comparison {
  private final GateReport gate;
  private final Path folder;

  Comparison(GateReport gate, Path folder) {
    this.gate = gate;
    this.folder = folder;
  }

  /** All that was found out, for assertions that are not here. */
  public GateReport gate() {
    return gate;
  }

  /** The page that shows it. */
  public Path report() {
    return folder.resolve("report.html");
  }

  @Override
  public String toString() {
    return "%s against %s".formatted(gate.candidate().label(), gate.baseline().label());
  }
}
