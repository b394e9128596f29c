package dev.faceoff.container;

import dev.faceoff.model.FaceoffException;

/** The Docker engine is not there, or does not do what it is asked for. */
public final class DockerFailedException extends FaceoffException {
  private static final long serialVersionUID = 1L;

  public DockerFailedException(String message) {
    super(Kind.ENVIRONMENT, message);
  }

  public DockerFailedException(String message, Throwable cause) {
    super(Kind.ENVIRONMENT, message, cause);
  }
}
