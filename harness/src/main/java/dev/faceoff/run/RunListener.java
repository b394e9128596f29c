package dev.faceoff.run;

import dev.faceoff.live.LiveListener;
import dev.faceoff.model.FaceoffException;
import java.time.Duration;
import java.util.List;

/** Told how far a run is. Calls may come from several threads, one at a time. */
public interface RunListener {
  /**
   * How far a run is.
   *
   * @param scenario name of the scenario at work
   * @param detail what goes on, for example "block 3 of 8, fixed"; may be empty
   * @param doneShare share of the whole run's expected time that has passed, 0 to 1
   * @param remaining expected time to the end of the whole run
   */
  record Progress(
      String scenario, Phase phase, String detail, double doneShare, Duration remaining) {}

  /** Called at each change of phase and about once a second within one. */
  void progress(Progress progress);

  /** Something worth a line of its own, for example that data is made for the first time. */
  void note(String line);

  /** A scenario failed; its report says so too. The cause's stack trace is for a log. */
  void failed(String scenario, FaceoffException cause);

  /** Who is told of the load while it runs; asked once. */
  default List<LiveListener> live() {
    return List.of();
  }
}
