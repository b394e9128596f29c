package dev.faceoff.live;

import dev.faceoff.scenarios.plan.LoadPlan;
import dev.faceoff.scenarios.plan.Outcome;
import dev.faceoff.scenarios.plan.SampleFile;
import java.io.IOException;
import java.nio.file.Path;

/** Reads a plan's samples while the generator writes them. */
final class SampleTail implements AutoCloseable {
  private final LoadPlan plan;
  private final String scenario;
  private SampleFile file;

  SampleTail(LoadPlan plan, String scenario) {
    this.plan = plan;
    this.scenario = scenario;
  }

  /**
   * Tells of what is in the file since the last time.
   *
   * @throws IOException if it cannot be read; the generator opens it before it tells of anything
   */
  void read(LiveListener listener) throws IOException {
    if (file == null) {
      file = SampleFile.open(Path.of(plan.samplesFile()));
    }
    while (file.next()) {
      tell(listener);
    }
  }

  private void tell(LiveListener listener) {
    if (file.isPlanned()) {
      // Gatling rounds to milliseconds and may be early by part of one.
      listener.lagged(scenario, Math.max(0, file.startNanos() - file.plannedNanos()));
    }
    if (file.outcome() == Outcome.UNSENT) {
      return;
    }
    listener.ended(
        scenario,
        plan.blocks().get(file.block()).variant(),
        file.endpoints().get(file.endpoint()),
        file.outcome() != Outcome.OK,
        file.endNanos(),
        Math.max(0, file.endNanos() - file.startNanos()));
  }

  @Override
  public void close() {
    try {
      if (file != null) {
        file.close();
      }
    } catch (IOException e) {
      // It was only read.
    }
  }
}
