package dev.faceoff.run;

/** Where the time of a run goes. */
public enum Phase {
  START_UP("start-up"),
  DATA("data"),
  WARM_UP("warm-up"),
  LOAD("load"),
  /** Idle between blocks, in which targets drain and counters are read. */
  GAPS("gaps"),
  REPORT("report");

  private final String label;

  Phase(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }
}
