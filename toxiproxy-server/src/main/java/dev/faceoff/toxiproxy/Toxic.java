package dev.faceoff.toxiproxy;

import java.util.Map;

/**
 * What one toxic does to the chunks of one link. Lives as long as the toxic is on the link, through
 * updates and restarts, and belongs to the link's event loop.
 *
 * <p>A toxic that neither emits a chunk it was given nor drops it holds it during a pause of its
 * stage, and says there how to let it out early.
 */
interface Toxic {
  /** How many chunks may wait before the stage in front of this one stops. */
  default int queueLength() {
    return 1;
  }

  /** Whether chunks are taken though there is no room behind, because none is passed on. */
  default boolean swallows() {
    return false;
  }

  /** Begins, or begins again, with attributes that may have changed; nothing is held. */
  default void start(Stage stage, Map<String, Long> attributes) {}

  /** Takes a chunk over. */
  void chunk(Stage stage, Chunk chunk);

  /** Answers the end of the stream by closing the stage or by a pause that closes it. */
  default void end(Stage stage) {
    stage.close();
  }
}
