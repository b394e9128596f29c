package dev.faceoff.backend;

import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;

/**
 * Uses a session again and again on a daemon thread, until closed: a server, or what is on the way
 * to it, may close one that is idle.
 */
final class Heartbeat implements AutoCloseable {
  private static final Duration PERIOD = Duration.ofSeconds(20);

  private final Timer timer;

  private Heartbeat(Timer timer) {
    this.timer = timer;
  }

  /**
   * Starts one.
   *
   * @param beat does not throw; a failure is for the next one to mend
   */
  static Heartbeat start(Duration period, Runnable beat) {
    Timer timer = new Timer("heartbeat", true);
    timer.schedule(
        new TimerTask() {
          @Override
          public void run() {
            beat.run();
          }
        },
        Math.max(1, period.toMillis()),
        Math.max(1, period.toMillis()));
    return new Heartbeat(timer);
  }

  /**
   * How often a session is used.
   *
   * @param idleLimit after which the server closes one that is idle; zero when it never does
   */
  static Duration period(Duration idleLimit) {
    Duration third = idleLimit.dividedBy(3);
    return third.isZero() || third.compareTo(PERIOD) > 0 ? PERIOD : third;
  }

  /** Ends it; a beat under way may still end by itself. */
  @Override
  public void close() {
    timer.cancel();
  }
}
