package dev.faceoff.target;

import dev.faceoff.container.RunContainer;
import dev.faceoff.process.ManagedProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A service that is a container of the run.
 *
 * @param published its port that is published, unless it shares this machine's network
 * @param log file its output is appended to
 */
record LaunchedContainer(RunContainer container, OptionalInt published, Path log)
    implements Launched {
  @Override
  public OptionalLong pid() {
    return container.pid();
  }

  @Override
  public boolean isAlive() {
    return container.isAlive();
  }

  @Override
  public OptionalInt exitCode() {
    return container.exitCode();
  }

  @Override
  public boolean waitFor(Duration limit) throws InterruptedException {
    return container.waitFor(limit);
  }

  @Override
  public void terminate() {
    container.signal("TERM");
  }

  @Override
  public void stop(Duration grace) {
    container.remove(grace);
  }

  @Override
  public String behindPort() {
    return published.isPresent()
        ? ", where port %d of its container is published".formatted(published.getAsInt())
        : "";
  }

  @Override
  public List<String> lastLines(int lines) {
    if (!container.isAlive()) {
      awaitOutput();
    }
    return ManagedProcess.lastLines(log, lines);
  }

  /** The engine tells the end of a container before the last it wrote. */
  private void awaitOutput() {
    try {
      container.awaitOutput();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
