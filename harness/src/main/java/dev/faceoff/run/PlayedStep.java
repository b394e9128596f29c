package dev.faceoff.run;

import dev.faceoff.stats.GeneratorHealth;
import dev.faceoff.stats.StepOutcome;
import dev.faceoff.stats.StepUsage;
import java.util.List;
import java.util.OptionalDouble;

/**
 * One step of a search.
 *
 * @param arrivalsPerSecond that were offered, of all endpoints together
 * @param complaints why the generator is not to be trusted, a sentence each
 * @param requests of the objective's endpoint
 * @param errorShare of the requests of all endpoints that failed
 * @param latencyMillis of the objective's endpoint, at its quantile; 0 without any request of it
 * @param afterSeconds how long the service worked on when its last request was answered
 * @param serviceCpuMillis of a request, over the requests of all endpoints
 * @param databaseCpuMillis likewise; empty without a database too
 * @param requestsOfAllPerSecond of all endpoints
 */
record PlayedStep(
    double arrivalsPerSecond,
    StepOutcome outcome,
    List<String> complaints,
    long requests,
    double errorShare,
    double latencyMillis,
    double afterSeconds,
    StepUsage usage,
    OptionalDouble serviceCpuMillis,
    OptionalDouble databaseCpuMillis,
    double requestsOfAllPerSecond,
    GeneratorHealth generator) {
  /** The rate at which the service would have been done by the end of the step. */
  double doneAt(int stepSeconds) {
    return arrivalsPerSecond * stepSeconds / (stepSeconds + afterSeconds);
  }

  /** Whether it tells of the service, and not of the load generator. */
  boolean isSound() {
    return outcome != StepOutcome.GENERATOR_UNSOUND;
  }
}
