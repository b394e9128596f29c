package dev.faceoff.model;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How a scenario is measured when far more users come of a sudden, and then no longer.
 *
 * @param endpoint whose users tell when all is normal
 * @param millis latency within which its requests shall be answered
 * @param factor arrivals in the spike over the usual ones, above 1
 * @param beforeSeconds at the usual rate
 * @param spikeSeconds at the raised rate
 * @param afterSeconds at the usual rate again, in which it is watched
 * @param settings that are otherwise than declared in a spike, by name
 * @param requestTimeout after which its users give up; empty: as elsewhere in the scenario
 * @param warmUpSeconds in which each variant is driven before
 * @param launches fresh starts of all targets, with one spike for each variant
 */
public record Spike(
    String endpoint,
    double millis,
    double factor,
    int beforeSeconds,
    int spikeSeconds,
    int afterSeconds,
    Map<String, Double> settings,
    Optional<Duration> requestTimeout,
    int warmUpSeconds,
    Map<ProfileName, Integer> launches) {
  /** Name of the phase that it is, in expectations. */
  public static final String PHASE = "spike";

  /** A variant is back to normal when so many seconds in a row are; fewer could not show it. */
  public static final int LEAST_AFTER_SECONDS = 5;

  public Spike {
    Checks.requireText(endpoint, "endpoint");
    Checks.requirePositive(millis, "millis");
    if (!(factor > 1) || Double.isInfinite(factor)) {
      throw new IllegalArgumentException("factor must be above 1, but is " + factor);
    }
    Checks.requireAtLeast(beforeSeconds, 1, "beforeSeconds");
    Checks.requireAtLeast(spikeSeconds, 1, "spikeSeconds");
    Checks.requireAtLeast(afterSeconds, LEAST_AFTER_SECONDS, "afterSeconds");
    Checks.requireAtLeast(warmUpSeconds, 1, "warmUpSeconds");
    settings = Collections.unmodifiableMap(new TreeMap<>(settings));
    launches = Collections.unmodifiableMap(new EnumMap<>(launches));
    launches.values().forEach(each -> Checks.requireAtLeast(each, 1, "launches"));
  }
}
