package dev.faceoff.model;

/**
 * A request of the journey, by the name the journey gives it.
 *
 * @param objectiveMillis latency its users should not wait longer than; a line in the charts
 */
public record Endpoint(String name, double objectiveMillis) {
  public Endpoint {
    Checks.requireText(name, "name");
    Checks.requirePositive(objectiveMillis, "objectiveMillis");
  }
}
