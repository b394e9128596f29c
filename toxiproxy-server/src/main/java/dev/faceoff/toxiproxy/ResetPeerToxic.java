package dev.faceoff.toxiproxy;

import java.util.Map;

/**
 * At the first data or end of stream: drops it, waits {@code timeout} milliseconds and closes. That
 * the close is a TCP reset is a setting of the sockets, made where the connection starts.
 */
final class ResetPeerToxic implements Toxic {
  static final String TIMEOUT = "timeout";

  private long timeoutNanos;

  @Override
  public boolean swallows() {
    return true;
  }

  @Override
  public void start(Stage stage, Map<String, Long> attributes) {
    timeoutNanos = Stage.nanos(attributes.get(TIMEOUT));
  }

  @Override
  public void chunk(Stage stage, Chunk chunk) {
    chunk.drop();
    stage.pauseFirmly(timeoutNanos, stage::close);
  }

  @Override
  public void end(Stage stage) {
    stage.pauseFirmly(timeoutNanos, stage::close);
  }
}
