package dev.faceoff.run;

import dev.faceoff.backend.Backend;
import dev.faceoff.backend.BackendNeeds;
import dev.faceoff.model.CapacityRules;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.Scenario;
import dev.faceoff.report.CapacityReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Searches for the capacity of a scenario's variants, launch after launch. */
final class CapacityRun {
  private final Scenario scenario;
  private final RunRequest request;
  private final Session session;
  private final CapacityReports reports;

  CapacityRun(Scenario scenario, RunRequest request, Session session) {
    this.scenario = scenario;
    this.request = request;
    this.session = session;
    this.reports = new CapacityReports(scenario, request.profile(), request.price());
  }

  /** Never throws: whatever goes wrong stands in the report. */
  CapacityReport run() {
    List<String> backendNotes = new ArrayList<>();
    Path logs = request.out().resolve("logs").resolve(scenario.name()).resolve("capacity");
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
    CapacityRules rules = scenario.designs().capacity().orElseThrow();
    int launches = rules.profiles().get(request.profile()).launches();
    for (int launch = 0; launch < launches; launch++) {
      if (session.interruption().requested()) {
        return;
      }
      CapacityLaunch next =
          new CapacityLaunch(
              scenario,
              request,
              launch,
              images,
              backend,
              reports.generatorLimit(),
              session,
              logs.resolve("launch-" + launch));
      try {
        next.run();
      } finally {
        // What an interrupted launch has found until then counts.
        reports.add(next.found());
      }
    }
  }
}
