package dev.faceoff.cli;

import dev.faceoff.model.FaceoffException;
import dev.faceoff.run.RunListener;

/** Passes on what a run tells, and keeps what failed in the log. */
final class FailureLog implements RunListener {
  private final RunListener next;
  private final Context context;
  private volatile boolean faceoffFailed;

  FailureLog(RunListener next, Context context) {
    this.next = next;
    this.context = context;
  }

  @Override
  public void progress(Progress progress) {
    next.progress(progress);
  }

  @Override
  public void note(String line) {
    next.note(line);
  }

  @Override
  public void failed(String scenario, FaceoffException cause) {
    next.failed(scenario, cause);
    next.note(context.logged(cause));
    faceoffFailed |= cause.kind() == FaceoffException.Kind.INTERNAL;
  }

  /** Whether a failure was Faceoff's own. */
  boolean faceoffFailed() {
    return faceoffFailed;
  }
}
