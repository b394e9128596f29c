package dev.faceoff.target;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What a service is while it runs, and once it has ended: a process, or a container. */
interface Launched {
  /** Makes it. */
  interface Launcher {
    /**
     * Starts it.
     *
     * @param port of this machine by which it is to be reached
     * @param managementPort likewise; meaningless if it has none of its own
     */
    Launched launch(int port, int managementPort);
  }

  /** Id of its first process; empty when this machine does not see it. */
  OptionalLong pid();

  boolean isAlive();

  /** Its exit code, once it ended and where it is known; 128 + n when signal n ended it. */
  OptionalInt exitCode();

  /** Waits for its end; false when {@code limit} passes first. */
  boolean waitFor(Duration limit) throws InterruptedException;

  /** Asks it to end. */
  void terminate();

  /**
   * Asks it to end, and kills it when it does not within {@code grace}; with what it has started.
   */
  void stop(Duration grace);

  /** What a message that names its address adds, where that is not the port it listens on. */
  default String behindPort() {
    return "";
  }

  /** The last lines it wrote, for messages; fewer when it wrote fewer. */
  List<String> lastLines(int lines);
}
