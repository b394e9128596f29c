package dev.faceoff.run;

import dev.faceoff.stats.GeneratorHealth;
import dev.faceoff.stats.Watch;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a launch that was watched yielded.
 *
 * @param launch from 0
 * @param watches by variant; empty when it did not come to its end
 * @param generator over its load
 * @param machineBusyShare share of the processors' time the machine was busy meanwhile
 * @param ofPrometheus why alerts may have been late for Prometheus' sake, a sentence each
 */
record WatchedLaunch(
    int launch,
    Map<String, Watch> watches,
    GeneratorHealth generator,
    Optional<Double> machineBusyShare,
    List<String> ofPrometheus) {
  WatchedLaunch {
    watches = Map.copyOf(watches);
    ofPrometheus = List.copyOf(ofPrometheus);
  }

  /** Whether it came to its end. */
  boolean isWhole() {
    return !watches.isEmpty();
  }
}
