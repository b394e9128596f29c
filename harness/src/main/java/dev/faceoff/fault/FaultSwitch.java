package dev.faceoff.fault;

import dev.faceoff.model.FaultWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Faults that a person puts on and takes off: each strikes all variants alike, at most one is on at
 * a time, and none for longer than a limit. May be used by any thread.
 */
public final class FaultSwitch implements AutoCloseable {
  private final List<FaultWindow> windows;
  private final Map<String, Map<String, FaultProxy>> proxies;
  private final Duration limit;
  private final Listener listener;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "fault-limit");
            thread.setDaemon(true);
            return thread;
          });
  private Optional<On> on = Optional.empty();
  private Optional<FaultFailedException> failure = Optional.empty();
  private boolean closed;

  /** Told when a fault has come to a variant, or has gone. */
  @FunctionalInterface
  public interface Listener {
    void changed(String variant, FaultWindow window, boolean active);
  }

  /**
   * A fault that is on.
   *
   * @param struck the variants that have it
   */
  private record On(FaultWindow window, List<String> struck, ScheduledFuture<?> end) {}

  /**
   * A switch with every fault off.
   *
   * @param windows the faults; when they come and how long they last does not matter here
   * @param proxies by variant and connection
   * @param limit after which a fault is taken off that nobody has
   */
  public FaultSwitch(
      List<FaultWindow> windows,
      Map<String, Map<String, FaultProxy>> proxies,
      Duration limit,
      Listener listener) {
    this.windows = List.copyOf(windows);
    this.proxies = Collections.unmodifiableMap(new TreeMap<>(proxies));
    this.limit = limit;
    this.listener = listener;
  }

  /**
   * Puts a fault on, and takes off the one that was on.
   *
   * @return false if there is no fault of that name, and then nothing was changed
   * @throws FaultFailedException if it could not be put on everywhere; then it is on nowhere
   */
  public synchronized boolean strike(String name) {
    Optional<FaultWindow> found =
        windows.stream().filter(window -> window.name().equals(name)).findFirst();
    if (found.isEmpty()) {
      return false;
    }
    if (closed || active().equals(found)) {
      return true;
    }
    lift();
    strike(found.get());
    return true;
  }

  private void strike(FaultWindow window) {
    List<String> struck = new ArrayList<>();
    ScheduledFuture<?> end =
        timer.schedule(() -> expire(struck), limit.toMillis(), TimeUnit.MILLISECONDS);
    on = Optional.of(new On(window, struck, end));
    try {
      proxies.forEach(
          (variant, byConnection) -> {
            byConnection.get(window.connection()).apply(window);
            struck.add(variant);
            listener.changed(variant, window, true);
          });
    } catch (FaultFailedException e) {
      try {
        lift();
      } catch (FaultFailedException second) {
        e.addSuppressed(second);
      }
      throw e;
    }
  }

  /**
   * By the timer, for whom nobody waits.
   *
   * @param struck those of the fault whose time is over; the same one may have been put on anew
   */
  private synchronized void expire(List<String> struck) {
    if (on.filter(each -> each.struck() == struck).isPresent()) {
      try {
        lift();
      } catch (FaultFailedException e) {
        // Kept by then.
      }
    }
  }

  /**
   * Takes off what is on, if anything is.
   *
   * @throws FaultFailedException if it could not be taken off everywhere
   */
  public synchronized void lift() {
    if (on.isEmpty()) {
      return;
    }
    On lifted = on.get();
    lifted.end().cancel(false);
    on = Optional.empty();
    FaultFailedException failed = null;
    for (String variant : lifted.struck()) {
      try {
        proxies.get(variant).get(lifted.window().connection()).remove(lifted.window());
        listener.changed(variant, lifted.window(), false);
      } catch (FaultFailedException e) {
        failed = e;
      }
    }
    if (failed != null) {
      failure = Optional.of(failed);
      throw failed;
    }
  }

  /** The fault that is on. */
  public synchronized Optional<FaultWindow> active() {
    return on.map(On::window);
  }

  /** Time until the fault that is on is taken off. */
  public synchronized Optional<Duration> left() {
    return on.map(
        each -> Duration.ofMillis(Math.max(0, each.end().getDelay(TimeUnit.MILLISECONDS))));
  }

  /**
   * Why a fault could not be taken off everywhere, if one could not: from then on the variants do
   * not suffer alike.
   */
  public synchronized Optional<FaultFailedException> failure() {
    return failure;
  }

  /** Takes off what is on; nothing can be put on any more. */
  @Override
  public synchronized void close() {
    closed = true;
    timer.shutdownNow();
    try {
      lift();
    } catch (FaultFailedException e) {
      // The proxies are deleted next.
    }
  }
}
