package dev.faceoff.fault;

import dev.faceoff.model.FaultTimeline;
import dev.faceoff.model.FaultWindow;
import dev.faceoff.stats.PhaseSpan;
import java.util.ArrayList;
import java.util.List;

/** The phases of a play as they really were. */
public final class PhaseSpans {
  private PhaseSpans() {}

  /** Name of the healthy stretch between a window and the next. */
  public static String afterWindow(String window) {
    return FaultTimeline.AFTER + "-" + window;
  }

  /**
   * The phases of a play, in order of time, without holes: {@code before}, each window's, {@code
   * after-NAME} between two windows, {@code after}. Which there are, the plan alone decides, so
   * that every play has the same; where they begin and end, the instants.
   *
   * @param instants one a window, in order of time
   * @param startNanoTime when the play began
   * @return offsets from {@code startNanoTime}, from 0 to the timeline's length
   */
  public static List<PhaseSpan> of(
      FaultTimeline timeline, List<FaultInstant> instants, long startNanoTime) {
    List<FaultWindow> windows = timeline.windows();
    if (!instants.stream()
        .map(FaultInstant::window)
        .toList()
        .equals(windows.stream().map(FaultWindow::name).toList())) {
      throw new IllegalArgumentException(
          "the instants must be those of the windows, but are " + instants);
    }
    long length = timeline.length().toNanos();
    List<PhaseSpan> spans = new ArrayList<>();
    long from = 0;
    String healthy = FaultTimeline.BEFORE;
    long plannedFrom = 0;
    for (int i = 0; i < windows.size(); i++) {
      FaultWindow window = windows.get(i);
      if (window.at().toNanos() > plannedFrom) {
        long applied = between(from, instants.get(i).appliedNanoTime() - startNanoTime, length);
        spans.add(new PhaseSpan(healthy, from, applied));
        from = applied;
      }
      long removed = between(from, instants.get(i).removedNanoTime() - startNanoTime, length);
      plannedFrom = window.end().toNanos();
      boolean last = i == windows.size() - 1;
      if (last && plannedFrom >= length) {
        removed = length;
      }
      spans.add(new PhaseSpan(window.name(), from, removed));
      from = removed;
      healthy = last ? FaultTimeline.AFTER : afterWindow(window.name());
    }
    if (plannedFrom < length) {
      spans.add(new PhaseSpan(healthy, from, length));
    }
    return List.copyOf(spans);
  }

  private static long between(long low, long value, long high) {
    return Math.max(low, Math.min(high, value));
  }
}
