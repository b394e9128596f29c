package dev.faceoff.model;

/**
 * What a service behaves like in one measure, by where it stands on the scale from the fixed
 * variant, 0, to the naive one, 1.
 */
public enum Standing {
  /** On the far side of fixed. */
  BEYOND_FIXED,
  LIKE_FIXED,
  BETWEEN,
  LIKE_NAIVE,
  /** On the far side of naive. */
  BEYOND_NAIVE,
  /** The interval reaches over several of these, or there is none. */
  CANNOT_TELL;

  /** Share of the way from one end to the other that still counts as being at an end. */
  public static final double MARGIN = 0.25;
}
