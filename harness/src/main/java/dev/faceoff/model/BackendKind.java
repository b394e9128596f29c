package dev.faceoff.model;

import java.util.Locale;

/** Where databases and caches come from. */
public enum BackendKind {
  EMBEDDED;

  /** Name on the command line and in files. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
