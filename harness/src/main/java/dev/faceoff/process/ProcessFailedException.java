package dev.faceoff.process;

import dev.faceoff.model.FaceoffException;

/** A process of the run could not be started or supervised. */
public final class ProcessFailedException extends FaceoffException {
  private static final long serialVersionUID = 1L;

  public ProcessFailedException(String message, Throwable cause) {
    super(Kind.ENVIRONMENT, message, cause);
  }

  public ProcessFailedException(String message) {
    super(Kind.ENVIRONMENT, message);
  }
}
