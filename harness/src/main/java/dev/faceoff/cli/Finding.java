package dev.faceoff.cli;

import java.util.Locale;

/** What a check of the machine found, and what to do about it. */
record Finding(Level level, String subject, String text) {
  /** How bad it is. */
  enum Level {
    OK,
    /** Runs work, but measure less well. */
    WARN,
    /** Runs cannot work. */
    FAIL,
    /** Good to know. */
    INFO;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Finding ok(String subject, String text) {
    return new Finding(Level.OK, subject, text);
  }

  static Finding warn(String subject, String text) {
    return new Finding(Level.WARN, subject, text);
  }

  static Finding fail(String subject, String text) {
    return new Finding(Level.FAIL, subject, text);
  }
}
