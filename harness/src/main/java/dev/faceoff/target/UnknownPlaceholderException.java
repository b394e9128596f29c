package dev.faceoff.target;

import dev.faceoff.model.FaceoffException;

/** A property of a target asks for a value that there is not. */
public final class UnknownPlaceholderException extends FaceoffException {
  private static final long serialVersionUID = 1L;

  public UnknownPlaceholderException(String message) {
    super(Kind.USAGE, message);
  }
}
