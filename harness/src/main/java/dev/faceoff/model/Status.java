package dev.faceoff.model;

/** How far a scenario's numbers can be used. */
public enum Status {
  VALID,
  /** The generator or the machine was unsound: no number is shown. */
  INVALID,
  /** Interrupted: numbers of the completed blocks. */
  PARTIAL,
  /** A backend, target or Faceoff failed: no number is shown. */
  FAILED;

  /** Whether what was measured may be shown. */
  public boolean allowsNumbers() {
    return this == VALID || this == PARTIAL;
  }
}
