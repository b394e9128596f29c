package dev.faceoff.scenarios.driver;

import dev.faceoff.scenarios.plan.SampleFile;

/**
 * One user on its way through the journey, kept in its Gatling session; used by one thread at a
 * time, that of the user's event loop.
 */
final class Arrival {
  private final BlockRun block;
  private final long number;
  private long dueNanos;
  private boolean failed;

  private boolean sent;
  private long startNanos;
  private boolean answered;
  private long endNanos;
  private int status;

  /**
   * A user.
   *
   * @param number how many came before it in the block
   * @param dueNanos when it should have arrived, or {@link SampleFile#UNPLANNED}
   */
  Arrival(BlockRun block, long number, long dueNanos) {
    this.block = block;
    this.number = number;
    this.dueNanos = dueNanos;
  }

  BlockRun block() {
    return block;
  }

  long number() {
    return number;
  }

  /** When the request at hand was due; only the first of an arrival is planned. */
  long takeDueNanos() {
    long due = dueNanos;
    dueNanos = SampleFile.UNPLANNED;
    return due;
  }

  void prepare() {
    sent = false;
    answered = false;
    status = 0;
  }

  void send(long nowNanos) {
    sent = true;
    startNanos = nowNanos;
  }

  void answer(long nowNanos, int withStatus) {
    answered = true;
    endNanos = nowNanos;
    status = withStatus;
  }

  void fail() {
    failed = true;
  }

  boolean hasFailed() {
    return failed;
  }

  boolean isAnswered() {
    return answered;
  }

  int status() {
    return status;
  }

  /** When the request was sent; one that Gatling could not even build counts as sent now. */
  long startNanos(long nowNanos) {
    return sent ? startNanos : nowNanos;
  }

  /** When the answer was complete; a request without one ends now. */
  long endNanos(long nowNanos) {
    return answered ? endNanos : nowNanos;
  }
}
