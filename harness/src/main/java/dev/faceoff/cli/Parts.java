package dev.faceoff.cli;

import dev.faceoff.backend.CacheFolder;
import dev.faceoff.backend.EmbeddedBackend;
import dev.faceoff.backend.ExternalBackend;
import dev.faceoff.container.DockerEngine;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.Servers;
import dev.faceoff.report.Report;
import dev.faceoff.report.ReportFolder;
import dev.faceoff.report.TextWriter;
import dev.faceoff.run.DiagnosisRequest;
import dev.faceoff.run.GateRequest;
import dev.faceoff.run.RunListener;
import dev.faceoff.run.RunRequest;
import dev.faceoff.run.Runner;
import dev.faceoff.run.ServeRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What the commands call; a test passes its own.
 *
 * @param engine makes what runs scenarios, once a run
 * @param opener shows a file in the user's browser
 * @param logTo is told where this process shall log from then on
 */
record Parts(
    Supplier<Engine> engine,
    ReportFiles reports,
    Cache cache,
    Consumer<Path> opener,
    Consumer<Path> logTo) {

  /** Runs scenarios, see {@link Runner}. */
  interface Engine {
    Report run(RunRequest request, RunListener listener);

    Report gate(GateRequest request, RunListener listener);

    Report diagnose(DiagnosisRequest request, RunListener listener);

    void serve(ServeRequest request, RunListener listener);

    void interrupt();
  }

  /** Writes a report into its folder, reads it back and shows it as text. */
  interface ReportFiles {
    void write(Report report, Path folder) throws IOException;

    Report read(Path folder) throws IOException;

    /** The verdict table, lines of at most 80 columns. */
    String text(Report report, boolean colour) throws IOException;
  }

  /** The backends' cache and whether they can work here. */
  interface Cache {
    Path folder();

    /** Removes it, and what killed runs left: in it, in containers and on those servers. */
    Cleaned clean(Servers servers);

    /** Why a server cannot be started here and what to do, by server; empty when it can. */
    Map<String, Optional<String>> obstacles();

    /** Version of the Docker engine that answers. */
    Optional<String> docker();

    /**
     * What was removed, and the bytes of its files.
     *
     * @param failures why not more
     */
    record Cleaned(List<String> removed, long bytes, List<FaceoffException> failures) {}
  }

  /** The parts of Faceoff itself. */
  static Parts ofFaceoff() {
    return new Parts(
        () -> engine(new Runner()), reportFolder(), cacheOfUser(), Browser::open, LogFile::moveTo);
  }

  private static Engine engine(Runner runner) {
    return new Engine() {
      @Override
      public Report run(RunRequest request, RunListener listener) {
        return runner.run(request, listener);
      }

      @Override
      public Report gate(GateRequest request, RunListener listener) {
        return runner.gate(request, listener);
      }

      @Override
      public Report diagnose(DiagnosisRequest request, RunListener listener) {
        return runner.diagnose(request, listener);
      }

      @Override
      public void serve(ServeRequest request, RunListener listener) {
        runner.serve(request, listener);
      }

      @Override
      public void interrupt() {
        runner.interrupt();
      }
    };
  }

  private static ReportFiles reportFolder() {
    return new ReportFiles() {
      @Override
      public void write(Report report, Path folder) throws IOException {
        ReportFolder.write(report, folder);
      }

      @Override
      public Report read(Path folder) {
        return ReportFolder.read(folder);
      }

      @Override
      public String text(Report report, boolean colour) throws IOException {
        StringBuilder text = new StringBuilder();
        new TextWriter(colour).write(report, text);
        return text.toString();
      }
    };
  }

  private static Cache cacheOfUser() {
    return new Cache() {
      @Override
      public Path folder() {
        return CacheFolder.ofUser().root();
      }

      @Override
      public Cleaned clean(Servers servers) {
        CacheFolder.Cleaned cleaned = CacheFolder.cleanAll();
        List<String> removed = new ArrayList<>();
        cleaned.removed().forEach(path -> removed.add(path.toString()));
        List<FaceoffException> failures = new ArrayList<>();
        try {
          DockerEngine.find().ifPresent(engine -> removed.addAll(engine.removeLeftovers()));
        } catch (RuntimeException e) {
          failures.add(
              new FaceoffException(
                  FaceoffException.Kind.ENVIRONMENT,
                  "cannot look for containers of killed runs: "
                      + String.valueOf(e.getMessage()).replaceAll("\\s+", " ").strip(),
                  e));
        }
        ExternalBackend.Cleaned external = ExternalBackend.clean(servers);
        removed.addAll(external.removed());
        failures.addAll(external.failures());
        return new Cleaned(removed, cleaned.bytes(), failures);
      }

      @Override
      public Map<String, Optional<String>> obstacles() {
        return EmbeddedBackend.obstacles();
      }

      @Override
      public Optional<String> docker() {
        return DockerEngine.find().map(DockerEngine::version);
      }
    };
  }
}
