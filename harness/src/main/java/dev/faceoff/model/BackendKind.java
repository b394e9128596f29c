package dev.faceoff.model;

import java.util.Locale;

/** Where databases and caches come from. */
public enum BackendKind {
  /** Started from Maven artifacts or installed programs. */
  EMBEDDED,
  /** Started in containers. */
  TESTCONTAINERS,
  /** Already running somewhere. */
  EXTERNAL;

  /** Name on the command line and in files. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
