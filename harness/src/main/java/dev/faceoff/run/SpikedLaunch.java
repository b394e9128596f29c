package dev.faceoff.run;

import dev.faceoff.stats.GeneratorHealth;
import java.util.List;
import java.util.Optional;

/**
 * What a launch with spikes yielded.
 *
 * @param launch from 0
 * @param plays those that came to their end, one a variant
 * @param generator over all of them
 * @param machineBusyShare share of the processors' time the machine was busy meanwhile
 */
record SpikedLaunch(
    int launch,
    List<SpikedPlay> plays,
    GeneratorHealth generator,
    Optional<Double> machineBusyShare) {
  SpikedLaunch {
    plays = List.copyOf(plays);
  }

  /** Whether every variant went through the spike. */
  boolean isWhole(int variants) {
    return plays.size() == variants;
  }

  SpikedPlay play(String variant) {
    return plays.stream().filter(each -> each.variant().equals(variant)).findFirst().orElseThrow();
  }
}
