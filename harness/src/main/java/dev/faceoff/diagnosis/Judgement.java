package dev.faceoff.diagnosis;

import dev.faceoff.model.Examined;
import dev.faceoff.model.Examined.Outcome;
import dev.faceoff.model.Finding;
import dev.faceoff.model.Shortcut;
import java.util.List;

/** What a rule says about a shortcut: whether it was looked for, and what was found. */
public record Judgement(Examined examined, List<Finding> findings) {
  /** Why nothing is said about statements. */
  public static final String NO_DATABASE = "Its database is not known to Faceoff.";

  public Judgement {
    findings = List.copyOf(findings);
  }

  /** Of a shortcut that could not be looked for. */
  public static Judgement notLookedFor(Shortcut shortcut, String why) {
    return new Judgement(new Examined(shortcut, Outcome.NOT_LOOKED_FOR, why), List.of());
  }

  /** Of a shortcut that was looked for. */
  static Judgement of(Shortcut shortcut, List<Finding> findings, String remark) {
    return new Judgement(
        new Examined(shortcut, findings.isEmpty() ? Outcome.NOT_FOUND : Outcome.FOUND, remark),
        findings);
  }
}
