package dev.faceoff.model;

/**
 * The figure of a fault that the headline shows.
 *
 * @param phase name of a phase of the timeline
 */
public record Highlight(Measure measure, String endpoint, String phase) {
  public Highlight {
    Checks.requireText(endpoint, "endpoint");
    Checks.requireText(phase, "phase");
  }
}
