package dev.faceoff.backend;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was opened so far, closed in reverse order: all of it when what follows fails, or at the
 * end.
 */
final class Openings implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Openings.class);

  /**
   * What is undone at the end.
   *
   * @param what may remain if that fails
   */
  private record Opening(String what, AutoCloseable closing) {}

  private final Deque<Opening> opened = new ArrayDeque<>();

  /**
   * Has that done at the end.
   *
   * @param what may remain if it fails, such as "database faceoff_naive"
   */
  void atEnd(String what, AutoCloseable closing) {
    opened.push(new Opening(what, closing));
  }

  /**
   * Has that closed at the end.
   *
   * @param what it is, such as "Redis"
   */
  <T extends AutoCloseable> T add(String what, T closeable) {
    atEnd(what, closeable);
    return closeable;
  }

  /**
   * Undoes everything, even if some of it fails or this thread was interrupted: servers do not stop
   * because somebody is in a hurry. A failure is told in the log: what was measured before is worth
   * no less for it.
   */
  @Override
  public void close() {
    boolean interrupted = Thread.interrupted();
    while (!opened.isEmpty()) {
      Opening opening = opened.pop();
      try {
        opening.closing().close();
      } catch (InterruptedException e) {
        interrupted = true;
      } catch (Exception e) {
        LOG.warn(
            "{} may remain, because ending it failed; 'faceoff clean' or the next run removes it",
            opening.what(),
            e);
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
