package dev.faceoff.stats;

import java.util.OptionalDouble;

/**
 * Where a search found the capacity of one variant in one launch: from the highest rate that kept
 * the objective up to the lowest that did not.
 *
 * @param keptPerSecond highest rate that was kept; empty when none was
 * @param notKeptPerSecond lowest rate that was not; empty when none was found
 * @param ending why the search went no further
 * @param steps that were played
 */
public record CapacityBracket(
    OptionalDouble keptPerSecond, OptionalDouble notKeptPerSecond, Ending ending, int steps) {

  /** Why a search ended. */
  public enum Ending {
    /** Both ends are known and as close as was asked for. */
    FOUND,
    /** The generator could offer no more: the capacity is at least what was kept. */
    GENERATOR_LIMIT,
    /** No higher rate was allowed: the capacity is at least what was kept. */
    ASKED_LIMIT,
    /** The steps were used up; the ends are farther apart than asked for, or one is unknown. */
    BUDGET
  }

  public CapacityBracket {
    if (keptPerSecond.isPresent()
        && notKeptPerSecond.isPresent()
        && keptPerSecond.getAsDouble() >= notKeptPerSecond.getAsDouble()) {
      throw new IllegalArgumentException(
          "%s/s cannot be kept when %s/s is not"
              .formatted(keptPerSecond.getAsDouble(), notKeptPerSecond.getAsDouble()));
    }
  }

  /** Whether both ends are known. */
  public boolean isClosed() {
    return keptPerSecond.isPresent() && notKeptPerSecond.isPresent();
  }

  /** The highest kept rate. */
  double kept() {
    return keptPerSecond.orElseThrow();
  }

  /** The lowest rate that was not kept. */
  double notKept() {
    return notKeptPerSecond.orElseThrow();
  }

  /** Natural logarithm of the geometric middle of a closed bracket. */
  double middleLog() {
    return (Math.log(kept()) + Math.log(notKept())) / 2;
  }
}
