package dev.faceoff.run;

import java.util.Optional;

/** Whether the user wants the run to end soon, and what to do to make it so. */
final class Interruption {
  private Thread runner;
  private Optional<Runnable> stopLoad = Optional.empty();
  private boolean requested;

  /** The thread that runs; waiting it does outside of load is broken off. */
  synchronized void watch(Thread thread) {
    runner = thread;
  }

  synchronized void request() {
    requested = true;
    if (stopLoad.isPresent()) {
      stopLoad.get().run();
    } else if (runner != null) {
      runner.interrupt();
    }
  }

  synchronized boolean requested() {
    return requested;
  }

  /**
   * While load runs, a request stops the load and leaves the thread to collect what was measured.
   */
  synchronized void duringLoad(Runnable stop) {
    stopLoad = Optional.of(stop);
    if (requested) {
      stop.run();
    }
  }

  synchronized void afterLoad() {
    stopLoad = Optional.empty();
  }
}
