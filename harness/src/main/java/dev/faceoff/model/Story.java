package dev.faceoff.model;

import java.util.stream.Stream;

/**
 * A scenario in four sentences: what users see, why, what helps, and when the help hurts. All are
 * empty where none is told.
 */
public record Story(String symptom, String cause, String fix, String hurts) {
  /** Of a scenario that asks rather than teaches. */
  public static final Story NONE = new Story("", "", "", "");

  public Story {
    if (Stream.of(symptom, cause, fix, hurts).anyMatch(sentence -> !sentence.isEmpty())) {
      Checks.requireText(symptom, "symptom");
      Checks.requireText(cause, "cause");
      Checks.requireText(fix, "fix");
      Checks.requireText(hurts, "hurts");
    }
  }

  /** Whether there is one. */
  public boolean isTold() {
    return !symptom.isEmpty();
  }
}
