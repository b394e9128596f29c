package dev.faceoff.target;

import dev.faceoff.model.FaceoffException;

/** A service under test ended, or did not answer, before it could be loaded. */
public final class TargetNotReadyException extends FaceoffException {
  private static final long serialVersionUID = 1L;

  private final String variant;

  public TargetNotReadyException(String variant, String message) {
    super(Kind.ENVIRONMENT, message);
    this.variant = variant;
  }

  public String variant() {
    return variant;
  }
}
