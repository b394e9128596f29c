package dev.faceoff.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a scenario can be asked. */
public enum Design {
  /** How its variants compare at one rate and one size. */
  PAIR,
  /** How each variant's cost grows with a setting. */
  GROWTH,
  /** The highest rate of arrivals that each variant keeps, and what limits it. */
  CAPACITY,
  /** What becomes of users when far more come of a sudden, and how long until all is normal. */
  SPIKE,
  /** How long after a fault somebody is told, and how many requests had failed by then. */
  ALERTS;

  /** Name on the command line and in files. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All names, in order. */
  public static List<String> ids() {
    return Arrays.stream(values()).map(Design::id).toList();
  }
}
