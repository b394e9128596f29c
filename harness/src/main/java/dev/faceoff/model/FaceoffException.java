package dev.faceoff.model;

/** Root of the failures Faceoff tells its user about; the message alone says what to do next. */
public class FaceoffException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Whose turn it is to act; the command line maps each to an exit code. */
  public enum Kind {
    /** A command, option or file is wrong. */
    USAGE,
    /** A backend, target, port or folder of this machine is not as needed. */
    ENVIRONMENT,
    /** Faceoff itself failed. */
    INTERNAL
  }

  private final Kind kind;

  public FaceoffException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public FaceoffException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
