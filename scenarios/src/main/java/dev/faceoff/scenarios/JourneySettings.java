package dev.faceoff.scenarios;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The scenario's settings as this run uses them; see {@code settings} in scenario.yaml. */
public final class JourneySettings {
  private final Map<String, String> values;

  public JourneySettings(Map<String, String> values) {
    this.values = new TreeMap<>(values);
  }

  /** The setting as text, if there is one of that name. */
  public Optional<String> find(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** The setting as text. */
  public String text(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "the journey asks for setting \"%s\", but the scenario declares only %s"
              .formatted(name, values.keySet()));
    }
    return value;
  }

  /** The setting as a whole number. */
  public long whole(String name) {
    String value = text(name);
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "setting \"%s\" must be a whole number, but is %s".formatted(name, value), e);
    }
  }

  /** The setting as a number. */
  public double number(String name) {
    String value = text(name);
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "setting \"%s\" must be a number, but is %s".formatted(name, value), e);
    }
  }
}
