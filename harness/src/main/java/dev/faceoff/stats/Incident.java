package dev.faceoff.stats;

import java.util.Optional;

/**
 * How one fault went for those who are to be told of it.
 *
 * @param fault its name
 * @param seconds that it lasted
 * @param told of it first, while it lasted; empty if nobody was
 * @param failedUntold requests that failed from its start until somebody was told, or until its end
 *     if nobody was
 * @param failed requests that failed from its start until the next fault, or the end
 */
public record Incident(
    String fault, double seconds, Optional<Told> told, long failedUntold, long failed) {
  /**
   * The first alert.
   *
   * @param seconds from the start of the fault
   */
  public record Told(String alert, double seconds) {}
}
