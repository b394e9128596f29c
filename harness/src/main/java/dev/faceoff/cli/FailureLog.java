package dev.faceoff.cli;

import dev.faceoff.model.FaceoffException;
import dev.faceoff.run.PassingOn;
import dev.faceoff.run.RunListener;
import java.util.Optional;

/** Passes on what a run tells, and keeps what failed in the log. */
final class FailureLog extends PassingOn {
  private final Context context;
  private volatile ExitCode exitCode;

  FailureLog(RunListener next, Context context) {
    super(next);
    this.context = context;
  }

  @Override
  public void failed(String scenario, FaceoffException cause) {
    super.failed(scenario, cause);
    note(context.logged(cause));
    if (exitCode != ExitCode.FAILED) {
      exitCode = ExitCode.of(cause.kind());
    }
  }

  /** What the failures make of the run's exit code; empty without any. */
  Optional<ExitCode> exitCode() {
    return Optional.ofNullable(exitCode);
  }
}
