package dev.faceoff.load;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Starts a child process whose standard input and output are pipes. */
@FunctionalInterface
public interface ProcessStarter {

  /**
   * Starts a process.
   *
   * @param stderrLog where its standard error goes
   */
  Process start(List<String> command, Path stderrLog) throws IOException;
}
