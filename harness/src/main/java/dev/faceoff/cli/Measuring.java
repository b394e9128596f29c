package dev.faceoff.cli;

import dev.faceoff.model.FaceoffException;
import dev.faceoff.report.Report;
import dev.faceoff.run.RunListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Lets an engine measure: with progress on stderr, in order after Ctrl-C, the report written and
 * its end printed.
 */
final class Measuring {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Context context;
  private final RunOptions options;

  Measuring(Context context, RunOptions options) {
    this.context = context;
    this.options = options;
  }

  /**
   * Measures.
   *
   * @param work asks the engine for a report
   * @param folder of the run
   * @param codeOf what a report means for the shell
   * @return the exit code
   */
  int run(
      BiFunction<Parts.Engine, RunListener, Report> work,
      Path folder,
      Function<Report, ExitCode> codeOf) {
    Parts.Engine engine = context.parts().engine().get();
    try (Interruption interruption = new Interruption(engine::interrupt, PATIENCE);
        Outcome outcome = new Outcome(context, options.json())) {
      Measured measured = measured(engine, work, interruption);
      Optional<Report> report = measured.report();
      if (report.isEmpty()) {
        context.err().println("Interrupted before anything was measured.");
        return ExitCode.INTERRUPTED.code();
      }
      outcome.print(report.get(), folder);
      if (options.open()) {
        open(folder.resolve(Outcome.HTML));
      }
      if (interruption.requested()) {
        return ExitCode.INTERRUPTED.code();
      }
      // What could not run at all outranks what the rest showed.
      return measured.failure().orElseGet(() -> codeOf.apply(report.get())).code();
    }
  }

  /**
   * What came of it.
   *
   * @param report empty when it was interrupted and has nothing to report
   */
  private record Measured(Optional<Report> report, Optional<ExitCode> failure) {}

  private Measured measured(
      Parts.Engine engine,
      BiFunction<Parts.Engine, RunListener, Report> work,
      Interruption interruption) {
    try (ProgressView view = ProgressView.on(context.err(), context.surroundings())) {
      FailureLog listener = new FailureLog(view, context);
      Report report = work.apply(engine, listener);
      return new Measured(Optional.of(report), listener.exitCode());
    } catch (FaceoffException e) {
      if (interruption.requested()) {
        return new Measured(Optional.empty(), Optional.empty());
      }
      throw e;
    }
  }

  /** A report that cannot be shown is still a report. */
  private void open(Path html) {
    if (!Files.exists(html)) {
      return;
    }
    try {
      context.parts().opener().accept(html);
    } catch (FaceoffException e) {
      context.err().println(e.getMessage());
    }
  }
}
