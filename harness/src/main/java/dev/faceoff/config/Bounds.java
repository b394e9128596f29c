package dev.faceoff.config;

import java.util.Optional;

/** What numbers are allowed. */
record Bounds(double min, double max, boolean whole) {
  static Bounds of(Doc doc) {
    return new Bounds(doc.min(), doc.max(), doc.whole());
  }

  /** Why {@code number} will not do, if it will not. */
  Optional<String> complaint(String name, double number) {
    if (whole && number != Math.rint(number)) {
      return Optional.of("%s must be a whole number, but is %s".formatted(name, plain(number)));
    }
    if (number >= min && number <= max && Double.isFinite(number)) {
      return Optional.empty();
    }
    return Optional.of(
        "%s must be between %s and %s, but is %s"
            .formatted(name, plain(min), plain(max), plain(number)));
  }

  static String plain(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? String.valueOf((long) number)
        : String.valueOf(number);
  }
}
