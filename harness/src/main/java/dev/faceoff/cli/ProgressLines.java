package dev.faceoff.cli;

import dev.faceoff.run.Phase;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Objects;
import java.util.function.LongSupplier;

/** One line a phase, for logs and pipes; load with its gaps counts as one phase. */
final class ProgressLines implements ProgressView {
  private final PrintStream err;
  private final LongSupplier nanoTime;
  private final long start;
  private String scenario;
  private Phase phase;

  ProgressLines(PrintStream err, LongSupplier nanoTime) {
    this.err = err;
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
  }

  @Override
  public synchronized void progress(Progress progress) {
    Phase current = progress.phase() == Phase.GAPS ? Phase.LOAD : progress.phase();
    if (current == phase && Objects.equals(progress.scenario(), scenario)) {
      return;
    }
    phase = current;
    scenario = progress.scenario();
    err.printf(
        "%6s  %-8s  %s%s, left %s%n",
        Times.clock(Duration.ofNanos(nanoTime.getAsLong() - start)),
        current.label(),
        scenario,
        progress.detail().isEmpty() ? "" : ": " + progress.detail(),
        Times.clock(progress.remaining()));
    err.flush();
  }

  @Override
  public synchronized void note(String line) {
    Table.wrapped(line, Surroundings.DEFAULT_COLUMNS).forEach(err::println);
    err.flush();
  }

  @Override
  public void close() {}
}
