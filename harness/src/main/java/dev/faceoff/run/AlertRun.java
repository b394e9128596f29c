package dev.faceoff.run;

import dev.faceoff.alert.PrometheusServer;
import dev.faceoff.backend.Backend;
import dev.faceoff.backend.BackendNeeds;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.Scenario;
import dev.faceoff.report.AlertReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Watches a scenario's variants under faults, launch after launch. */
final class AlertRun {
  private final Scenario scenario;
  private final RunRequest request;
  private final Session session;
  private final AlertReports reports;

  /**
   * @param scenario as it is while it is watched
   */
  AlertRun(Scenario scenario, RunRequest request, Session session) {
    this.scenario = scenario;
    this.request = request;
    this.session = session;
    this.reports = new AlertReports(scenario, request.profile());
  }

  /** Never throws: whatever goes wrong stands in the report. */
  AlertReport run() {
    List<String> backendNotes = new ArrayList<>();
    Path logs = request.out().resolve("logs").resolve(scenario.name()).resolve("alerts");
    Optional<Path> program = PrometheusServer.program(System.getenv().getOrDefault("PATH", ""));
    if (program.isEmpty()) {
      return reports.failed(PrometheusServer.howToGet());
    }
    Optional<FaceoffException> failure =
        session.measured(
            request,
            scenario.name(),
            BackendNeeds.of(scenario),
            logs,
            backendNotes,
            backend -> measure(program.get(), backend, logs));
    if (failure.isPresent()) {
      return reports.failed(failure.get().getMessage());
    }
    return reports.report(session.interruption().requested(), backendNotes);
  }

  private void measure(Path program, Optional<Backend> backend, Path logs)
      throws InterruptedException, IOException {
    reports
        .launches()
        .fill(
            launch ->
                new AlertLaunch(
                        scenario,
                        request,
                        launch,
                        program,
                        backend,
                        session,
                        logs.resolve("launch-" + launch))
                    .run(),
            session.interruption(),
            session.listener());
  }
}
