package dev.faceoff.run;

import dev.faceoff.model.Design;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.Profile;
import dev.faceoff.model.Scenario;
import dev.faceoff.report.AlertReport;
import dev.faceoff.report.CapacityReport;
import dev.faceoff.report.GrowthReport;
import dev.faceoff.report.ScalingReport;
import dev.faceoff.report.ScenarioReport;
import dev.faceoff.report.SpikeReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs what is asked of one scenario, a design after the other. */
final class ScenarioRun {
  /** Launches that may be measured again because the machine disturbed them. */
  private static final int REPLACEMENTS = 3;

  private final ScenarioRequest asked;
  private final Scenario scenario;
  private final RunRequest request;
  private final Session session;

  ScenarioRun(ScenarioRequest asked, RunRequest request, Session session) {
    this.asked = asked;
    this.scenario = asked.scenario();
    this.request = request;
    this.session = session;
  }

  /** Never throws: whatever goes wrong stands in the report. */
  ScenarioReport run() {
    Optional<ScenarioReport> pair =
        asked.asks(Design.PAIR) ? Optional.of(pair()) : Optional.empty();
    Optional<GrowthReport> growth =
        asked.asks(Design.GROWTH)
            ? Optional.of(new GrowthRun(asked, request, session).run())
            : Optional.empty();
    Optional<CapacityReport> capacity =
        asked.asks(Design.CAPACITY)
            ? Optional.of(new CapacityRun(scenario, request, session).run())
            : Optional.empty();
    Optional<SpikeReport> spike =
        asked.spiking().map(spiking -> new SpikeRun(spiking, request, session).run());
    Optional<AlertReport> alerts =
        asked.asks(Design.ALERTS)
            ? Optional.of(new AlertRun(scenario.watched(), request, session).run())
            : Optional.empty();
    ScalingReport scaling = new ScalingReport(asked.designs(), growth, capacity, spike, alerts);
    return pair.map(report -> report.with(scaling))
        .orElseGet(() -> reports(List.of()).withoutPair(scaling))
        .alsoExpecting(new DesignExpectations(scenario).judge(capacity, spike, alerts));
  }

  private ScenarioReport pair() {
    if (session.interruption().requested()) {
      return reports(List.of()).partial(List.of(), List.of());
    }
    Profile profile = scenario.profiles().get(request.profile());
    Launches launches =
        new Launches(
            scenario,
            request,
            session,
            Path.of(scenario.name()),
            // No part may measure again what the others do not.
            profile.launches() > 1 && request.part().isEmpty() ? REPLACEMENTS : 0);
    Optional<FaceoffException> failure = Failures.of(launches::measure);
    session.clock().step(scenario.name(), Phase.REPORT, Timetable.REPORT_SECONDS);
    List<String> notes = new ArrayList<>(launches.backendNotes());
    request
        .part()
        .ifPresent(
            part ->
                notes.add(
                    "These are the requests of one generator of several, %s: 'faceoff merge' puts them together."
                        .formatted(part.label())));
    ScenarioReports reports = reports(notes);
    if (session.interruption().requested() && !reports.whole(launches.measured())) {
      return reports.partial(launches.measured(), launches.replaced());
    }
    if (failure.isPresent()) {
      session.listener().failed(scenario.name(), failure.get());
      return reports.failed(failure.get().getMessage(), launches.measured().size());
    }
    return reports.complete(launches.measured(), launches.replaced());
  }

  private ScenarioReports reports(List<String> backendNotes) {
    return new ScenarioReports(scenario, request.profile(), request.price(), backendNotes);
  }
}
