package dev.faceoff.cli;

import dev.faceoff.live.LiveListener;
import dev.faceoff.run.PassingOn;
import dev.faceoff.run.RunListener;
import java.util.List;

/** Passes on how far a run is, and names who is told of its load. */
final class LiveRunListener extends PassingOn {
  private final List<LiveListener> live;

  LiveRunListener(RunListener next, List<LiveListener> live) {
    super(next);
    this.live = List.copyOf(live);
  }

  @Override
  public List<LiveListener> live() {
    return live;
  }
}
