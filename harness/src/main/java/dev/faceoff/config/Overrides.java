package dev.faceoff.config;

import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.Setting;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What the command line changes in scenarios: values for settings, from {@code --set name=value},
 * each in every scenario that has it, and numbers of replicas.
 */
public final class Overrides {
  /** Leaves everything as declared. */
  public static final Overrides NONE = new Overrides(Map.of(), Replicas.DECLARED);

  private final Map<String, Double> values;
  private final Replicas replicas;

  private Overrides(Map<String, Double> values, Replicas replicas) {
    this.values = values;
    this.replicas = replicas;
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
    return new Overrides(values, Replicas.DECLARED);
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

  /** How many of a variant to start, where that is changed. */
  OptionalInt replicas(String variant) {
    return replicas.of(variant);
  }

  /** Refuses names that none of the scenarios to run has. */
  void requireKnown(Collection<String> settings, Collection<String> variants) {
    for (String name : values.keySet()) {
      if (!settings.contains(name)) {
        throw wrong(
            "--set: unknown setting '%s'%s"
                .formatted(name, Nearest.hint(name, settings.stream().sorted().toList())));
      }
    }
    replicas.requireKnown(variants);
  }

  /** These, and for settings that they leave alone the values given. */
  Overrides orElse(Map<String, Double> others) {
    Map<String, Double> all = new LinkedHashMap<>(others);
    all.putAll(values);
    return new Overrides(all, replicas);
  }

  /** These with another value for one setting. */
  Overrides with(String name, double value) {
    Map<String, Double> all = new LinkedHashMap<>(values);
    all.put(name, value);
    return new Overrides(all, replicas);
  }

  /** These with other numbers of replicas. */
  public Overrides with(Replicas others) {
    return new Overrides(values, others);
  }

  /** Names of settings given, in order. */
  public Set<String> names() {
    return values.keySet();
  }

  private static FaceoffException wrong(String message) {
    return new FaceoffException(FaceoffException.Kind.USAGE, message);
  }
}
