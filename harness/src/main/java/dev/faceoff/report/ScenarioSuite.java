package dev.faceoff.report;

import dev.faceoff.model.Status;
import dev.faceoff.report.JunitWriter.Case;
import dev.faceoff.report.JunitWriter.Outcome;
import dev.faceoff.report.JunitWriter.Suite;
import dev.faceoff.report.ScenarioReport.ExpectationResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A scenario's expectations as test cases. */
final class ScenarioSuite {
  private ScenarioSuite() {}

  static Suite of(ScenarioReport scenario) {
    Status status = scenario.status();
    boolean broken = broken(status);
    List<Case> cases =
        scenario.expectations().stream().map(e -> caseOf(scenario, broken, e)).toList();
    Optional<GrowthReport> growth =
        scenario.scaling().growth().filter(each -> scenario.scaling().withPair());
    if (growth.isPresent() && broken(growth.get().status())) {
      cases = new ArrayList<>(cases);
      cases.add(error("growth is valid", growth.get().status(), growth.get().reasons()));
    }
    Optional<CapacityReport> capacity =
        scenario.scaling().capacity().filter(each -> scenario.scaling().withPair());
    if (capacity.isPresent() && broken(capacity.get().status())) {
      cases = new ArrayList<>(cases);
      cases.add(error("capacity is valid", capacity.get().status(), capacity.get().reasons()));
    }
    Optional<SpikeReport> spike =
        scenario.scaling().spike().filter(each -> scenario.scaling().withPair());
    if (spike.isPresent() && broken(spike.get().status())) {
      cases = new ArrayList<>(cases);
      cases.add(error("spike is valid", spike.get().status(), spike.get().reasons()));
    }
    Optional<AlertReport> alerts =
        scenario.scaling().alerts().filter(each -> scenario.scaling().withPair());
    if (alerts.isPresent() && broken(alerts.get().status())) {
      cases = new ArrayList<>(cases);
      cases.add(error("alerts are valid", alerts.get().status(), alerts.get().reasons()));
    }
    if (cases.isEmpty() && broken) {
      cases = List.of(error("is valid", scenario));
    }
    List<String> lines = new ArrayList<>(List.of(Words.headline(scenario).sentence()));
    Phases.of(scenario).ifPresent(phases -> lines.addAll(phases.sentences()));
    Words.books(scenario).ifPresent(lines::add);
    GrowthWords.of(scenario)
        .filter(words -> scenario.scaling().withPair())
        .map(words -> words.headline().sentence())
        .ifPresent(lines::add);
    CapacityWords.of(scenario)
        .filter(words -> !CapacityWords.isHeadline(scenario))
        .map(words -> words.headline().sentence())
        .ifPresent(lines::add);
    SpikeWords.of(scenario)
        .filter(words -> !SpikeWords.isHeadline(scenario))
        .map(words -> words.headline().sentence())
        .ifPresent(lines::add);
    AlertWords.of(scenario)
        .filter(words -> !AlertWords.isHeadline(scenario))
        .map(words -> words.headline().sentence())
        .ifPresent(lines::add);
    return new Suite(scenario.name(), cases, lines);
  }

  private static Case caseOf(ScenarioReport scenario, boolean broken, ExpectationResult result) {
    if (broken) {
      return error(result.text(), scenario);
    }
    String observed =
        result.observed().map(o -> "observed " + Numbers.significant(o)).orElse("nothing observed");
    String message = observed + ", expected " + result.text();
    return switch (result.outcome()) {
      case HELD -> Case.passed(result.text());
      case FAILED -> new Case(result.text(), Outcome.FAILURE, "expectation", message, message);
      case UNDECIDED -> new Case(result.text(), Outcome.SKIPPED, "", "undecided: " + message, "");
    };
  }

  private static boolean broken(Status status) {
    return status == Status.INVALID || status == Status.FAILED;
  }

  private static Case error(String name, ScenarioReport scenario) {
    return error(name, scenario.status(), scenario.reasons());
  }

  private static Case error(String name, Status status, List<String> reasons) {
    String message = status + ": " + Words.reasons(reasons);
    return new Case(name, Outcome.ERROR, status.name(), message, message);
  }
}
