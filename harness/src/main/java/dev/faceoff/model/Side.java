package dev.faceoff.model;

/** A side of a matched pair. */
public enum Side {
  BASELINE("baseline"),
  CANDIDATE("candidate");

  private final String id;

  Side(String id) {
    this.id = id;
  }

  /** Name in plans, files and reports. */
  public String id() {
    return id;
  }

  public Side other() {
    return this == BASELINE ? CANDIDATE : BASELINE;
  }
}
