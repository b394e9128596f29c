package dev.faceoff.toxiproxy;

import java.util.Locale;
import java.util.Optional;

/** Which way the bytes of a link go. */
enum Direction {
  /** From the client to the server. */
  UPSTREAM,
  /** From the server to the client. */
  DOWNSTREAM;

  /** The name used by the API. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The direction of that name, in upper or lower case. */
  static Optional<Direction> named(String label) {
    for (Direction direction : values()) {
      if (direction.label().equalsIgnoreCase(label)) {
        return Optional.of(direction);
      }
    }
    return Optional.empty();
  }
}
