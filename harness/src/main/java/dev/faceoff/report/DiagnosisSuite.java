package dev.faceoff.report;

import dev.faceoff.model.Examined;
import dev.faceoff.model.Finding;
import dev.faceoff.report.JunitWriter.Case;
import dev.faceoff.report.JunitWriter.Outcome;
import dev.faceoff.report.JunitWriter.Suite;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A diagnosis as test cases, one for each shortcut. It decides no exit code, so it fails no case
 * either: what it found is skipped, and says so.
 */
final class DiagnosisSuite {
  private DiagnosisSuite() {}

  static Suite of(DiagnosisReport diagnosis) {
    List<Case> cases = new ArrayList<>();
    if (!diagnosis.status().allowsNumbers()) {
      String message = diagnosis.status() + ": " + Words.reasons(diagnosis.reasons());
      cases.add(
          new Case("can be diagnosed", Outcome.ERROR, diagnosis.status().name(), message, message));
    }
    for (Examined each : diagnosis.examined()) {
      cases.add(of(diagnosis, each));
    }
    if (cases.isEmpty()) {
      String message = DiagnosisWords.headline(diagnosis).sentence();
      cases.add(new Case("can be diagnosed", Outcome.SKIPPED, "", message, ""));
    }
    List<String> output = new ArrayList<>(List.of(DiagnosisWords.headline(diagnosis).sentence()));
    diagnosis
        .findings()
        .forEach(
            finding ->
                output.add(
                    "%s: %s Price: %s Advice: %s"
                        .formatted(
                            finding.shortcut().id(),
                            finding.evidence(),
                            finding.price(),
                            finding.advice())));
    return new Suite("diagnose." + diagnosis.name(), cases, output);
  }

  private static Case of(DiagnosisReport diagnosis, Examined examined) {
    String name = "no " + examined.shortcut().id();
    return switch (examined.outcome()) {
      case NOT_FOUND -> Case.passed(name);
      case NOT_LOOKED_FOR ->
          new Case(name, Outcome.SKIPPED, "", "not looked for: " + examined.remark(), "");
      case FOUND ->
          new Case(
              name,
              Outcome.SKIPPED,
              "",
              "found: "
                  + DiagnosisWords.of(diagnosis, examined.shortcut()).stream()
                      .map(Finding::price)
                      .collect(Collectors.joining(" ")),
              "");
    };
  }
}
