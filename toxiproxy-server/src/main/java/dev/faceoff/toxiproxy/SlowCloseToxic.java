package dev.faceoff.toxiproxy;

import java.util.Map;

/** Passes data on and holds the end of the stream back for {@code delay} milliseconds. */
final class SlowCloseToxic implements Toxic {
  static final String DELAY = "delay";

  private long delayNanos;

  @Override
  public void start(Stage stage, Map<String, Long> attributes) {
    delayNanos = Stage.nanos(attributes.get(DELAY));
  }

  @Override
  public void chunk(Stage stage, Chunk chunk) {
    stage.emit(chunk);
  }

  @Override
  public void end(Stage stage) {
    // Interrupted, the stage finds the end still there and comes back here: the wait starts again.
    stage.pause(delayNanos, stage::close, () -> {});
  }
}
