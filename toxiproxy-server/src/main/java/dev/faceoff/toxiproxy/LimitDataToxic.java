package dev.faceoff.toxiproxy;

import java.util.Map;

/** Passes the first {@code bytes} bytes of a link on, then closes. */
final class LimitDataToxic implements Toxic {
  static final String BYTES = "bytes";

  private long limitBytes;

  /** Since the toxic came onto the link; a restart does not set it back. */
  private long passedBytes;

  @Override
  public void start(Stage stage, Map<String, Long> attributes) {
    limitBytes = attributes.get(BYTES);
  }

  @Override
  public void chunk(Stage stage, Chunk chunk) {
    long left = limitBytes - passedBytes;
    if (chunk.size() < left) {
      passedBytes += chunk.size();
      stage.emit(chunk);
      return;
    }
    if (left > 0) {
      passedBytes += left;
      stage.emit(chunk.cut((int) left));
    }
    chunk.drop();
    stage.close();
  }
}
