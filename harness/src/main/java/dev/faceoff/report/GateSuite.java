package dev.faceoff.report;

import dev.faceoff.model.Claim;
import dev.faceoff.model.GateFinding;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Status;
import dev.faceoff.model.Tolerance;
import dev.faceoff.report.GateReport.Answers;
import dev.faceoff.report.JunitWriter.Case;
import dev.faceoff.report.JunitWriter.Outcome;
import dev.faceoff.report.JunitWriter.Suite;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A gate as test cases: one for each gated claim, and one for each endpoint whose answers were
 * compared. A comparison that decides no exit code fails no case either: what would fail is
 * skipped. What did not come to its end, or shows no number, is an error.
 */
final class GateSuite {
  private GateSuite() {}

  static Suite of(GateReport gate) {
    String name = (gate.failing() ? "gate." : "compare.") + gate.name();
    List<Case> cases = new ArrayList<>();
    if (GateWords.isBroken(gate)) {
      cases.add(error("can be judged", gate));
    } else {
      if (gate.status() == Status.PARTIAL) {
        // Else a file without a failure would be all that CI shows of it.
        cases.add(error("comes to its end", gate));
      }
      gate.answers().forEach(answers -> cases.add(answers(gate, answers)));
      if (GateWords.hasNumbers(gate)) {
        gate.findings().stream()
            .filter(GateFinding::gated)
            .forEach(finding -> cases.add(claim(gate, finding)));
      }
    }
    if (cases.isEmpty()) {
      String message = GateWords.headline(gate).sentence();
      cases.add(new Case("can be judged", Outcome.SKIPPED, "", message, ""));
    }
    return new Suite(name, cases, output(gate));
  }

  private static Case error(String name, GateReport gate) {
    String message = gate.status() + ": " + Words.reasons(gate.reasons());
    return new Case(name, Outcome.ERROR, gate.status().name(), message, message);
  }

  private static Case answers(GateReport gate, Answers answers) {
    String name = answers.endpoint() + ": both sides answer alike";
    String message =
        "%s: %s of %s not the same"
            .formatted(
                GateWords.answers(answers),
                Numbers.count(answers.different()),
                Words.plural(answers.compared(), "pair"));
    if (answers.differ()) {
      return bad(gate, name, "ANSWERS DIFFER", message, message + ", so no speed was compared");
    }
    return answers.changing()
        ? new Case(name, Outcome.SKIPPED, "", message, "")
        : Case.passed(name);
  }

  private static Case claim(GateReport gate, GateFinding finding) {
    Claim claim = finding.claim();
    String where = claim.endpoint().isEmpty() ? "" : claim.endpoint() + ": ";
    String name = where + GateWords.label(claim.measure()) + " no worse than the baseline's";
    String verdict = finding.verdict().name();
    return switch (finding.verdict()) {
      case REGRESSION -> bad(gate, name, verdict, GateWords.change(finding), body(gate, finding));
      case INCONCLUSIVE ->
          new Case(
              name,
              Outcome.SKIPPED,
              "",
              "%s: %s, %s"
                  .formatted(verdict, GateWords.verdict(gate, finding), GateWords.change(finding)),
              "");
      case EQUIVALENT, IMPROVEMENT -> Case.passed(name);
    };
  }

  private static Case bad(GateReport gate, String name, String type, String message, String body) {
    return gate.failing()
        ? new Case(name, Outcome.FAILURE, type, message, body)
        : new Case(name, Outcome.SKIPPED, "", type + ", compared only: " + message, "");
  }

  /** Every number of the claim, a line each. */
  private static String body(GateReport gate, GateFinding finding) {
    Measure measure = finding.claim().measure();
    GateChange change = new GateChange(finding);
    List<String> lines = new ArrayList<>();
    lines.add("%s: %s".formatted(finding.verdict(), GateWords.sentence(finding)));
    side("baseline", measure, finding.baseline()).ifPresent(lines::add);
    side("candidate", measure, finding.candidate()).ifPresent(lines::add);
    lines.add("ratio: " + change.ratio());
    change
        .ratioInterval()
        .ifPresent(i -> lines.add(GateWords.interval(List.of(finding)) + ": " + i));
    change.decisive().ifPresent(i -> lines.add("deciding interval, of all claims and looks: " + i));
    lines.add("from: " + finding.ratio().note());
    if (!finding.byLaunch().isEmpty()) {
      lines.add(
          "by launch: "
              + finding.byLaunch().stream()
                  .map(change::ofLaunch)
                  .collect(Collectors.joining(", ")));
    }
    GateWords.tolerance(gate, measure).map(t -> rule(measure, t)).ifPresent(lines::add);
    return String.join("\n", lines);
  }

  private static Optional<String> side(String name, Measure measure, Optional<Double> value) {
    return value.map(
        v -> "%s: %s %s".formatted(name, GateWords.side(measure, v), Words.unit(measure)));
  }

  private static String rule(Measure measure, Tolerance tolerance) {
    return "margin: %s, floor: %s"
        .formatted(
            GateWords.share(measure, tolerance.margin()),
            GateWords.share(measure, tolerance.floor()));
  }

  private static List<String> output(GateReport gate) {
    List<String> lines = new ArrayList<>(List.of(GateWords.headline(gate).sentence()));
    lines.addAll(GateWords.details(gate));
    if (GateWords.hasNumbers(gate)) {
      GateWords.ranked(gate)
          .forEach(
              finding ->
                  lines.add(
                      "%s: %s%s"
                          .formatted(
                              finding.verdict(),
                              GateWords.sentence(finding),
                              finding.gated() ? "" : " (shown only)")));
    }
    return lines;
  }
}
