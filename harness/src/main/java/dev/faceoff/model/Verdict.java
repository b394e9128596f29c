package dev.faceoff.model;

/** What a comparison may claim. */
public enum Verdict {
  IMPROVEMENT,
  REGRESSION,
  /** The whole interval lies within the margin around "no difference". */
  EQUIVALENT,
  /** The interval allows both; more launches are needed. */
  INCONCLUSIVE
}
