package dev.faceoff.scenarios.plan;

/** How a request ended. */
public enum Outcome {
  OK(0, "ok"),
  /** No whole answer within the request timeout. */
  TIMEOUT(1, "timeout"),
  /** No connection to the target. */
  CONNECT(2, "connect failure"),
  /** An answer with a status the journey does not accept. */
  STATUS(3, "status"),
  /** An answer with a good status but not the content the journey asks for. */
  CHECK(4, "check failed"),
  /** Anything else, for example a connection reset half-way. */
  OTHER(5, "other"),
  /**
   * No request: the target does not play this part of the journey. Recorded where it would have
   * been the first of an arrival, so that nobody takes the arrival for a missed one.
   */
  UNSENT(6, "not sent");

  private static final Outcome[] ALL = values();

  private final int code;
  private final String label;

  Outcome(int code, String label) {
    this.code = code;
    this.label = label;
  }

  /** Its number in the samples file. */
  int code() {
    return code;
  }

  /** The outcome with a number. */
  static Outcome of(int code) {
    for (Outcome outcome : ALL) {
      if (outcome.code == code) {
        return outcome;
      }
    }
    throw new IllegalArgumentException("no outcome has number " + code);
  }

  /**
   * The kind of error in reports, for example "timeout" or "status 503".
   *
   * @param status of the answer
   */
  public String label(int status) {
    return this == STATUS ? label + " " + status : label;
  }
}
