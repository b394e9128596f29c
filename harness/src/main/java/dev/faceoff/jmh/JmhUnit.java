package dev.faceoff.jmh;

/** What contributes one number to the proof. */
public enum JmhUnit {
  /** A fork of the one run that there is. */
  FORK("fork"),
  /** A run of all benchmarks. */
  RUN("run");

  private final String noun;

  JmhUnit(String noun) {
    this.noun = noun;
  }

  String plural() {
    return noun + "s";
  }
}
