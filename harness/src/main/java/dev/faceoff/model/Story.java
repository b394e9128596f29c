package dev.faceoff.model;

/** A scenario in four sentences: what users see, why, what helps, and when the help hurts. */
public record Story(String symptom, String cause, String fix, String hurts) {
  public Story {
    Checks.requireText(symptom, "symptom");
    Checks.requireText(cause, "cause");
    Checks.requireText(fix, "fix");
    Checks.requireText(hurts, "hurts");
  }
}
