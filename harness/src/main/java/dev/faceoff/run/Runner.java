package dev.faceoff.run;

import dev.faceoff.live.LiveLoad;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.Scenario;
import dev.faceoff.process.Supervisor;
import dev.faceoff.report.DiagnosisReport;
import dev.faceoff.report.GateReport;
import dev.faceoff.report.Manifest;
import dev.faceoff.report.Report;
import dev.faceoff.report.RunInfo;
import dev.faceoff.report.ScenarioReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Runs scenarios one after the other and compares their variants. */
public final class Runner {
  private final Interruption interruption = new Interruption();

  /**
   * Runs the request and writes what was measured (histograms, logs, manifest) into the run folder;
   * the report itself is returned, not written. A scenario that fails does not keep the others from
   * running: the report says so.
   *
   * @throws FaceoffException if nothing can be run at all
   */
  public Report run(RunRequest request, RunListener listener) {
    double expected =
        request.asked().stream()
            .mapToDouble(asked -> Timetable.seconds(asked, request.profile()))
            .sum();
    return measured(
        request,
        request.scenarios(),
        expected,
        listener,
        session -> new Found(scenarios(request, session), Optional.empty()));
  }

  private static List<ScenarioReport> scenarios(RunRequest request, Session session) {
    return request.asked().stream()
        .map(asked -> new ScenarioRun(asked, request, session).run())
        .toList();
  }

  /**
   * Compares two targets and writes what was measured (raw pairs, logs, manifest) into the run
   * folder; the report itself is returned, not written. What fails stands in the report.
   *
   * @throws FaceoffException if nothing can be run at all
   */
  public Report gate(GateRequest request, RunListener listener) {
    return measured(
        request,
        List.of(request.scenario()),
        Timetable.gateSeconds(request.rules()),
        listener,
        session -> new Found(List.of(), Optional.of(new GateRun(request, session).run())));
  }

  /**
   * Diagnoses a service and writes logs and manifest into the run folder; the report itself is
   * returned, not written. What fails stands in the report.
   *
   * @throws FaceoffException if nothing can be run at all
   */
  public Report diagnose(DiagnosisRequest request, RunListener listener) {
    return measured(
        request,
        List.of(request.scenario()),
        DiagnosisTimes.seconds(request),
        listener,
        session ->
            new Found(
                List.of(),
                Optional.empty(),
                Optional.of(new DiagnosisRun(request, session).run())));
  }

  /**
   * Keeps a pair under load until the time that was asked for is over or it is interrupted.
   *
   * @throws FaceoffException if the pair does not start, or something of it ends
   */
  public void serve(ServeRequest request, RunListener listener) {
    interruption.watch(Thread.currentThread());
    try (LiveLoad live = new LiveLoad(listener.live());
        PhaseClock clock = new PhaseClock(LivePhases.told(listener, live), System::nanoTime, 0);
        Supervisor supervisor = Supervisor.open()) {
      clock.startTicking();
      Session session =
          new Session(
              request.out().getFileName().toString(),
              supervisor,
              clock,
              listener,
              interruption,
              new TreeMap<>(),
              new TreeMap<>(),
              live);
      Optional<FaceoffException> failure = Failures.of(new ServeRun(request, session)::run);
      // An interruption that came while waiting has done its work; closing must wait again.
      Thread.interrupted();
      if (failure.isPresent() && !interruption.requested()) {
        throw failure.get();
      }
    }
  }

  /** What a run found out. */
  private record Found(
      List<ScenarioReport> scenarios,
      Optional<GateReport> gate,
      Optional<DiagnosisReport> diagnosis) {
    Found(List<ScenarioReport> scenarios, Optional<GateReport> gate) {
      this(scenarios, gate, Optional.empty());
    }
  }

  private Report measured(
      Request request,
      List<Scenario> scenarios,
      double expectedSeconds,
      RunListener listener,
      Function<Session, Found> work) {
    interruption.watch(Thread.currentThread());
    Instant startedAt = Instant.now();
    long start = System.nanoTime();
    String id = request.out().getFileName().toString();
    Map<String, String> versions = new TreeMap<>(Machine.versions(request.project(), scenarios));
    Map<String, Map<String, String>> serverSettings = new TreeMap<>();
    try (LiveLoad live = new LiveLoad(listener.live());
        PhaseClock clock =
            new PhaseClock(LivePhases.told(listener, live), System::nanoTime, expectedSeconds);
        Supervisor supervisor = Supervisor.open()) {
      clock.startTicking();
      writeManifest(
          request.out(),
          new Manifest(
              id,
              startedAt,
              request.command(),
              request.profile(),
              request.backend(),
              request.seed(),
              scenarios.stream().map(Manifest.ScenarioSettings::of).toList(),
              Machine.environment(versions, Map.of())));
      Found found =
          work.apply(
              new Session(
                  id, supervisor, clock, listener, interruption, versions, serverSettings, live));
      // An interruption that came while waiting has done its work; closing must wait again.
      Thread.interrupted();
      return new Report(
          Report.SCHEMA_VERSION,
          new RunInfo(
              id,
              startedAt,
              (System.nanoTime() - start) / 1e9,
              request.profile(),
              request.backend(),
              request.seed(),
              request.command(),
              Machine.environment(versions, serverSettings),
              clock.secondsByPhase()),
          found.scenarios(),
          found.gate(),
          found.diagnosis());
    }
  }

  /**
   * Ends the run soon: {@link #run} then returns what was measured so far, marked PARTIAL. May be
   * called from any thread.
   */
  public void interrupt() {
    interruption.request();
  }

  private static void writeManifest(Path folder, Manifest manifest) {
    try {
      Manifest.write(folder.resolve("manifest.json"), manifest);
    } catch (IOException e) {
      throw new FaceoffException(
          FaceoffException.Kind.ENVIRONMENT,
          "cannot write into %s: %s".formatted(folder, e.getMessage()),
          e);
    }
  }
}
