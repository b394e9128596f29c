package dev.faceoff.stats;

import dev.faceoff.model.FaultTimeline;
import dev.faceoff.model.FaultWindow;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How the users of one endpoint took a fault in one play, by windows of a second.
 *
 * <p>A window is out of objective when fewer than 95 % of its requests were answered within it; one
 * without a request says nothing.
 *
 * @param detectSeconds from the fault to the end of the first window out of objective; empty when
 *     there was none that began before the fault's end: users noticed nothing
 * @param recoverSeconds from the end of the fault to the start of five windows in a row within
 *     objective, 0 if they were there already; empty when there were none before the next fault or
 *     the end
 */
public record Reaction(Optional<Double> detectSeconds, Optional<Double> recoverSeconds) {
  private static final double LEAST_WITHIN = 0.95;
  private static final int WINDOWS_OF_RECOVERY = 5;
  private static final double NANOS_PER_SECOND = 1e9;

  /**
   * The reaction to one fault of a timeline.
   *
   * @param window name of the fault's window
   * @throws IllegalArgumentException if the play has no such phase
   */
  public static Reaction of(TimelineSamples play, FaultTimeline timeline, String window) {
    List<PhaseSpan> spans = play.spans();
    Set<String> faults =
        timeline.windows().stream().map(FaultWindow::name).collect(Collectors.toSet());
    for (int i = 0; i < spans.size(); i++) {
      PhaseSpan fault = spans.get(i);
      if (fault.phase().equals(window)) {
        boolean healthyNext = i + 1 < spans.size() && !faults.contains(spans.get(i + 1).phase());
        long until = healthyNext ? spans.get(i + 1).toNanos() : fault.toNanos();
        return of(play.windows(), fault.fromNanos(), fault.toNanos(), until);
      }
    }
    throw new IllegalArgumentException("there is no phase " + window + " among " + spans);
  }

  /**
   * The reaction to a fault; times are nanoseconds from the start of the play.
   *
   * @param windows of the play, in order
   * @param untilNanos when the next fault comes, or the play ends
   */
  public static Reaction of(
      List<WindowSamples> windows, long appliedNanos, long removedNanos, long untilNanos) {
    return new Reaction(
        detect(windows, appliedNanos / NANOS_PER_SECOND, removedNanos / NANOS_PER_SECOND),
        recover(windows, removedNanos / NANOS_PER_SECOND, untilNanos / NANOS_PER_SECOND));
  }

  private static Optional<Double> detect(
      List<WindowSamples> windows, double applied, double removed) {
    return windows.stream()
        .filter(window -> window.second() + 1 > applied && window.second() < removed)
        .filter(window -> window.requests() > 0 && !isWithin(window))
        .findFirst()
        .map(window -> window.second() + 1 - applied);
  }

  private static Optional<Double> recover(
      List<WindowSamples> windows, double removed, double until) {
    int inARow = 0;
    double start = removed;
    for (WindowSamples window : windows) {
      if (window.second() + 1 <= removed || window.second() + 1 > until || window.requests() == 0) {
        continue;
      }
      if (!isWithin(window)) {
        inARow = 0;
        continue;
      }
      if (inARow == 0) {
        start = Math.max(removed, window.second());
      }
      if (++inARow == WINDOWS_OF_RECOVERY) {
        return Optional.of(start - removed);
      }
    }
    return Optional.empty();
  }

  private static boolean isWithin(WindowSamples window) {
    return isWithin(window.withinObjective(), window.requests());
  }

  /** Whether so many requests, of which so many were answered within it, are within objective. */
  public static boolean isWithin(long withinObjective, long requests) {
    return withinObjective >= LEAST_WITHIN * requests;
  }
}
