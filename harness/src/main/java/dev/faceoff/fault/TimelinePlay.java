package dev.faceoff.fault;

import dev.faceoff.model.FaultTimeline;
import dev.faceoff.model.FaultWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The faults of one play, applied and removed at their offsets on a thread of its own. */
public final class TimelinePlay implements AutoCloseable {
  private final FaultTimeline timeline;
  private final Map<String, FaultProxy> proxies;
  private final long startNanoTime;
  private final FaultListener listener;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition closing = lock.newCondition();
  private final List<FaultInstant> instants = new ArrayList<>();
  private final FutureTask<Void> playing = new FutureTask<>(this::play, null);
  private boolean closed;

  private TimelinePlay(
      FaultTimeline timeline,
      Map<String, FaultProxy> proxies,
      long startNanoTime,
      FaultListener listener) {
    this.timeline = timeline;
    this.proxies = Map.copyOf(proxies);
    this.startNanoTime = startNanoTime;
    this.listener = listener;
  }

  /**
   * Starts a play.
   *
   * @param proxies of the variant that suffers, by connection
   * @param startNanoTime {@link System#nanoTime} from which offsets count; what is due already
   *     happens at once
   */
  public static TimelinePlay start(
      FaultTimeline timeline, Map<String, FaultProxy> proxies, long startNanoTime) {
    return start(timeline, proxies, startNanoTime, FaultListener.NONE);
  }

  /** As above, and tells when faults have come and gone. */
  public static TimelinePlay start(
      FaultTimeline timeline,
      Map<String, FaultProxy> proxies,
      long startNanoTime,
      FaultListener listener) {
    for (FaultWindow window : timeline.windows()) {
      if (!proxies.containsKey(window.connection())) {
        throw new IllegalArgumentException(
            "%s needs a proxy, but there are only %s".formatted(window.label(), proxies.keySet()));
      }
    }
    TimelinePlay play = new TimelinePlay(timeline, proxies, startNanoTime, listener);
    Thread thread = new Thread(play.playing, "faults");
    thread.setDaemon(true);
    thread.start();
    return play;
  }

  /**
   * Waits until all windows are over, or the play is closed.
   *
   * @return when they came and went, in order; those of a play that was closed early are fewer
   * @throws FaultFailedException if a fault could not be applied or removed
   */
  public List<FaultInstant> await() throws InterruptedException {
    try {
      playing.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
    return soFar();
  }

  /** The windows that are over, in order. */
  public List<FaultInstant> soFar() {
    lock.lock();
    try {
      return List.copyOf(instants);
    } finally {
      lock.unlock();
    }
  }

  /** Removes at once what is on, and applies nothing any more. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      closing.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (FaultFailedException e) {
      // Told by await to whom it concerns; the proxy is deleted next.
    }
  }

  private void play() {
    for (FaultWindow window : timeline.windows()) {
      if (!waitUntil(window.at())) {
        return;
      }
      FaultProxy proxy = proxies.get(window.connection());
      long applied = System.nanoTime();
      proxy.apply(window);
      listener.applied(window);
      waitUntil(window.end());
      proxy.remove(window);
      listener.removed(window);
      FaultInstant instant = new FaultInstant(window.name(), applied, System.nanoTime());
      lock.lock();
      try {
        instants.add(instant);
      } finally {
        lock.unlock();
      }
    }
  }

  /** False when the play was closed before. */
  private boolean waitUntil(Duration offset) {
    long due = startNanoTime + offset.toNanos();
    lock.lock();
    try {
      long left;
      while (!closed && (left = due - System.nanoTime()) > 0) {
        closing.awaitNanos(left);
      }
      return !closed;
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts this thread", e);
    } finally {
      lock.unlock();
    }
  }
}
