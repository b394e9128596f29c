package dev.faceoff.backend;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What was opened so far, closed in reverse order: all of it when what follows fails, or at the
 * end.
 */
final class Openings implements AutoCloseable {
  private final Deque<AutoCloseable> closings = new ArrayDeque<>();

  /** Has that done at the end. */
  void atEnd(AutoCloseable closing) {
    closings.push(closing);
  }

  /** Has that closed at the end. */
  <T extends AutoCloseable> T add(T opened) {
    atEnd(opened);
    return opened;
  }

  /**
   * Undoes everything, even if some of it fails or this thread was interrupted: servers do not stop
   * because somebody is in a hurry.
   */
  @Override
  public void close() {
    boolean interrupted = Thread.interrupted();
    RuntimeException failure = null;
    while (!closings.isEmpty()) {
      try {
        closings.pop().close();
      } catch (InterruptedException e) {
        interrupted = true;
      } catch (Exception e) {
        if (failure == null) {
          failure = new IllegalStateException("a server was not stopped as it should be: " + e, e);
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (failure != null) {
      throw failure;
    }
  }
}
