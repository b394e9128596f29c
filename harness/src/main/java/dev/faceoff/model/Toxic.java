package dev.faceoff.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A toxic as Toxiproxy has them.
 *
 * @param attributes by Toxiproxy's name, in its units; those left out are 0
 * @param toxicity share of connections that suffer, in (0, 1]
 */
public record Toxic(
    ToxicType type, Direction direction, Map<String, Long> attributes, double toxicity)
    implements Fault {

  /** Which way the data goes that suffers. */
  public enum Direction {
    /** From the service to what it depends on. */
    UPSTREAM,
    /** What comes back. */
    DOWNSTREAM
  }

  public Toxic {
    attributes = Map.copyOf(attributes);
    attributes.forEach(
        (name, value) -> {
          if (type.attribute(name).isEmpty()) {
            throw new IllegalArgumentException(
                "%s has no attribute %s, only %s".formatted(type.id(), name, type.attributes()));
          }
          if (value < 0) {
            throw new IllegalArgumentException(
                "%s must not be negative, but is %d".formatted(name, value));
          }
        });
    if (!(toxicity > 0 && toxicity <= 1)) {
      throw new IllegalArgumentException(
          "toxicity must be above 0 and at most 1, but is " + toxicity);
    }
  }

  @Override
  public String label() {
    List<String> words = new ArrayList<>(List.of(type.id().replace('_', ' ')));
    ToxicType.Attribute main = type.attributes().get(0);
    words.add(main.unit().shown(attributes.getOrDefault(main.name(), 0L)));
    new TreeMap<>(attributes)
        .forEach(
            (name, value) -> {
              if (!name.equals(main.name()) && value != 0) {
                words.add(name.replace('_', ' '));
                words.add(type.attribute(name).orElseThrow().unit().shown(value));
              }
            });
    if (direction == Direction.UPSTREAM) {
      words.add("upstream");
    }
    if (toxicity < 1) {
      words.add("on %.0f %% of connections".formatted(100 * toxicity));
    }
    return String.join(" ", words);
  }
}
