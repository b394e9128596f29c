package dev.faceoff.config;

import dev.faceoff.model.FaceoffException;

/** A server is on a host that the user did not allow. */
public final class HostNotAllowedException extends FaceoffException {
  private static final long serialVersionUID = 1L;

  HostNotAllowedException(String message) {
    super(Kind.USAGE, message);
  }
}
