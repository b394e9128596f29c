package dev.faceoff.model;

import java.time.Duration;
import java.util.ArrayList;
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

  /** Name of the healthy phase between a window and the next. */
  public static String afterWindow(String window) {
    return AFTER + "-" + window;
  }

  /** Name of the healthy phase that follows one of the windows. */
  public String phaseAfter(FaultWindow window) {
    return window.equals(windows.get(windows.size() - 1)) ? AFTER : afterWindow(window.name());
  }

  /**
   * Names of the phases, in order of time: before, each window's, the healthy ones between two
   * windows, after; without those that the plan leaves no time for.
   */
  public List<String> phases() {
    List<String> phases = new ArrayList<>();
    Duration from = Duration.ZERO;
    String healthy = BEFORE;
    for (FaultWindow window : windows) {
      if (window.at().compareTo(from) > 0) {
        phases.add(healthy);
      }
      phases.add(window.name());
      from = window.end();
      healthy = afterWindow(window.name());
    }
    if (length.compareTo(from) > 0) {
      phases.add(AFTER);
    }
    return phases;
  }
}
