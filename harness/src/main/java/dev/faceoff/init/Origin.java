package dev.faceoff.init;

/**
 * How a service comes to run.
 *
 * @param value the jar relative to the target file, the command's words as typed, the image's name,
 *     or the address
 */
public record Origin(Kind kind, String value) {
  /** The key of the way in a target file. */
  public enum Kind {
    JAR("jar"),
    COMMAND("command"),
    IMAGE("image"),
    URL("url");

    private final String key;

    Kind(String key) {
      this.key = key;
    }

    String key() {
      return key;
    }
  }

  /** Where services usually listen, for a user who has not said how to start one. */
  public static final Origin USUAL = new Origin(Kind.URL, "http://127.0.0.1:8080");

  /** Whether each launch starts a new one, whose port Faceoff chooses. */
  boolean isStarted() {
    return kind == Kind.JAR || kind == Kind.COMMAND;
  }
}
