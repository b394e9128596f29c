package dev.faceoff.run;

import dev.faceoff.stats.PhaseSpan;
import java.util.List;
import java.util.Map;

/**
 * One play of the fault timeline for one variant, as it really was.
 *
 * @param block index in the launch's plan
 * @param play of this launch, from 0
 * @param busyThreads most request threads seen busy, by phase; phases in which it could not be read
 *     are absent
 */
record PlayedTimeline(
    int block,
    int play,
    String variant,
    List<PhaseSpan> spans,
    List<WindowInstant> instants,
    Map<String, Double> busyThreads) {
  PlayedTimeline {
    spans = List.copyOf(spans);
    instants = List.copyOf(instants);
    busyThreads = Map.copyOf(busyThreads);
  }

  /** When a fault came and went, in seconds from the start of the play. */
  record WindowInstant(String window, double appliedSecond, double removedSecond) {}
}
