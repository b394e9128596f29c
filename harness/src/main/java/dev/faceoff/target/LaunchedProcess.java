package dev.faceoff.target;

import dev.faceoff.process.ManagedProcess;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A service that is a process of the run.
 *
 * @param isGroup whether it may leave processes in the background, which end with it
 */
record LaunchedProcess(ManagedProcess process, boolean isGroup) implements Launched {
  @Override
  public OptionalLong pid() {
    return OptionalLong.of(process.pid());
  }

  @Override
  public boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public OptionalInt exitCode() {
    return process.exitCode();
  }

  @Override
  public boolean waitFor(Duration limit) throws InterruptedException {
    return process.waitFor(limit);
  }

  @Override
  public void terminate() {
    process.signal("TERM");
  }

  @Override
  public void stop(Duration grace) {
    process.stop(grace);
    if (isGroup) {
      process.endGroup();
    }
  }

  @Override
  public List<String> lastLines(int lines) {
    return process.lastLines(lines);
  }
}
