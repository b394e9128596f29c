package dev.faceoff.run;

import dev.faceoff.backend.Backend;
import dev.faceoff.backend.BackendNeeds;
import dev.faceoff.load.HistogramLogs;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.Profile;
import dev.faceoff.model.Scenario;
import dev.faceoff.report.ScenarioReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs one scenario: makes its data, starts its backend, measures its launches. */
final class ScenarioRun {
  /** Launches that may be measured again because the machine disturbed them. */
  private static final int REPLACEMENTS = 3;

  private final Scenario scenario;
  private final RunRequest request;
  private final Session session;

  private final List<MeasuredLaunch> launches = new ArrayList<>();
  private final List<ReplacedLaunch> replaced = new ArrayList<>();
  private final List<String> backendNotes = new ArrayList<>();

  ScenarioRun(Scenario scenario, RunRequest request, Session session) {
    this.scenario = scenario;
    this.request = request;
    this.session = session;
  }

  /** Never throws: whatever goes wrong stands in the report. */
  ScenarioReport run() {
    Optional<FaceoffException> failure = Failures.of(this::measure);
    session.clock().step(scenario.name(), Phase.REPORT, Timetable.REPORT_SECONDS);
    ScenarioReports reports = new ScenarioReports(scenario, request.profile(), backendNotes);
    if (session.interruption().requested() && !reports.whole(launches)) {
      return reports.partial(launches, replaced);
    }
    if (failure.isPresent()) {
      session.listener().failed(scenario.name(), failure.get());
      return reports.failed(failure.get().getMessage(), launches.size());
    }
    return reports.complete(launches, replaced);
  }

  private void measure() throws InterruptedException, IOException {
    Path logs = request.out().resolve("logs").resolve(scenario.name());
    session.withBackend(
        request,
        scenario.name(),
        BackendNeeds.of(scenario),
        logs,
        backendNotes,
        backend -> measure(backend, logs));
  }

  private void measure(Optional<Backend> backend, Path logs)
      throws InterruptedException, IOException {
    Profile profile = scenario.profiles().get(request.profile());
    for (int launch = 0; launches.size() < profile.launches(); launch++) {
      if (session.interruption().requested()) {
        return;
      }
      MeasuredLaunch measured =
          new LaunchRun(
                  scenario, request, launch, backend, session, logs.resolve("launch-" + launch))
              .run();
      List<String> complaints =
          Soundness.complaints(measured.samples().generator(), scenario.load());
      boolean replaceable =
          profile.launches() > 1
              && replaced.size() < REPLACEMENTS
              && !session.interruption().requested();
      if (!complaints.isEmpty() && replaceable) {
        replaced.add(new ReplacedLaunch(String.join(" ", complaints), measured.books()));
        session
            .listener()
            .note("launch %d is measured again: %s".formatted(launch + 1, complaints.get(0)));
      } else {
        launches.add(measured);
        HistogramLogs.write(
            request.out().resolve("histograms").resolve(scenario.name()), measured.samples());
      }
    }
  }
}
