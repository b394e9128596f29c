package dev.faceoff.run;

import dev.faceoff.backend.Backend;
import dev.faceoff.backend.BackendNeeds;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.Scenario;
import dev.faceoff.report.SpikeReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sends a spike to a scenario's variants, launch after launch. */
final class SpikeRun {
  private final Scenario scenario;
  private final RunRequest request;
  private final Session session;
  private final SpikeReports reports;

  /**
   * @param scenario as it is in its spike
   */
  SpikeRun(Scenario scenario, RunRequest request, Session session) {
    this.scenario = scenario;
    this.request = request;
    this.session = session;
    this.reports = new SpikeReports(scenario, request.profile());
  }

  /** Never throws: whatever goes wrong stands in the report. */
  SpikeReport run() {
    List<String> backendNotes = new ArrayList<>();
    Path logs = request.out().resolve("logs").resolve(scenario.name()).resolve("spike");
    Optional<FaceoffException> failure =
        session.measured(
            request,
            scenario.name(),
            BackendNeeds.of(scenario),
            logs,
            backendNotes,
            backend -> measure(backend, logs));
    if (failure.isPresent()) {
      return reports.failed(failure.get().getMessage());
    }
    return reports.report(session.interruption().requested(), backendNotes);
  }

  private void measure(Optional<Backend> backend, Path logs)
      throws InterruptedException, IOException {
    Images images = Images.of(scenario, session);
    reports
        .launches()
        .fill(
            launch ->
                new SpikeLaunch(
                        scenario,
                        request,
                        launch,
                        images,
                        backend,
                        session,
                        logs.resolve("launch-" + launch))
                    .run(),
            session.interruption(),
            session.listener());
  }
}
