package dev.faceoff.cli;

import dev.faceoff.model.FaceoffException;
import dev.faceoff.run.RunListener;
import java.io.PrintStream;

/** Shows on stderr how far a run is. */
interface ProgressView extends RunListener, AutoCloseable {
  @Override
  default void failed(String scenario, FaceoffException cause) {
    note(scenario + " failed: " + cause.getMessage().lines().findFirst().orElse(""));
  }

  /** Leaves the terminal clean; nothing is shown afterwards. */
  @Override
  void close();

  /** A bar on a terminal, else a line a phase. */
  static ProgressView on(PrintStream err, Surroundings surroundings) {
    return surroundings.redraws()
        ? new ProgressBar(err, surroundings)
        : new ProgressLines(err, surroundings.nanoTime());
  }
}
