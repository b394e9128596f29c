package dev.faceoff.model;

import java.util.Locale;

/** How much time a run may take for how much certainty. */
public enum ProfileName {
  QUICK,
  STANDARD,
  THOROUGH;

  /** Name on the command line and in files. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
