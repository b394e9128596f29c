package dev.faceoff.model;

import java.util.Collection;

/** Refusals that the records of this package make when they are made. */
final class Checks {
  private Checks() {}

  static String requireText(String value, String name) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(name + " must not be empty");
    }
    return value;
  }

  static double requirePositive(double value, String name) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(name + " must be above 0, but is " + value);
    }
    return value;
  }

  static int requireAtLeast(int value, int least, String name) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be at least " + least + ", but is " + value);
    }
    return value;
  }

  static <T extends Collection<?>> T requireSome(T values, String name) {
    if (values == null || values.isEmpty()) {
      throw new IllegalArgumentException(name + " must not be empty");
    }
    return values;
  }
}
