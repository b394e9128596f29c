package dev.faceoff.run;

import dev.faceoff.model.FaceoffException;
import dev.faceoff.report.Report;

/** Runs scenarios one after the other and compares their variants. */
public final class Runner {
  private volatile boolean interrupted;

  /**
   * Runs the request and writes what was measured (histograms, logs, manifest) into the run folder;
   * the report itself is returned, not written.
   *
   * @throws dev.faceoff.model.FaceoffException if nothing could be measured at all
   */
  public Report run(RunRequest request, RunListener listener) {
    listener.note("not built yet");
    throw new FaceoffException(
        FaceoffException.Kind.INTERNAL,
        "cannot run " + request.scenarios() + ", interrupted=" + interrupted);
  }

  /**
   * Ends the run soon: {@link #run} then returns what was measured so far, marked PARTIAL. May be
   * called from any thread.
   */
  public void interrupt() {
    interrupted = true;
  }
}
