package dev.faceoff.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.scenarios.plan.LoadPlan;
import dev.faceoff.scenarios.plan.LoadPlan.PlannedBlock;
import dev.faceoff.scenarios.plan.LoadPlan.Purpose;
import dev.faceoff.scenarios.plan.Outcome;
import dev.faceoff.scenarios.plan.SampleFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailureReaderTest {
  private static final long MILLI = 1_000_000;

  @TempDir private Path folder;
  private final ByteArrayOutputStream samples = new ByteArrayOutputStream();

  private LoadPlan plan() {
    return new LoadPlan(
        "none",
        Map.of(),
        1,
        Map.of("naive", List.of("http://127.0.0.1:1"), "fixed", List.of("http://127.0.0.1:2")),
        List.of(
            new PlannedBlock(0, Purpose.WARM_UP, "naive", -1, 0, 1, 2, 0),
            new PlannedBlock(1, Purpose.TIMELINE, "naive", 0, 2, 9, 0, 20),
            new PlannedBlock(2, Purpose.TIMELINE, "fixed", 0, 2, 9, 0, 20)),
        1000,
        folder.resolve("samples").toString());
  }

  private void sample(int block, Outcome outcome, long startMillis, long endMillis) {
    ByteBuffer record = ByteBuffer.allocate(SampleFile.RECORD_BYTES);
    SampleFile.put(
        record,
        block,
        0,
        0,
        outcome,
        500,
        0,
        startMillis * MILLI,
        startMillis * MILLI,
        endMillis * MILLI);
    samples.writeBytes(record.array());
  }

  private Map<String, long[]> read(int cutOff) throws IOException {
    byte[] bytes = samples.toByteArray();
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(SampleFile.header(List.of("list")));
    file.writeBytes(Arrays.copyOf(bytes, bytes.length - cutOff));
    Files.write(folder.resolve("samples"), file.toByteArray());
    return FailureReader.failedNanos(plan());
  }

  @Test
  void aRequestHasFailedOnceItsUserKnows() throws IOException {
    sample(1, Outcome.TIMEOUT, 3000, 6000);
    sample(1, Outcome.OK, 3100, 3150);
    sample(2, Outcome.STATUS, 3100, 3120);
    sample(1, Outcome.CONNECT, 4000, 4001);

    Map<String, long[]> failed = read(0);

    assertThat(failed.get("naive")).containsExactly(6000 * MILLI, 4001 * MILLI);
    assertThat(failed.get("fixed")).containsExactly(3120 * MILLI);
  }

  @Test
  void warmUpAndWhatWasNeverSentDoNotCount() throws IOException {
    sample(0, Outcome.STATUS, 500, 510);
    sample(2, Outcome.UNSENT, 3000, 3000);

    Map<String, long[]> failed = read(0);

    assertThat(failed).containsOnlyKeys("naive", "fixed");
    assertThat(failed.get("naive")).isEmpty();
    assertThat(failed.get("fixed")).isEmpty();
  }

  @Test
  void aFileThatWasCutOffIsReadUpToItsLastWholeRecord() throws IOException {
    sample(1, Outcome.OTHER, 3000, 3001);
    sample(1, Outcome.OTHER, 4000, 4001);

    assertThat(read(7).get("naive")).containsExactly(3001 * MILLI);
  }
}
