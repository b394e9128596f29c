package dev.faceoff.fault;

import dev.faceoff.model.FaceoffException;

/** A Toxiproxy server did not do what it was asked for. */
public final class FaultFailedException extends FaceoffException {
  private static final long serialVersionUID = 1L;

  FaultFailedException(String message, Throwable cause) {
    super(Kind.ENVIRONMENT, message, cause);
  }
}
