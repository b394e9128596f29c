package dev.faceoff.model;

import java.time.Duration;

/**
 * The load each variant gets: open arrivals at a constant rate while measured.
 *
 * @param arrivalsPerSecond users starting each second, whatever the service does
 * @param warmUpUsers users that call without pause while warming up (closed model: as fast as the
 *     service allows)
 * @param requestTimeout after which a request counts as an error
 * @param startLagLimit p99 of the lag from planned to actual start above which a launch is INVALID
 */
public record Load(
    double arrivalsPerSecond, int warmUpUsers, Duration requestTimeout, Duration startLagLimit) {
  public Load {
    Checks.requirePositive(arrivalsPerSecond, "arrivalsPerSecond");
    Checks.requireAtLeast(warmUpUsers, 1, "warmUpUsers");
    Checks.requirePositive(requestTimeout.toMillis(), "requestTimeout");
    Checks.requirePositive(startLagLimit.toMillis(), "startLagLimit");
  }
}
