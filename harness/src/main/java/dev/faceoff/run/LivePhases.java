package dev.faceoff.run;

import dev.faceoff.live.LiveLoad;
import dev.faceoff.model.FaceoffException;

/** Passes on what a listener is told, and the phases in which no load runs to who watches it. */
final class LivePhases implements RunListener {
  private final RunListener listener;
  private final LiveLoad live;
  private String scenario = "";
  private Phase phase;

  private LivePhases(RunListener listener, LiveLoad live) {
    this.listener = listener;
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
    listener.progress(progress);
  }

  @Override
  public void note(String line) {
    listener.note(line);
  }

  @Override
  public void failed(String ofScenario, FaceoffException cause) {
    listener.failed(ofScenario, cause);
  }
}
