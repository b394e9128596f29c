package dev.faceoff.model;

import java.time.Duration;
import java.util.List;

/**
 * Load under faults that come and go. Windows follow each other: at any time at most one is open,
 * so that every moment belongs to one phase.
 *
 * @param length in whole seconds (Gatling injects in whole seconds)
 * @param windows in order of time
 */
public record FaultTimeline(Duration length, List<FaultWindow> windows) {
  /** Name of the phase before the first fault. */
  public static final String BEFORE = "before";

  /** Name of the phase after the last fault. */
  public static final String AFTER = "after";

  public FaultTimeline {
    windows = List.copyOf(Checks.requireSome(windows, "windows"));
    Duration free = Duration.ZERO;
    for (FaultWindow window : windows) {
      if (window.at().compareTo(free) < 0) {
        throw new IllegalArgumentException(
            "%s starts at %s, but the one before lasts until %s"
                .formatted(window.name(), window.at(), free));
      }
      free = window.end();
    }
    if (length.compareTo(free) < 0) {
      throw new IllegalArgumentException(
          "the timeline lasts %s, but its last fault ends at %s".formatted(length, free));
    }
  }
}
