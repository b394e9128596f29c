package dev.faceoff.cli;

import dev.faceoff.model.BackendKind;
import dev.faceoff.model.Expectation;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.ProfileName;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Servers;
import dev.faceoff.model.Status;
import dev.faceoff.model.Verdict;
import dev.faceoff.report.FaultReport;
import dev.faceoff.report.GateReport;
import dev.faceoff.report.Report;
import dev.faceoff.report.RunInfo;
import dev.faceoff.report.ScalingReport;
import dev.faceoff.report.ScenarioReport;
import dev.faceoff.report.ScenarioReport.ExpectationResult;
import dev.faceoff.report.ScenarioReport.ExpectationResult.Outcome;
import dev.faceoff.run.DiagnosisRequest;
import dev.faceoff.run.GateRequest;
import dev.faceoff.run.RunListener;
import dev.faceoff.run.RunRequest;
import dev.faceoff.run.ServeRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Parts that run nothing and write next to nothing. */
final class Fakes {
  private Fakes() {}

  /** Returns a report with the status and outcome it was made with, and keeps what it was asked. */
  static class Engine implements Parts.Engine {
    final List<RunRequest> requests = new ArrayList<>();
    private final Status status;
    private final Outcome outcome;

    Engine(Status status, Outcome outcome) {
      this.status = status;
      this.outcome = outcome;
    }

    @Override
    public Report run(RunRequest request, RunListener listener) {
      requests.add(request);
      return report(request, status, outcome);
    }

    @Override
    public Report diagnose(DiagnosisRequest request, RunListener listener) {
      throw new AssertionError("no diagnosis was asked for");
    }

    @Override
    public Report gate(GateRequest request, RunListener listener) {
      throw new AssertionError("no gate was asked for");
    }

    @Override
    public void serve(ServeRequest request, RunListener listener) {
      throw new AssertionError("nothing was to be served");
    }

    @Override
    public void interrupt() {}
  }

  static Parts parts(Parts.Engine engine) {
    return parts(engine, Optional.of("99.1"));
  }

  /**
   * @param docker version of the Docker engine that answers
   */
  static Parts parts(Parts.Engine engine, Optional<String> docker) {
    return new Parts(
        () -> engine,
        new ReportFiles(),
        new Cache(docker),
        file -> {
          throw new AssertionError("opened " + file);
        },
        log -> {});
  }

  static final class ReportFiles implements Parts.ReportFiles {
    @Override
    public void write(Report report, Path folder) throws IOException {
      String statuses = report.scenarios().stream().map(each -> each.status().name()).toList() + "";
      Files.writeString(folder.resolve("report.html"), "<p>" + statuses);
      Files.writeString(folder.resolve("results.json"), "{\"statuses\": \"" + statuses + "\"}\n");
    }

    @Override
    public Report read(Path folder) {
      return report(List.of(), Map.of());
    }

    @Override
    public String text(Report report, boolean colour) {
      return "verdicts of " + report.scenarios().size() + "\n";
    }
  }

  private record Cache(Optional<String> docker) implements Parts.Cache {
    @Override
    public Path folder() {
      return Path.of(System.getProperty("java.io.tmpdir"), "no-such-faceoff-cache");
    }

    @Override
    public Cleaned clean(Servers servers) {
      return new Cleaned(
          List.of("/cache/postgres/17"),
          5 << 20,
          servers.redis().isEmpty()
              ? List.of()
              : List.of(
                  new FaceoffException(
                      FaceoffException.Kind.ENVIRONMENT, "Redis does not answer")));
    }

    @Override
    public Map<String, Optional<String>> obstacles() {
      return Map.of("PostgreSQL", Optional.of("no PostgreSQL here; use another machine"));
    }
  }

  /** The report of a gate that broke. */
  static Report broken(GateRequest request, String reason) {
    Report nothing = report(List.of(), Map.of());
    GateReport gate =
        new GateReport(
            request.scenario().name(),
            request.failing(),
            Status.FAILED,
            List.of(reason),
            request.baseline(),
            request.candidate(),
            request.rules(),
            Verdict.INCONCLUSIVE,
            false,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            request.calibration(),
            Optional.empty());
    return new Report(nothing.schemaVersion(), nothing.run(), List.of(), Optional.of(gate));
  }

  static Report report(RunRequest request, Status status, Outcome outcome) {
    return report(
        request.scenarios().stream().map(each -> scenario(each, status, outcome)).toList(),
        Map.of("start-up", 12.2, "data", 3.0, "load", 80.0, "report", 0.6, "tea", 1.0));
  }

  private static Report report(List<ScenarioReport> scenarios, Map<String, Double> seconds) {
    return new Report(
        Report.SCHEMA_VERSION,
        new RunInfo(
            "run",
            Instant.EPOCH,
            97,
            ProfileName.QUICK,
            BackendKind.EMBEDDED,
            1,
            List.of(),
            new RunInfo.Environment(2, "", 1, "", "", Map.of(), Map.of()),
            seconds),
        scenarios);
  }

  private static ScenarioReport scenario(Scenario scenario, Status status, Outcome outcome) {
    return new ScenarioReport(
        scenario.name(),
        scenario.title(),
        scenario.question(),
        scenario.story(),
        status,
        List.of(),
        scenario.causeMeasure(),
        scenario.endpoints(),
        scenario.load(),
        scenario.profiles().get(ProfileName.QUICK),
        List.copyOf(scenario.settings().values()),
        List.of(),
        List.of(),
        scenario.expectations().stream()
            .map(Expectation::text)
            .map(text -> new ExpectationResult(text, Optional.empty(), outcome))
            .toList(),
        List.of(),
        List.of(),
        FaultReport.NONE,
        ScalingReport.NONE,
        Optional.empty());
  }
}
