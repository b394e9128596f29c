package dev.faceoff.run;

import dev.faceoff.backend.Backend;
import dev.faceoff.backend.BackendNeeds;
import dev.faceoff.backend.Backends;
import dev.faceoff.load.HistogramLogs;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.Profile;
import dev.faceoff.model.Scenario;
import dev.faceoff.process.Supervisor;
import dev.faceoff.report.ScenarioReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs one scenario: makes its data, starts its backend, measures its launches. */
final class ScenarioRun {
  /** Launches that may be measured again because the machine disturbed them. */
  private static final int REPLACEMENTS = 3;

  private final Scenario scenario;
  private final RunRequest request;
  private final Supervisor supervisor;
  private final PhaseClock clock;
  private final RunListener listener;
  private final Interruption interruption;
  private final Map<String, String> versions;
  private final Map<String, Map<String, String>> serverSettings;

  private final List<MeasuredLaunch> launches = new ArrayList<>();
  private final List<ReplacedLaunch> replaced = new ArrayList<>();
  private final List<String> backendNotes = new ArrayList<>();

  /**
   * @param versions of what ran, added to as they become known
   * @param serverSettings in effect by server, added to likewise
   */
  ScenarioRun(
      Scenario scenario,
      RunRequest request,
      Supervisor supervisor,
      PhaseClock clock,
      RunListener listener,
      Interruption interruption,
      Map<String, String> versions,
      Map<String, Map<String, String>> serverSettings) {
    this.scenario = scenario;
    this.request = request;
    this.supervisor = supervisor;
    this.clock = clock;
    this.listener = listener;
    this.interruption = interruption;
    this.versions = versions;
    this.serverSettings = serverSettings;
  }

  /** Never throws: whatever goes wrong stands in the report. */
  ScenarioReport run() {
    Optional<FaceoffException> failure = Optional.empty();
    try {
      measure();
    } catch (InterruptedException e) {
      // Asked for; what was measured until then counts.
    } catch (IOException e) {
      failure =
          Optional.of(
              new FaceoffException(
                  FaceoffException.Kind.ENVIRONMENT,
                  "A file could not be read or written: " + e,
                  e));
    } catch (FaceoffException e) {
      failure = Optional.of(e);
    } catch (RuntimeException e) {
      failure =
          Optional.of(
              new FaceoffException(
                  FaceoffException.Kind.INTERNAL, "Faceoff itself failed: " + e, e));
    }
    clock.step(scenario.name(), Phase.REPORT, Timetable.REPORT_SECONDS);
    ScenarioReports reports = new ScenarioReports(scenario, request.profile(), backendNotes);
    if (interruption.requested() && !reports.whole(launches)) {
      return reports.partial(launches, replaced);
    }
    if (failure.isPresent()) {
      listener.failed(scenario.name(), failure.get());
      return reports.failed(failure.get().getMessage(), launches.size());
    }
    return reports.complete(launches, replaced);
  }

  private void measure() throws InterruptedException, IOException {
    Path logs = request.out().resolve("logs").resolve(scenario.name());
    BackendNeeds needs = BackendNeeds.of(scenario);
    if (needs.areNone()) {
      measure(Optional.empty(), logs);
      return;
    }
    clock.step(scenario.name(), Phase.DATA, Timetable.DATA_SECONDS);
    try (Backend backend =
        Backends.start(
            request.backend(), needs, request.servers(), supervisor, logs, listener::note)) {
      versions.putAll(backend.versions());
      serverSettings.putAll(backend.settings());
      backendNotes.addAll(backend.notes());
      measure(Optional.of(backend), logs);
    }
  }

  private void measure(Optional<Backend> backend, Path logs)
      throws InterruptedException, IOException {
    Profile profile = scenario.profiles().get(request.profile());
    for (int launch = 0; launches.size() < profile.launches(); launch++) {
      if (interruption.requested()) {
        return;
      }
      MeasuredLaunch measured =
          new LaunchRun(
                  scenario,
                  request,
                  launch,
                  backend,
                  supervisor,
                  clock,
                  interruption,
                  listener::note,
                  logs.resolve("launch-" + launch))
              .run();
      List<String> complaints = Soundness.complaints(measured.samples().health(), scenario.load());
      boolean replaceable =
          profile.launches() > 1 && replaced.size() < REPLACEMENTS && !interruption.requested();
      if (!complaints.isEmpty() && replaceable) {
        replaced.add(new ReplacedLaunch(String.join(" ", complaints), measured.books()));
        listener.note("launch %d is measured again: %s".formatted(launch + 1, complaints.get(0)));
      } else {
        launches.add(measured);
        HistogramLogs.write(
            request.out().resolve("histograms").resolve(scenario.name()), measured.samples());
      }
    }
  }
}
