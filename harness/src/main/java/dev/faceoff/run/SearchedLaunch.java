package dev.faceoff.run;

import dev.faceoff.report.CapacityReport.GeneratorLimit;
import dev.faceoff.stats.CapacityBracket;
import dev.faceoff.stats.LaunchSamples;
import dev.faceoff.stats.StepOutcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * What a launch found out about the capacity of its variants; an interrupted one as far as it got.
 *
 * @param launch from 0
 * @param closed its blocks of users without pause, none of them under a limit; empty before all was
 *     played that comes before the searches
 * @param generatorLimit what the load generator itself keeps; empty where it was not looked for
 * @param steps of each variant's search, in order
 * @param brackets where each search ended
 * @param peakMemoryMebibytes of each variant's service, where it is known
 * @param usualCores what each variant and its database took before anything was asked of it, see
 *     {@link Rest#usualCores}
 * @param outOfTime whether a search had more to ask when the time was up
 */
record SearchedLaunch(
    int launch,
    Optional<LaunchSamples> closed,
    Optional<GeneratorLimit> generatorLimit,
    Map<String, List<PlayedStep>> steps,
    Map<String, CapacityBracket> brackets,
    Map<String, Double> peakMemoryMebibytes,
    Map<String, Double> usualCores,
    boolean outOfTime) {
  /** Why the closed blocks say more about the generator than about the services. */
  List<String> complaints() {
    return closed.map(samples -> Soundness.ofProcess(samples.generator())).orElse(List.of());
  }

  /** Whether a variant's search began. */
  boolean hasSearched(String variant) {
    return !steps.get(variant).isEmpty();
  }

  /** Whether a variant's search tells anything of the variant. */
  boolean hasEvidence(String variant) {
    return steps.get(variant).stream().anyMatch(PlayedStep::isSound);
  }

  /** The last step of a variant at a rate that ended so. */
  Optional<PlayedStep> step(String variant, OptionalDouble rate, StepOutcome outcome) {
    return steps(variant, rate, outcome).reduce((earlier, later) -> later);
  }

  private Stream<PlayedStep> steps(String variant, OptionalDouble rate, StepOutcome outcome) {
    return steps.get(variant).stream()
        .filter(step -> rate.isPresent() && step.arrivalsPerSecond() == rate.getAsDouble())
        .filter(step -> step.outcome() == outcome);
  }

  /**
   * The step that shows what limits a variant: the last at the lowest rate that its search did not
   * keep. Where it kept none, the lowest of all that were not kept; a search that began anew has
   * forgotten the earlier ones.
   */
  Optional<PlayedStep> limited(String variant) {
    if (highestKept(variant).isPresent()) {
      return step(variant, brackets.get(variant).notKeptPerSecond(), StepOutcome.NOT_KEPT);
    }
    return steps.get(variant).stream()
        .filter(step -> step.outcome() == StepOutcome.NOT_KEPT)
        .reduce((a, b) -> b.arrivalsPerSecond() <= a.arrivalsPerSecond() ? b : a);
  }

  /**
   * The step that shows what kept a variant's search from higher rates where none was not kept: the
   * last at the lowest rate above the highest kept that the load generator could not offer.
   */
  Optional<PlayedStep> notOffered(String variant) {
    OptionalDouble kept = brackets.get(variant).keptPerSecond();
    if (kept.isEmpty() || limited(variant).isPresent()) {
      return Optional.empty();
    }
    return steps.get(variant).stream()
        .filter(step -> step.outcome() == StepOutcome.GENERATOR_UNSOUND)
        .filter(step -> step.arrivalsPerSecond() > kept.getAsDouble())
        .reduce((a, b) -> b.arrivalsPerSecond() <= a.arrivalsPerSecond() ? b : a);
  }

  /** The last step at the highest rate that a variant kept. */
  Optional<PlayedStep> highestKept(String variant) {
    return step(variant, brackets.get(variant).keptPerSecond(), StepOutcome.KEPT);
  }

  /**
   * The steps that kept the highest rate that a variant kept, in order, where the service's CPU and
   * memory were read; none where they were not.
   */
  List<PlayedStep> costed(String variant) {
    if (!brackets.containsKey(variant) || !peakMemoryMebibytes.containsKey(variant)) {
      return List.of();
    }
    return steps(variant, brackets.get(variant).keptPerSecond(), StepOutcome.KEPT)
        .filter(step -> step.serviceCpuMillis().isPresent() && step.requestsOfAllPerSecond() > 0)
        .toList();
  }
}
