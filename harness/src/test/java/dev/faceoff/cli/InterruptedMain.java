package dev.faceoff.cli;

import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.Status;
import dev.faceoff.report.Report;
import dev.faceoff.report.ScenarioReport.ExpectationResult.Outcome;
import dev.faceoff.run.DiagnosisRequest;
import dev.faceoff.run.GateRequest;
import dev.faceoff.run.RunListener;
import dev.faceoff.run.RunRequest;
import dev.faceoff.run.ServeRequest;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * A process for {@link InterruptionTest}: Faceoff with a run that lasts until it is interrupted.
 */
final class InterruptedMain {
  private InterruptedMain() {}

  /** Arguments: project, working folder, whether the interrupted run has something to report. */
  public static void main(String[] args) {
    CountDownLatch interrupted = new CountDownLatch(1);
    boolean reports = Boolean.parseBoolean(args[2]);
    Parts.Engine engine =
        new Parts.Engine() {
          @Override
          public Report run(RunRequest request, RunListener listener) {
            System.out.println("running");
            try {
              interrupted.await();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
            if (!reports) {
              throw new FaceoffException(FaceoffException.Kind.ENVIRONMENT, "a target died");
            }
            return Fakes.report(request, Status.PARTIAL, Outcome.UNDECIDED);
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
          public void interrupt() {
            interrupted.countDown();
          }
        };
    Surroundings surroundings = Shell.surroundings(Path.of(args[0]), Path.of(args[1]), Map.of());
    System.exit(
        Main.execute(
            new String[] {"run", "--out", "out"},
            System.out,
            System.err,
            surroundings,
            Fakes.parts(engine)));
  }
}
