package dev.faceoff.model;

/**
 * A number of a scenario that a user may change with {@code --set name=value}.
 *
 * @param value what the run uses; the declared default unless changed
 */
public record Setting(String name, String description, double value, double min, double max) {
  public Setting {
    Checks.requireText(name, "name");
    Checks.requireText(description, "description");
    if (!(value >= min && value <= max)) {
      throw new IllegalArgumentException(
          "%s must be between %s and %s, but is %s"
              .formatted(name, plain(min), plain(max), plain(value)));
    }
  }

  /** The same setting with another value. */
  public Setting with(double newValue) {
    return new Setting(name, description, newValue, min, max);
  }

  /**
   * The value as text for properties and SQL placeholders: whole numbers without a decimal point.
   */
  public String text() {
    return plain(value);
  }

  private static String plain(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? String.valueOf((long) number)
        : String.valueOf(number);
  }
}
