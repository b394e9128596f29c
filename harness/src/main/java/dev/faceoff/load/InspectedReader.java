package dev.faceoff.load;

import dev.faceoff.scenarios.plan.LoadPlan;
import dev.faceoff.scenarios.plan.LoadPlan.Purpose;
import dev.faceoff.scenarios.plan.Outcome;
import dev.faceoff.scenarios.plan.SampleFile;
import dev.faceoff.stats.InspectedSample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads the samples of inspected blocks one by one: such blocks are short. */
public final class InspectedReader {
  private InspectedReader() {}

  private record Timed(long startNanos, InspectedSample sample) {}

  /**
   * The requests of all inspected blocks of a plan, in the order in which they were sent.
   *
   * @throws IOException if the file cannot be read or was written by another version
   */
  public static List<InspectedSample> read(LoadPlan plan) throws IOException {
    List<Timed> timed = new ArrayList<>();
    try (SampleFile file = SampleFile.open(Path.of(plan.samplesFile()))) {
      while (file.next()) {
        if (plan.blocks().get(file.block()).purpose() == Purpose.INSPECT) {
          timed.add(new Timed(file.startNanos(), sample(file)));
        }
      }
    }
    // The file has them in the order in which they ended.
    return timed.stream()
        .sorted(Comparator.comparingLong(Timed::startNanos))
        .map(Timed::sample)
        .toList();
  }

  private static InspectedSample sample(SampleFile file) {
    return new InspectedSample(
        file.endpoints().get(file.endpoint()),
        file.requestDigest(),
        file.digest(),
        file.answerBytes(),
        file.outcome() == Outcome.OK,
        Math.max(0, file.endNanos() - file.startNanos()) / 1e6);
  }
}
