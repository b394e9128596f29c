package dev.faceoff.run;

import dev.faceoff.live.LiveLoad;

/** Passes on what a listener is told, and the phases in which no load runs to who watches it. */
final class LivePhases extends PassingOn {
  private final LiveLoad live;
  private String scenario = "";
  private Phase phase;

  private LivePhases(RunListener listener, LiveLoad live) {
    super(listener);
    this.live = live;
  }

  static RunListener told(RunListener listener, LiveLoad live) {
    return new LivePhases(listener, live);
  }

  @Override
  public synchronized void progress(Progress progress) {
    if (progress.phase() != phase || !progress.scenario().equals(scenario)) {
      phase = progress.phase();
      scenario = progress.scenario();
      switch (phase) {
        case START_UP, DATA, REPORT -> live.phase(scenario, phase.label());
        case WARM_UP, LOAD, GAPS -> {
          // The generator tells when these really begin.
        }
      }
    }
    super.progress(progress);
  }
}
