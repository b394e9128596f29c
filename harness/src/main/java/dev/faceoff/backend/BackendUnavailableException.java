package dev.faceoff.backend;

import dev.faceoff.model.BackendKind;
import dev.faceoff.model.FaceoffException;

/** A backend cannot run on this machine, or did not start. */
public final class BackendUnavailableException extends FaceoffException {
  private static final long serialVersionUID = 1L;

  private final BackendKind backend;

  public BackendUnavailableException(BackendKind backend, String message) {
    super(Kind.ENVIRONMENT, message);
    this.backend = backend;
  }

  public BackendUnavailableException(BackendKind backend, String message, Throwable cause) {
    super(Kind.ENVIRONMENT, message, cause);
    this.backend = backend;
  }

  public BackendKind backend() {
    return backend;
  }
}
