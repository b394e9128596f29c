package dev.faceoff.model;

import java.util.List;
import java.util.Map;

/**
 * Something about the requests that can be varied while a service runs, such as the size of a page.
 *
 * @param over its name
 * @param steps ascending in size
 */
public record Variation(String over, List<Step> steps) {
  public Variation {
    Checks.requireText(over, "over");
    steps = List.copyOf(steps);
    Checks.requireAtLeast(steps.size(), 2, "number of steps");
  }

  /**
   * A size.
   *
   * @param journeySettings what the journey is told at it
   */
  public record Step(double size, Map<String, String> journeySettings) {
    public Step {
      journeySettings = Map.copyOf(journeySettings);
    }
  }
}
