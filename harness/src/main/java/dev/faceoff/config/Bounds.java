package dev.faceoff.config;

import dev.faceoff.model.Setting;
import java.util.Optional;

/** What numbers are allowed. */
record Bounds(double min, double max, boolean whole) {
  static Bounds of(Doc doc) {
    return new Bounds(doc.min(), doc.max(), doc.whole());
  }

  /** What a setting may be: a whole number where its declared value and both ends are. */
  static Bounds of(Setting declared) {
    return new Bounds(
        declared.min(),
        declared.max(),
        whole(declared.value()) && whole(declared.min()) && whole(declared.max()));
  }

  private static boolean whole(double number) {
    return number == Math.rint(number);
  }

  /** Why {@code number} will not do, if it will not. */
  Optional<String> complaint(String name, double number) {
    if (whole && !whole(number)) {
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
