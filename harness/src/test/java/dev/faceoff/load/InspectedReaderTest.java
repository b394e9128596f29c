package dev.faceoff.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.scenarios.plan.LoadPlan;
import dev.faceoff.scenarios.plan.LoadPlan.PlannedBlock;
import dev.faceoff.scenarios.plan.LoadPlan.Purpose;
import dev.faceoff.scenarios.plan.Outcome;
import dev.faceoff.scenarios.plan.SampleFile;
import dev.faceoff.stats.InspectedSample;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectedReaderTest {
  private static final long MILLI = 1_000_000L;

  @TempDir private Path folder;

  @Test
  void readsInspectedBlocksInTheOrderOfSending() throws IOException {
    Path file = folder.resolve("samples");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(SampleFile.header(List.of("list", "add")));
    put(out, 0, 0, Outcome.OK, 0, 0, 0, 100, 20);
    put(out, 1, 1, Outcome.STATUS, 0, 8, 12, 1_200, 5);
    put(out, 1, 0, Outcome.OK, 77, 9, 4_000_000, 1_100, 300);
    Files.write(file, out.toByteArray());

    List<InspectedSample> samples = InspectedReader.read(plan(file));

    assertThat(samples)
        .containsExactly(
            new InspectedSample("list", 77, 9, 4_000_000, true, 300),
            new InspectedSample("add", 0, 8, 12, false, 5));
  }

  private static LoadPlan plan(Path file) {
    return new LoadPlan(
        "none",
        Map.of(),
        1,
        Map.of("target", List.of("http://127.0.0.1:1")),
        List.of(
            new PlannedBlock(0, Purpose.WARM_UP, "target", -1, 0, 1, 2, 0),
            new PlannedBlock(1, Purpose.INSPECT, "target", 0, 1, 3, 0, 10)),
        1000,
        file.toString());
  }

  private static void put(
      ByteArrayOutputStream out,
      int block,
      int endpoint,
      Outcome outcome,
      int request,
      int answer,
      int bytes,
      long startMillis,
      long latencyMillis) {
    ByteBuffer record = ByteBuffer.allocate(SampleFile.RECORD_BYTES);
    long start = startMillis * MILLI;
    SampleFile.put(
        record,
        block,
        0,
        endpoint,
        outcome,
        200,
        answer,
        request,
        bytes,
        start,
        start,
        start + latencyMillis * MILLI);
    out.writeBytes(record.array());
  }
}
