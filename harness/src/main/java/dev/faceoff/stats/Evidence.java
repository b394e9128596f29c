package dev.faceoff.stats;

import dev.faceoff.model.Interval;
import dev.faceoff.model.Tolerance;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What some launches say about one claim: how the candidate compares with the baseline.
 *
 * <p>Sizes are shares of the baseline, or of the requests, as in {@link Tolerance}.
 */
sealed interface Evidence permits LaunchEvidence, FailureEvidence {
  /** From how many launches. */
  int launches();

  /** Candidate over baseline, or the difference of the shares. */
  double value();

  /** One for each launch that has any, in order. */
  List<Double> byLaunch();

  /** What the interval is over, for people. */
  String note();

  /** How probable so high a value would be were the candidate not above the baseline. */
  double pAbove();

  /** How probable so low a value would be were the candidate not below the baseline. */
  double pBelow();

  /** Whether the candidate is above the baseline by a share or more. */
  boolean isAbove(double share);

  /** Whether the candidate is below the baseline by a share or more. */
  boolean isBelow(double share);

  /**
   * Whether the interval that errs by {@code tail} at each end lies within a margin around no
   * difference.
   */
  boolean isWithin(double margin, double tail);

  /**
   * The interval that goes with {@link #pAbove} and {@link #pBelow}, erring by tail at each end.
   */
  Interval decisive(double tail);

  /** The interval to show, which errs by {@code tail} at each end. */
  Interval interval(double tail);

  /** What to expect of another number of launches if these are typical. */
  Evidence projectedTo(int launches);

  /**
   * The smallest change found in nine of ten gates of so many launches.
   *
   * @param looks with their levels, one of which finds it
   */
  OptionalDouble resolvable(List<Level> looks, Tolerance tolerance);

  /**
   * The errors that a claim may make at a look, one-sided.
   *
   * @param launches judged
   * @param change of calling it a change
   * @param same of calling it none
   */
  record Level(int launches, double change, double same) {}
}
