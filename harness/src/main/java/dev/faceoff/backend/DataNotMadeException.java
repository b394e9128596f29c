package dev.faceoff.backend;

import dev.faceoff.model.FaceoffException;

/** A scenario's migrations failed; the message names the file and PostgreSQL's complaint. */
public final class DataNotMadeException extends FaceoffException {
  private static final long serialVersionUID = 1L;

  public DataNotMadeException(Kind kind, String message, Throwable cause) {
    super(kind, message, cause);
  }
}
