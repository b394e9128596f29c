package dev.faceoff.target;

import dev.faceoff.model.FaceoffException;

/** A module's classes or class path are missing. */
public final class NotBuiltException extends FaceoffException {
  private static final long serialVersionUID = 1L;

  public NotBuiltException(String message) {
    super(Kind.ENVIRONMENT, message);
  }
}
