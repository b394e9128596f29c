package dev.faceoff.toxiproxy;

import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * The place of one toxic in one link: its queue, its timer, and whether the toxic acts at all,
 * which is drawn at each start.
 *
 * <p>Belongs to the event loop of its connection. A stage never calls back into the one before it:
 * the link asks its stages to {@link #work} until none can go on.
 */
final class Stage implements Outlet {
  /** A pause that only an interruption ends. */
  static final long FOR_EVER = Long.MAX_VALUE;

  private final Link link;
  private final Toxic toxic;
  private final RandomGenerator random;
  private final Deque<Chunk> queue = new ArrayDeque<>(2);
  private final CompletableFuture<Void> closure = new CompletableFuture<>();
  private ToxicSpec spec;
  private Toxic running;
  private Outlet next;
  private ScheduledFuture<?> timer;
  private Runnable afterPause;
  private Runnable onInterrupt;
  private long pauseStartNanos;
  private long pausedNanos;
  private boolean pausing;
  private boolean firm;
  private boolean ended;
  private boolean closed;

  Stage(Link link, ToxicSpec spec, RandomGenerator random, Outlet next) {
    this.link = link;
    this.spec = spec;
    this.toxic = spec.type().create();
    this.running = NoopToxic.PASS_THROUGH;
    this.random = random;
    this.next = next;
  }

  ToxicSpec spec() {
    return spec;
  }

  void next(Outlet outlet) {
    next = outlet;
  }

  /** Whether it sent its end; what still comes is nobody's. */
  boolean closed() {
    return closed;
  }

  /** Whether it is in a pause that cannot be interrupted. */
  boolean firm() {
    return firm && !closed;
  }

  /** Done once this stage has closed, for those who wait for a firm one. */
  CompletableFuture<Void> closure() {
    return closure;
  }

  /** Starts, or starts again after an interruption, with attributes that may be new. */
  void start(ToxicSpec newSpec) {
    if (closed) {
      return;
    }
    spec = newSpec;
    running = isDrawn(newSpec.toxicity()) ? toxic : NoopToxic.PASS_THROUGH;
    running.start(this, newSpec.attributes());
  }

  private boolean isDrawn(float toxicity) {
    return toxicity >= 1 || (toxicity > 0 && random.nextFloat() < toxicity);
  }

  /** Ends a pause and lets out at once, undelayed, what the toxic holds; a firm pause goes on. */
  void interrupt() {
    if (closed || firm) {
      return;
    }
    stopTimer();
    Runnable release = onInterrupt;
    pausing = false;
    afterPause = null;
    onInterrupt = null;
    if (release != null) {
      release.run();
    }
  }

  /** Hands everything queued, and the end if it has come, to the next stage. */
  void flushInto(Outlet outlet) {
    while (!queue.isEmpty()) {
      outlet.offer(queue.poll());
    }
    if (ended) {
      outlet.end();
    }
  }

  @Override
  public boolean hasRoom() {
    return !closed && queue.size() < toxic.queueLength();
  }

  @Override
  public void offer(Chunk chunk) {
    if (closed) {
      chunk.drop();
    } else {
      queue.add(chunk);
    }
  }

  @Override
  public void end() {
    ended = true;
  }

  /**
   * Works until it must wait for a timer, for input or for room behind it.
   *
   * @return whether anything was done
   */
  boolean work() {
    boolean worked = false;
    while (!closed && !pausing && step()) {
      worked = true;
    }
    return worked;
  }

  private boolean step() {
    boolean room = running.swallows() || next.hasRoom();
    if (afterPause != null) {
      if (room) {
        Runnable then = afterPause;
        afterPause = null;
        onInterrupt = null;
        then.run();
      }
      return room;
    }
    if (!queue.isEmpty()) {
      if (room) {
        running.chunk(this, queue.poll());
      }
      return room;
    }
    if (ended) {
      running.end(this);
    }
    return ended;
  }

  // What follows is for the toxics.

  void emit(Chunk chunk) {
    next.offer(chunk);
  }

  /** Sends the end; drops what is queued. */
  void close() {
    if (!closed) {
      discard();
      next.end();
    }
  }

  /** Drops everything and stays silent: there is nobody left to send to. */
  void discard() {
    stopTimer();
    closed = true;
    queue.forEach(Chunk::drop);
    queue.clear();
    if (onInterrupt != null && !firm) {
      // What the toxic holds comes back through emit and is dropped further down.
      Runnable release = onInterrupt;
      onInterrupt = null;
      release.run();
    }
    afterPause = null;
    closure.complete(null);
  }

  /**
   * Takes no further chunk for a time.
   *
   * @param nanos zero or less for none at all; {@link #FOR_EVER} for a pause without an end
   * @param then what follows, once there is room behind
   * @param interrupted what happens instead when the stage is interrupted
   */
  void pause(long nanos, Runnable then, Runnable interrupted) {
    afterPause = then;
    onInterrupt = interrupted;
    pauseStartNanos = System.nanoTime();
    pausedNanos = 0;
    if (nanos <= 0) {
      return;
    }
    pausing = true;
    if (nanos != FOR_EVER) {
      timer =
          link.schedule(
              nanos,
              () -> {
                pausing = false;
                pausedNanos = System.nanoTime() - pauseStartNanos;
              });
    }
  }

  /** As {@link #pause}, but no change of toxics ends it. */
  void pauseFirmly(long nanos, Runnable then) {
    firm = true;
    pause(nanos, then, () -> {});
  }

  /** How long the last pause really was; timers are late. */
  long pausedNanos() {
    return pausedNanos;
  }

  /** Does something after a time, unless another alarm is set or the stage interrupted before. */
  void alarm(long nanos, Runnable then) {
    stopTimer();
    timer = link.schedule(nanos, then);
  }

  RandomGenerator random() {
    return random;
  }

  private void stopTimer() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }

  static long nanos(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }
}
