package dev.faceoff.cli;

import dev.faceoff.backend.CacheFolder;
import dev.faceoff.backend.EmbeddedPostgres;
import dev.faceoff.report.Report;
import dev.faceoff.report.ReportFolder;
import dev.faceoff.report.TextWriter;
import dev.faceoff.run.RunListener;
import dev.faceoff.run.RunRequest;
import dev.faceoff.run.Runner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What the commands call; a test passes its own.
 *
 * @param engine makes what runs scenarios, once a run
 * @param opener shows a file in the user's browser
 * @param logTo is told where this process shall log, before anything logs
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

    Cleaned clean();

    /** Whether PostgreSQL can be started here; empty when it can, else why not and what to do. */
    List<String> complaints();

    /** What was removed. */
    record Cleaned(List<Path> removed, long bytes) {}
  }

  /** The parts of Faceoff itself. */
  static Parts ofFaceoff() {
    return new Parts(
        () -> engine(new Runner()),
        reportFolder(),
        cacheOfUser(),
        Browser::open,
        file -> System.setProperty("faceoff.log", file.toString()));
  }

  private static Engine engine(Runner runner) {
    return new Engine() {
      @Override
      public Report run(RunRequest request, RunListener listener) {
        return runner.run(request, listener);
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
      public Cleaned clean() {
        CacheFolder.Cleaned cleaned = CacheFolder.cleanAll();
        return new Cleaned(cleaned.removed(), cleaned.bytes());
      }

      @Override
      public List<String> complaints() {
        return EmbeddedPostgres.obstacle().stream().toList();
      }
    };
  }
}
