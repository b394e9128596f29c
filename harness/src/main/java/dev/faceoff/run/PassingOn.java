package dev.faceoff.run;

import dev.faceoff.live.LiveListener;
import dev.faceoff.model.FaceoffException;
import java.util.List;

/** Passes on what it is told; who does more with some of it says so. */
public abstract class PassingOn implements RunListener {
  private final RunListener next;

  protected PassingOn(RunListener next) {
    this.next = next;
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

  @Override
  public List<LiveListener> live() {
    return next.live();
  }
}
