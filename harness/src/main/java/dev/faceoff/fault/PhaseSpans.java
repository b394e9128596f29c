package dev.faceoff.fault;

import dev.faceoff.model.FaultTimeline;
import dev.faceoff.model.FaultWindow;
import dev.faceoff.stats.PhaseSpan;
import java.util.ArrayList;
import java.util.List;

/** The phases of a play as they really were. */
public final class PhaseSpans {
  private PhaseSpans() {}

  /**
   * The phases of a play, in order of time, without holes. Which there are, the plan alone decides
   * ({@link FaultTimeline#phases}), so that every play has the same; where they begin and end, the
   * instants.
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
    List<String> phases = timeline.phases();
    List<PhaseSpan> spans = new ArrayList<>();
    long from = 0;
    int window = 0;
    for (String phase : phases) {
      boolean faulty = window < windows.size() && phase.equals(windows.get(window).name());
      long to;
      if (spans.size() == phases.size() - 1) {
        to = length;
      } else if (faulty) {
        to = between(from, instants.get(window).removedNanoTime() - startNanoTime, length);
      } else {
        to = between(from, instants.get(window).appliedNanoTime() - startNanoTime, length);
      }
      spans.add(new PhaseSpan(phase, from, to));
      from = to;
      window += faulty ? 1 : 0;
    }
    return List.copyOf(spans);
  }

  private static long between(long low, long value, long high) {
    return Math.max(low, Math.min(high, value));
  }
}
