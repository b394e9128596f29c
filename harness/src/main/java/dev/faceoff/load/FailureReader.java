package dev.faceoff.load;

import dev.faceoff.scenarios.plan.LoadPlan;
import dev.faceoff.scenarios.plan.LoadPlan.PlannedBlock;
import dev.faceoff.scenarios.plan.LoadPlan.Purpose;
import dev.faceoff.scenarios.plan.Outcome;
import dev.faceoff.scenarios.plan.SampleFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.LongStream;

/** Reads when requests failed: when their users learnt of it, be it that they gave up. */
public final class FailureReader {
  private FailureReader() {}

  /**
   * When the requests of a plan's timelines failed. A file that was cut off is read up to its last
   * whole record.
   *
   * @return nanoseconds from the start of the load, by variant, in the order of the file; one for
   *     every variant that plays a timeline
   * @throws IOException if the file cannot be read or was written by another version
   */
  public static Map<String, long[]> failedNanos(LoadPlan plan) throws IOException {
    Map<String, LongStream.Builder> failed = new HashMap<>();
    for (PlannedBlock block : plan.blocks()) {
      if (block.purpose() == Purpose.TIMELINE) {
        failed.put(block.variant(), LongStream.builder());
      }
    }
    try (SampleFile file = SampleFile.open(Path.of(plan.samplesFile()))) {
      while (file.next()) {
        PlannedBlock block = plan.blocks().get(file.block());
        boolean counts =
            block.purpose() == Purpose.TIMELINE
                && file.outcome() != Outcome.OK
                && file.outcome() != Outcome.UNSENT;
        if (counts) {
          failed.get(block.variant()).add(file.endNanos());
        }
      }
    }
    Map<String, long[]> nanos = new HashMap<>();
    failed.forEach((variant, times) -> nanos.put(variant, times.build().toArray()));
    return nanos;
  }
}
