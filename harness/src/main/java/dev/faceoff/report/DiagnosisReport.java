package dev.faceoff.report;

import dev.faceoff.model.Examined;
import dev.faceoff.model.Finding;
import dev.faceoff.model.Party;
import dev.faceoff.model.Status;
import dev.faceoff.report.ScenarioReport.Trust;
import java.util.List;
import java.util.Optional;

/**
 * Which shortcuts a service shows under load.
 *
 * @param name of the journey it was sent
 * @param status as for a scenario; without VALID or PARTIAL there are no findings
 * @param reasons why the status is not VALID, or what a diagnosis that is says nothing about, a
 *     sentence each
 * @param examined one a shortcut that was come to, in their order
 * @param experiments in order of time
 */
public record DiagnosisReport(
    String name,
    Party target,
    Status status,
    List<String> reasons,
    List<Finding> findings,
    List<Examined> examined,
    List<Experiment> experiments,
    Optional<Trust> trust) {
  public DiagnosisReport {
    reasons = List.copyOf(reasons);
    findings = List.copyOf(findings);
    examined = List.copyOf(examined);
    experiments = List.copyOf(experiments);
    if (!findings.isEmpty() && !status.allowsNumbers()) {
      throw new IllegalArgumentException("a diagnosis that is %s finds nothing".formatted(status));
    }
  }

  /**
   * Something that was tried.
   *
   * @param varied what was done, for example "24 requests a second for 6 s"
   * @param observed what was seen
   */
  public record Experiment(String varied, String observed) {}
}
