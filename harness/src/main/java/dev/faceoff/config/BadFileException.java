package dev.faceoff.config;

import dev.faceoff.model.FaceoffException;

/** A file is not as it must be; the message is the one line {@code file:line:column: what}. */
public final class BadFileException extends FaceoffException {
  private static final long serialVersionUID = 1L;

  BadFileException(String file, Place place, String what) {
    super(Kind.USAGE, "%s:%d:%d: %s".formatted(file, place.line(), place.column(), what));
  }
}
