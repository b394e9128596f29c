package dev.faceoff.report;

import dev.faceoff.model.Calibration;
import dev.faceoff.model.GateFinding;
import dev.faceoff.model.GateRules;
import dev.faceoff.model.Party;
import dev.faceoff.model.Status;
import dev.faceoff.model.Verdict;
import dev.faceoff.report.ScenarioReport.Trust;
import java.util.List;
import java.util.Optional;

/**
 * What came of comparing two targets in matched pairs.
 *
 * @param name of the journey both sides were sent, that of a scenario or of the user's own
 * @param failing whether the verdict decides the exit code: {@code gate} rather than {@code
 *     compare}
 * @param status as for a scenario: numbers are shown when VALID or PARTIAL
 * @param reasons why the status is not VALID, a sentence each
 * @param verdict of the whole; INCONCLUSIVE without numbers
 * @param settled whether it was spoken before the launches or the time ran out
 * @param findings one a claim, gated ones first; empty when the status allows no number
 * @param answers one an endpoint, in order of name
 * @param launches those that count, in order
 * @param replaced why launches were measured again, a sentence each
 * @param calibration whose noise was used; empty when this machine class has none for this journey
 */
public record GateReport(
    String name,
    boolean failing,
    Status status,
    List<String> reasons,
    Party baseline,
    Party candidate,
    GateRules rules,
    Verdict verdict,
    boolean settled,
    List<GateFinding> findings,
    List<Answers> answers,
    List<LaunchInfo> launches,
    List<String> replaced,
    Optional<Calibration> calibration,
    Optional<Trust> trust) {
  public GateReport {
    reasons = List.copyOf(reasons);
    findings = List.copyOf(findings);
    answers = List.copyOf(answers);
    launches = List.copyOf(launches);
    replaced = List.copyOf(replaced);
  }

  /** Whether the status allows numbers to be shown. */
  public boolean hasNumbers() {
    return status.allowsNumbers() && !findings.isEmpty();
  }

  /** Whether the sides do not answer alike: then no speed is compared, and a gate fails. */
  public boolean answersDiffer() {
    return answers.stream().anyMatch(Answers::differ);
  }

  /**
   * How alike the two sides answered at one endpoint.
   *
   * @param compared pairs in which both answered without error
   * @param different of those, the ones whose answers were not the same
   * @param changing whether the baseline itself answers the same request differently from one time
   *     to the next, so that content could not be compared
   * @param differ the verdict: content was compared and is not the same
   */
  public record Answers(
      String endpoint, long compared, long different, boolean changing, boolean differ) {}

  /**
   * A launch that counts.
   *
   * @param launch from 0
   * @param baselineFirst whether the baseline was started first
   * @param pairs measured
   * @param droppedShare of the measured time that the machine disturbed and that was left out, 0 to
   *     1
   * @param steady whether the sides had stopped changing against each other before measuring
   */
  public record LaunchInfo(
      int launch, boolean baselineFirst, long pairs, double droppedShare, boolean steady) {}
}
