package dev.faceoff.cli;

import dev.faceoff.run.Phase;
import java.io.PrintStream;

/** A line a phase of what has no end to be shown: how long it takes, nobody knows. */
final class ServeProgress implements ProgressView {
  private final PrintStream err;
  private Phase phase;

  ServeProgress(PrintStream err) {
    this.err = err;
  }

  @Override
  public synchronized void progress(Progress progress) {
    if (progress.phase() != phase) {
      phase = progress.phase();
      err.println(phase.label());
      err.flush();
    }
  }

  @Override
  public synchronized void note(String line) {
    Table.wrapped(line, Surroundings.DEFAULT_COLUMNS).forEach(err::println);
    err.flush();
  }

  @Override
  public void close() {}
}
