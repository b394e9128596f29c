package dev.faceoff.model;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a scenario is measured while one of its settings grows.
 *
 * @param over name of the setting
 * @param values that it takes, above 0 and ascending
 * @param settings that are otherwise than declared while it grows, by name
 * @param profiles sizes of the run at each value; without a fault timeline
 */
public record Growth(
    String over,
    List<Double> values,
    Map<String, Double> settings,
    Map<ProfileName, Profile> profiles) {
  /** Fewer leave next to nothing to tell a law from chance. */
  public static final int LEAST_VALUES = 5;

  public Growth {
    Checks.requireText(over, "over");
    values = List.copyOf(values);
    settings = Collections.unmodifiableMap(new TreeMap<>(settings));
    profiles = Collections.unmodifiableMap(new EnumMap<>(profiles));
    Checks.requireAtLeast(values.size(), LEAST_VALUES, "number of values");
    double before = 0;
    for (double value : values) {
      if (!(value > before)) {
        throw new IllegalArgumentException(
            "values must be above 0 and ascend, but %s follows %s".formatted(value, before));
      }
      before = value;
    }
  }
}
