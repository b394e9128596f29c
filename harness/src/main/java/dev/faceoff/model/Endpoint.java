package dev.faceoff.model;

import java.util.Set;

/**
 * A request of the journey, by the name the journey gives it.
 *
 * @param objectiveMillis latency its users should not wait longer than; a line in the charts
 * @param changing whether its answers tell what users before have changed: then two sides, each
 *     with data of its own, need not answer alike
 * @param values names of what the journey draws for the user who sends it, which requests of other
 *     services that play this role may use
 */
public record Endpoint(String name, double objectiveMillis, boolean changing, Set<String> values) {
  public Endpoint {
    values = Set.copyOf(values);
    Checks.requireText(name, "name");
    Checks.requirePositive(objectiveMillis, "objectiveMillis");
  }

  /** The same, whose answers change. */
  public Endpoint thatChanges() {
    return new Endpoint(name, objectiveMillis, true, values);
  }

  /** One for which the journey draws nothing that others may use. */
  public Endpoint(String name, double objectiveMillis, boolean changing) {
    this(name, objectiveMillis, changing, Set.of());
  }

  /** One that answers the same question alike. */
  public Endpoint(String name, double objectiveMillis) {
    this(name, objectiveMillis, false);
  }
}
