package dev.faceoff.model;

/**
 * A request of the journey, by the name the journey gives it.
 *
 * @param objectiveMillis latency its users should not wait longer than; a line in the charts
 * @param changing whether its answers tell what users before have changed: then two sides, each
 *     with data of its own, need not answer alike
 */
public record Endpoint(String name, double objectiveMillis, boolean changing) {
  public Endpoint {
    Checks.requireText(name, "name");
    Checks.requirePositive(objectiveMillis, "objectiveMillis");
  }

  /** One that answers the same question alike. */
  public Endpoint(String name, double objectiveMillis) {
    this(name, objectiveMillis, false);
  }
}
