package dev.faceoff.run;

import dev.faceoff.stats.CapacityBracket;
import dev.faceoff.stats.LaunchSamples;
import dev.faceoff.stats.StepOutcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a launch found out about the capacity of its variants; an interrupted one as far as it got.
 *
 * @param launch from 0
 * @param closed its blocks of users without pause; empty before they were complete
 * @param steps of each variant's search, in order
 * @param brackets where each search ended
 * @param peakMemoryMebibytes of each variant's service, where it is known
 * @param outOfTime whether a search had more to ask when the time was up
 */
record SearchedLaunch(
    int launch,
    Optional<LaunchSamples> closed,
    Map<String, List<PlayedStep>> steps,
    Map<String, CapacityBracket> brackets,
    Map<String, Double> peakMemoryMebibytes,
    boolean outOfTime) {
  /** Why the closed blocks say more about the generator than about the services. */
  List<String> complaints() {
    return closed.map(samples -> Soundness.ofProcess(samples.generator())).orElse(List.of());
  }

  /** The last step of a variant at a rate that ended so. */
  Optional<PlayedStep> step(String variant, OptionalDouble rate, StepOutcome outcome) {
    return steps.get(variant).stream()
        .filter(step -> rate.isPresent() && step.arrivalsPerSecond() == rate.getAsDouble())
        .filter(step -> step.outcome() == outcome)
        .reduce((earlier, later) -> later);
  }

  /** The last step at the highest rate that a variant kept. */
  Optional<PlayedStep> highestKept(String variant) {
    return step(variant, brackets.get(variant).keptPerSecond(), StepOutcome.KEPT);
  }
}
