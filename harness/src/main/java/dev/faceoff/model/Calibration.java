package dev.faceoff.model;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * How much launches of the same build differ on a class of machines: the noise a gate has to see
 * through.
 *
 * @param machineClass what machines that measure alike have in common, for example "2 cpus, Xeon
 *     E5, Linux"
 * @param subject what was measured against itself, for example "n-plus-one:fixed"
 * @param conditions backend, settings and servers, on which the noise depends as well; empty where
 *     they are unknown
 * @param launches from how many
 * @param sigma standard deviation between launches by claim: of the log ratio, of the difference
 *     where {@link Measure#isComparedByDifference}, or of the difference over the sides' mean where
 *     {@link Measure#isCountedByTheRequest}
 */
public record Calibration(
    String machineClass,
    String subject,
    Optional<String> conditions,
    Instant measuredAt,
    int launches,
    Map<Claim, Double> sigma) {
  public Calibration {
    Checks.requireText(machineClass, "machineClass");
    Checks.requireText(subject, "subject");
    Checks.requireAtLeast(launches, 2, "launches");
    sigma = Map.copyOf(sigma);
  }

  /** One under unknown conditions. */
  public Calibration(
      String machineClass,
      String subject,
      Instant measuredAt,
      int launches,
      Map<Claim, Double> sigma) {
    this(machineClass, subject, Optional.empty(), measuredAt, launches, sigma);
  }

  /** Whether it may be of what is measured under these conditions. */
  public boolean mayBeOf(String theseConditions) {
    return conditions.isEmpty() || conditions.get().equals(theseConditions);
  }
}
