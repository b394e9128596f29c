package dev.faceoff.model;

import java.util.Optional;

/**
 * Where a service stands on the scale from the fixed variant, 0, to the naive one, 1. Below 0 and
 * above 1 it lies beyond the two.
 *
 * @param estimate empty where there is no scale
 * @param reason why there is none, a sentence; empty where there is one
 */
public record ScalePosition(Optional<Estimate> estimate, Standing standing, String reason) {
  public ScalePosition {
    if (estimate.isPresent() != reason.isEmpty()) {
      throw new IllegalArgumentException("a position has either an estimate or a reason");
    }
    if (estimate.isEmpty() && standing != Standing.CANNOT_TELL) {
      throw new IllegalArgumentException("without a scale nothing is " + standing);
    }
  }

  /** No position, and why. */
  public static ScalePosition none(String reason) {
    return new ScalePosition(Optional.empty(), Standing.CANNOT_TELL, reason);
  }
}
