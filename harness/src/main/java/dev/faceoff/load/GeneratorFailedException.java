package dev.faceoff.load;

import dev.faceoff.model.FaceoffException;

/** The generator ended without having played its plan. */
public final class GeneratorFailedException extends FaceoffException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  GeneratorFailedException(String what, int exitCode, String lastLines) {
    super(
        Kind.INTERNAL,
        "the load generator %s%s"
            .formatted(what, lastLines.isEmpty() ? "" : "; its last lines:\n" + lastLines));
    this.exitCode = exitCode;
  }

  /** Exit code of its process; above 128 it was killed by a signal. */
  public int exitCode() {
    return exitCode;
  }
}
