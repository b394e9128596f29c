package dev.faceoff.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a run end in order when the user presses Ctrl-C.
 *
 * <p>A signal makes the JVM run its shutdown hooks while the main thread goes on; when the last
 * hook returns, the process ends with 128 plus the signal's number, 130 for Ctrl-C. So the hook
 * asks the run to stop and waits, not too long, until {@link #close} says that the report is
 * written. It waits for that and not for the thread, which may by then be blocked in {@link
 * System#exit}.
 */
final class Interruption implements AutoCloseable {
  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook;
  private volatile boolean requested;

  /**
   * From now on a signal runs {@code stop} and waits for {@link #close}.
   *
   * @param patience longest wait; a run that hangs must not keep the process alive
   */
  Interruption(Runnable stop, Duration patience) {
    hook = new Thread(() -> interrupt(stop, patience), "interruption");
    try {
      Runtime.getRuntime().addShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The signal came first: there will be no hook, but the run must not start in earnest.
      requested = true;
      stop.run();
    }
  }

  private void interrupt(Runnable stop, Duration patience) {
    if (finished.getCount() == 0) {
      return;
    }
    requested = true;
    stop.run();
    try {
      if (!finished.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        System.err.println("The run did not stop in " + patience.toSeconds() + " s; giving up.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether a signal came. */
  boolean requested() {
    return requested;
  }

  /** Everything is written: a process that waits for this may end. */
  @Override
  public void close() {
    finished.countDown();
    if (!requested) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The process is ending; the hook sees that there is nothing to wait for.
      }
    }
  }
}
