package dev.faceoff.live;

import dev.faceoff.scenarios.plan.LoadPlan;
import dev.faceoff.scenarios.plan.LoadPlan.PlannedBlock;
import dev.faceoff.scenarios.plan.LoadPlan.Purpose;
import dev.faceoff.scenarios.plan.Outcome;
import dev.faceoff.scenarios.plan.SampleFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/** A plan of two blocks, and its samples as a generator would write them. */
final class Samples {
  static final long MILLI = 1_000_000L;

  private final Path file;
  private final LoadPlan plan;

  Samples(Path folder) throws IOException {
    file = folder.resolve("samples");
    plan =
        new LoadPlan(
            "none",
            Map.of(),
            1,
            Map.of("naive", List.of("http://127.0.0.1:1"), "fixed", List.of("http://127.0.0.1:2")),
            List.of(
                new PlannedBlock(0, Purpose.WARM_UP, "naive", -1, 0, 1, 2, 0),
                new PlannedBlock(1, Purpose.MEASURE, "naive", 0, 2, 2, 0, 20),
                new PlannedBlock(2, Purpose.MEASURE, "fixed", 0, 5, 2, 0, 20)),
            1000,
            file.toString());
    Files.write(file, SampleFile.header(List.of("list", "buy")));
  }

  LoadPlan plan() {
    return plan;
  }

  /** Bytes of a sample that started a millisecond late in its second. */
  static byte[] sample(int block, int endpoint, Outcome outcome, long startMillis, long millis) {
    ByteBuffer record = ByteBuffer.allocate(SampleFile.RECORD_BYTES);
    SampleFile.put(
        record,
        block,
        0,
        endpoint,
        outcome,
        200,
        0,
        (startMillis - 1) * MILLI,
        startMillis * MILLI,
        (startMillis + millis) * MILLI);
    return record.array();
  }

  void append(byte[] bytes) throws IOException {
    Files.write(file, bytes, StandardOpenOption.APPEND);
  }
}
