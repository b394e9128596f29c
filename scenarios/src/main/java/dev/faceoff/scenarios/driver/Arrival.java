package dev.faceoff.scenarios.driver;

import dev.faceoff.scenarios.plan.SampleFile;

/**
 * One user on its way through the journey, kept in its Gatling session; used by one thread at a
 * time, that of the user's event loop.
 */
final class Arrival {
  private final BlockRun block;
  private final int number;
  private long dueNanos;
  private boolean failed;
  private boolean idle = true;

  private boolean sent;
  private long startNanos;
  private boolean answered;
  private long endNanos;
  private int status;
  private int digest;
  private int requestDigest;
  private int answerBytes;

  /**
   * A user.
   *
   * @param number how many came before it in the block
   * @param dueNanos when it should have arrived, or {@link SampleFile#UNPLANNED}
   */
  Arrival(BlockRun block, int number, long dueNanos) {
    this.block = block;
    this.number = number;
    this.dueNanos = dueNanos;
  }

  BlockRun block() {
    return block;
  }

  int number() {
    return number;
  }

  /** How long it has to wait still before it begins its journey; 0 or less when it may. */
  long waitNanos(long nowNanos) {
    if (block.paired().isPresent()) {
      return block.paired().get().waitNanos(number, variant(), dueNanos, nowNanos);
    }
    return block.isTimed() && dueNanos != SampleFile.UNPLANNED ? dueNanos - nowNanos : 0;
  }

  /** Leaves; one that has sent nothing is not waited for any longer. */
  void leave(long nowNanos) {
    takeTurn(nowNanos);
    block.leave();
  }

  /** With its first request, the one that is planned. */
  private void takeTurn(long nowNanos) {
    if (dueNanos != SampleFile.UNPLANNED) {
      block.paired().ifPresent(both -> both.go(number, variant(), nowNanos));
    }
  }

  private String variant() {
    return block.block().variant();
  }

  /** When it should have arrived, until its first request has taken that. */
  long dueNanos() {
    return dueNanos;
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
    digest = 0;
    requestDigest = 0;
    answerBytes = 0;
  }

  void send(long nowNanos) {
    sent = true;
    idle = false;
    startNanos = nowNanos;
    takeTurn(nowNanos);
  }

  void answer(long nowNanos, int withStatus) {
    answered = true;
    endNanos = nowNanos;
    status = withStatus;
  }

  void digest(int ofAnswer) {
    digest = ofAnswer;
  }

  void inspectRequest(int ofRequest) {
    requestDigest = ofRequest;
  }

  void inspectAnswer(int bytes) {
    answerBytes = bytes;
  }

  void fail() {
    failed = true;
  }

  boolean hasFailed() {
    return failed;
  }

  /** Whether it has sent nothing so far. */
  boolean isIdle() {
    return idle;
  }

  boolean isAnswered() {
    return answered;
  }

  int status() {
    return status;
  }

  /** Digest of the answer's body; 0 without one. */
  int digest() {
    return digest;
  }

  /** What was asked, in blocks that are inspected; 0 where that cannot be told from others. */
  int requestDigest() {
    return requestDigest;
  }

  /** Size of the answer's body, in blocks that are inspected. */
  int answerBytes() {
    return answerBytes;
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
