package dev.faceoff.probe;

import dev.faceoff.model.FaceoffException;

/** Something that can be measured here could not be read, for example because it had ended. */
public final class ProbeFailedException extends FaceoffException {
  private static final long serialVersionUID = 1L;

  public ProbeFailedException(String message, Throwable cause) {
    super(Kind.ENVIRONMENT, message, cause);
  }

  public ProbeFailedException(String message) {
    super(Kind.ENVIRONMENT, message);
  }
}
