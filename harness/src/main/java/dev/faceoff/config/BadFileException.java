package dev.faceoff.config;

import dev.faceoff.model.FaceoffException;

/** A file is not as it must be; the message is the one line {@code file:line:column: what}. */
public final class BadFileException extends FaceoffException {
  private static final long serialVersionUID = 1L;

  BadFileException(String file, Place place, String what) {
    this(file, place.line(), place.column(), what);
  }

  /**
   * A complaint about a file of another kind than those read here.
   *
   * @param line from 1
   * @param column from 1
   */
  public BadFileException(String file, int line, int column, String what) {
    super(Kind.USAGE, "%s:%d:%d: %s".formatted(file, line, column, what));
  }
}
