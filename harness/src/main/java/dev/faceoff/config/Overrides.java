package dev.faceoff.config;

import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.Setting;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Values for settings, from {@code --set name=value}; each applies to every scenario that has it.
 */
public final class Overrides {
  /** Leaves every setting as declared. */
  public static final Overrides NONE = new Overrides(Map.of());

  private final Map<String, Double> values;

  private Overrides(Map<String, Double> values) {
    this.values = values;
  }

  /**
   * Reads words of the form {@code name=value}.
   *
   * @throws FaceoffException of kind USAGE if one has another form or a name comes twice
   */
  public static Overrides parse(List<String> assignments) {
    Map<String, Double> values = new LinkedHashMap<>();
    for (String assignment : assignments) {
      int equals = assignment.indexOf('=');
      if (equals < 1) {
        throw wrong("--set needs name=value, but has '%s'".formatted(assignment));
      }
      String name = assignment.substring(0, equals);
      if (values.put(name, number(assignment, assignment.substring(equals + 1))) != null) {
        throw wrong("--set gives '%s' twice".formatted(name));
      }
    }
    return new Overrides(values);
  }

  private static double number(String assignment, String text) {
    try {
      double number = Double.parseDouble(text);
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below, as for values that are no finite number.
    }
    throw wrong("--set %s: '%s' is not a number".formatted(assignment, text));
  }

  /** The setting with the value given here, or as it is. */
  Setting apply(Setting declared) {
    Double value = values.get(declared.name());
    if (value == null) {
      return declared;
    }
    Bounds.of(declared)
        .complaint(declared.name(), value)
        .ifPresent(
            what -> {
              throw wrong("--set %s=%s: %s".formatted(declared.name(), Bounds.plain(value), what));
            });
    return declared.with(value);
  }

  /** Refuses a name that none of the scenarios to run has. */
  void requireKnown(Collection<String> settings) {
    for (String name : values.keySet()) {
      if (!settings.contains(name)) {
        throw wrong(
            "--set: unknown setting '%s'%s"
                .formatted(name, Nearest.hint(name, settings.stream().sorted().toList())));
      }
    }
  }

  /** These, and for settings that they leave alone the values given. */
  Overrides orElse(Map<String, Double> others) {
    Map<String, Double> all = new LinkedHashMap<>(others);
    all.putAll(values);
    return new Overrides(all);
  }

  /** These with another value for one setting. */
  Overrides with(String name, double value) {
    Map<String, Double> all = new LinkedHashMap<>(values);
    all.put(name, value);
    return new Overrides(all);
  }

  /** Names given, in order. */
  public Set<String> names() {
    return values.keySet();
  }

  private static FaceoffException wrong(String message) {
    return new FaceoffException(FaceoffException.Kind.USAGE, message);
  }
}
