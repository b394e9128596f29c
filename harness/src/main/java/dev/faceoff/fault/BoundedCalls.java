package dev.faceoff.fault;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls of a server by a client that would wait for ever: each on a daemon thread of its own, which
 * is left alone when the limit is over. For one thread at a time.
 */
final class BoundedCalls {
  private final Duration limit;
  private boolean silent;

  BoundedCalls(Duration limit) {
    this.limit = limit;
  }

  /** What is done there. */
  @FunctionalInterface
  interface Call {
    void run() throws IOException;
  }

  /** As {@link #answer} for a call without one. */
  void run(Call call) throws IOException {
    answer(
        () -> {
          call.run();
          return true;
        });
  }

  /**
   * Waits for the answer, also when this thread is interrupted: what a fault did to a server has to
   * be undone.
   *
   * @throws InterruptedIOException at the limit; after that at once, whatever is called: nobody
   *     knows what became of the call that was given up
   */
  <T> T answer(Callable<T> call) throws IOException {
    if (silent) {
      throw new InterruptedIOException("Toxiproxy was silent before");
    }
    FutureTask<T> task = new FutureTask<>(call);
    Thread thread = new Thread(task, "toxiproxy");
    thread.setDaemon(true);
    thread.start();
    long end = System.nanoTime() + limit.toNanos();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (TimeoutException e) {
      silent = true;
      throw new InterruptedIOException(
          "Toxiproxy did not answer within %.3g s".formatted(limit.toMillis() / 1000.0));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
