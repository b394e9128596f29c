package dev.faceoff.report;

import dev.faceoff.model.Status;
import dev.faceoff.report.ScenarioReport.ExpectationResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes {@code junit.xml}: a suite per scenario, a test case per expectation. A broken expectation
 * is a failure, an undecided one is skipped, and every case of a scenario that is INVALID or FAILED
 * is an error.
 */
public final class JunitWriter implements ReportWriter {

  @Override
  public void write(Report report, Appendable out) throws IOException {
    Markup xml = new Markup();
    List<Suite> suites = report.scenarios().stream().map(Suite::of).toList();
    xml.open(
        "testsuites",
        "name",
        "faceoff " + report.run().id(),
        "tests",
        sum(suites, Kind.values()),
        "failures",
        sum(suites, Kind.FAILURE),
        "errors",
        sum(suites, Kind.ERROR),
        "skipped",
        sum(suites, Kind.SKIPPED));
    for (Suite suite : suites) {
      suite.write(xml, report);
    }
    xml.close();
    out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n").append(xml.toString()).append('\n');
  }

  private enum Kind {
    PASSED,
    FAILURE,
    ERROR,
    SKIPPED
  }

  private record Case(String name, Kind kind, String message) {}

  private record Suite(ScenarioReport scenario, List<Case> cases) {
    static Suite of(ScenarioReport scenario) {
      Status status = scenario.status();
      boolean broken = status == Status.INVALID || status == Status.FAILED;
      List<Case> cases =
          scenario.expectations().stream().map(e -> caseOf(scenario, broken, e)).toList();
      if (cases.isEmpty() && broken) {
        cases = List.of(new Case("is valid", Kind.ERROR, brokenMessage(scenario)));
      }
      return new Suite(scenario, cases);
    }

    void write(Markup xml, Report report) {
      List<Suite> self = List.of(this);
      xml.open(
          "testsuite",
          "name",
          scenario.name(),
          "tests",
          sum(self, Kind.values()),
          "failures",
          sum(self, Kind.FAILURE),
          "errors",
          sum(self, Kind.ERROR),
          "skipped",
          sum(self, Kind.SKIPPED),
          "timestamp",
          report.run().startedAt().toString());
      for (Case each : cases) {
        xml.open("testcase", "classname", "faceoff." + scenario.name(), "name", each.name());
        switch (each.kind()) {
          case FAILURE ->
              xml.element(
                  "failure", each.message(), "message", each.message(), "type", "expectation");
          case ERROR ->
              xml.element(
                  "error",
                  each.message(),
                  "message",
                  each.message(),
                  "type",
                  scenario.status().name());
          case SKIPPED -> xml.empty("skipped", "message", each.message());
          case PASSED -> {}
        }
        xml.close();
      }
      List<String> lines = new ArrayList<>(List.of(Words.headline(scenario).sentence()));
      Phases.of(scenario).ifPresent(phases -> lines.addAll(phases.sentences()));
      Words.books(scenario).ifPresent(lines::add);
      xml.element("system-out", String.join("\n", lines));
      xml.close();
    }

    private static Case caseOf(ScenarioReport scenario, boolean broken, ExpectationResult result) {
      String observed =
          result
              .observed()
              .map(o -> "observed " + Numbers.significant(o))
              .orElse("nothing observed");
      if (broken) {
        return new Case(result.text(), Kind.ERROR, brokenMessage(scenario));
      }
      return switch (result.outcome()) {
        case HELD -> new Case(result.text(), Kind.PASSED, "");
        case FAILED ->
            new Case(result.text(), Kind.FAILURE, observed + ", expected " + result.text());
        case UNDECIDED ->
            new Case(
                result.text(),
                Kind.SKIPPED,
                "undecided: " + observed + ", expected " + result.text());
      };
    }

    private static String brokenMessage(ScenarioReport scenario) {
      return scenario.status() + ": " + Words.reasons(scenario);
    }
  }

  private static String sum(List<Suite> suites, Kind... kinds) {
    return String.valueOf(
        suites.stream()
            .flatMap(suite -> suite.cases().stream())
            .filter(each -> List.of(kinds).contains(each.kind()))
            .count());
  }
}
