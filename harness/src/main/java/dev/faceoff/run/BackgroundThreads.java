package dev.faceoff.run;

import java.util.concurrent.ThreadFactory;

/** Threads beside the run, which do not keep the program alive. */
final class BackgroundThreads {
  private BackgroundThreads() {}

  static ThreadFactory named(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
