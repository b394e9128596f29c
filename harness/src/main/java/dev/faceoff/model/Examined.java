package dev.faceoff.model;

/**
 * What came of looking for a shortcut.
 *
 * @param remark why it was not looked for, or how far; empty when there is nothing to add
 */
public record Examined(Shortcut shortcut, Outcome outcome, String remark) {
  /** How it ended. */
  public enum Outcome {
    FOUND,
    NOT_FOUND,
    NOT_LOOKED_FOR
  }
}
