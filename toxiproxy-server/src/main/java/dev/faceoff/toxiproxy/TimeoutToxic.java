package dev.faceoff.toxiproxy;

import java.util.Map;

/**
 * Swallows all data, and closes once {@code timeout} milliseconds passed without any; with 0 it
 * never does.
 */
final class TimeoutToxic implements Toxic {
  static final String TIMEOUT = "timeout";

  private long timeoutNanos;

  @Override
  public boolean swallows() {
    return true;
  }

  @Override
  public void start(Stage stage, Map<String, Long> attributes) {
    timeoutNanos = Stage.nanos(attributes.get(TIMEOUT));
    arm(stage);
  }

  @Override
  public void chunk(Stage stage, Chunk chunk) {
    chunk.drop();
    arm(stage);
  }

  private void arm(Stage stage) {
    if (timeoutNanos > 0) {
      stage.alarm(timeoutNanos, stage::close);
    }
  }
}
