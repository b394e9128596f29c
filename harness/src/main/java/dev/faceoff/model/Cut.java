package dev.faceoff.model;

/** Ends the connections there are and refuses new ones. */
public record Cut() implements Fault {
  @Override
  public String label() {
    return "cut";
  }
}
