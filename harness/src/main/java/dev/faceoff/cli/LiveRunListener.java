package dev.faceoff.cli;

import dev.faceoff.live.LiveListener;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.run.RunListener;
import java.util.List;

/** Passes on how far a run is, and names who is told of its load. */
record LiveRunListener(RunListener next, List<LiveListener> live) implements RunListener {
  LiveRunListener {
    live = List.copyOf(live);
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
  }
}
