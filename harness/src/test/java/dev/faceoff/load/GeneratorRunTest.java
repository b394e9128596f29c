package dev.faceoff.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.faceoff.scenarios.plan.GeneratorEvent;
import dev.faceoff.scenarios.plan.GeneratorEvent.Kind;
import dev.faceoff.scenarios.plan.LoadPlan;
import dev.faceoff.scenarios.plan.LoadPlan.PlannedBlock;
import dev.faceoff.scenarios.plan.LoadPlan.Purpose;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Events of a generator that only seems to run, on two processors. */
@Timeout(60)
class GeneratorRunTest {
  private static final Offset<Double> TINY = Offset.offset(1e-9);

  @TempDir Path folder;

  private final StringBuilder output = new StringBuilder();
  private final List<String> heard = new ArrayList<>();
  private final ByteArrayOutputStream input = new ByteArrayOutputStream();
  private boolean useful = true;

  @Test
  void timeThatBlocksShareCountsOnce() throws Exception {
    event(Kind.STARTED, -1, -1, 0, 0);
    event(Kind.BLOCK_BEGINS, 0, 0, 1, 0);
    event(Kind.BLOCK_BEGINS, 1, 0, 1, 0);
    event(Kind.BLOCK_DRAINED, 1, 2, 5, 400);
    event(Kind.BLOCK_DRAINED, 0, 2, 5, 400);
    event(Kind.BLOCK_BEGINS, 2, 3, 6, 500);
    event(Kind.BLOCK_BEGINS, 3, 3, 6, 500);
    event(Kind.BLOCK_DRAINED, 2, 5, 9, 900);
    event(Kind.BLOCK_DRAINED, 3, 5, 9, 900);
    // Idle for a second, which costs half a second of CPU time.
    event(Kind.BLOCK_BEGINS, 4, 6, 9.5, 900);
    event(Kind.BLOCK_BEGINS, 5, 6, 9.5, 900);
    event(Kind.BLOCK_DRAINED, 5, 8, 11, 1000);
    event(Kind.BLOCK_DRAINED, 4, 10, 12.5, 1200);
    event(Kind.FINISHED, -1, 10, 13, 1200);

    GeneratorResult result = play();

    // 3 s of CPU time and 300 ms of collecting in 4 s of two processors.
    assertThat(result.cpuShare()).isEqualTo(3 / 4.0 / 2, TINY);
    assertThat(result.gcShare()).isEqualTo(0.3 / 4.0, TINY);
    assertThat(result.inFlightByBlock()).hasSize(6);
    assertThat(heard)
        .containsExactly(
            "begins 0",
            "begins 1",
            "drained 1",
            "drained 0",
            "begins 2",
            "begins 3",
            "drained 2",
            "drained 3",
            "begins 4",
            "begins 5",
            "drained 5",
            "drained 4");
  }

  @Test
  void sharedTimeThatOneBlockDidNotEndCountsNot() throws Exception {
    event(Kind.STARTED, -1, -1, 0, 0);
    event(Kind.BLOCK_BEGINS, 4, 6, 9.5, 900);
    event(Kind.BLOCK_BEGINS, 5, 6, 9.5, 900);
    event(Kind.BLOCK_DRAINED, 5, 8, 11, 1000);
    event(Kind.FINISHED, -1, 8, 13, 1200);

    GeneratorResult result = play();

    assertThat(result.cpuShare()).isZero();
    assertThat(result.inFlightByBlock()).containsOnlyKeys(5);
  }

  @Test
  void loadThatHasBecomePointlessIsAskedToStop() throws Exception {
    event(Kind.STARTED, -1, -1, 0, 0);
    event(Kind.PROGRESS, -1, 1, 1, 0);
    event(Kind.PROGRESS, -1, 2, 2, 0);
    event(Kind.FINISHED, -1, 3, 3, 0);

    play();
    assertThat(input.toString(UTF_8)).isEmpty();

    useful = false;
    play();
    assertThat(input.toString(UTF_8)).isEqualTo("stop\n");
  }

  private GeneratorResult play() throws InterruptedException {
    try (GeneratorRun run =
        GeneratorRun.only(
            new Ended(), plan(), folder.resolve("log"), new Listener(), () -> useful)) {
      return run.await();
    }
  }

  private void event(Kind kind, int block, double second, double cpuSeconds, long gcMillis)
      throws JsonProcessingException {
    GeneratorEvent event =
        new GeneratorEvent(
            kind,
            block,
            (long) (second * 1e9),
            0,
            0,
            0,
            (long) (cpuSeconds * 1e9),
            gcMillis,
            2,
            Map.of());
    output.append(new ObjectMapper().writeValueAsString(event)).append('\n');
  }

  private static LoadPlan plan() {
    return new LoadPlan(
        "none",
        Map.of(),
        1,
        Map.of("baseline", List.of("x"), "candidate", List.of("y")),
        List.of(
            new PlannedBlock(0, Purpose.WARM_UP, "baseline", -1, 0, 2, 1, 0),
            new PlannedBlock(1, Purpose.WARM_UP, "candidate", -1, 0, 2, 1, 0),
            new PlannedBlock(2, Purpose.SETTLE, "baseline", 0, 3, 2, 0, 2),
            new PlannedBlock(3, Purpose.SETTLE, "candidate", 0, 3, 2, 0, 2),
            new PlannedBlock(4, Purpose.MATCHED, "baseline", 1, 6, 2, 0, 2),
            new PlannedBlock(5, Purpose.MATCHED, "candidate", 1, 6, 2, 0, 2)),
        1000,
        "none");
  }

  /** A process that has said everything and ended well. */
  private final class Ended extends Process {
    private final InputStream lines = new ByteArrayInputStream(output.toString().getBytes(UTF_8));

    @Override
    public InputStream getInputStream() {
      return lines;
    }

    @Override
    public OutputStream getOutputStream() {
      return input;
    }

    @Override
    public InputStream getErrorStream() {
      return InputStream.nullInputStream();
    }

    @Override
    public int waitFor() {
      return 0;
    }

    @Override
    public int exitValue() {
      return 0;
    }

    @Override
    public void destroy() {
      // It has ended.
    }
  }

  private final class Listener implements GeneratorListener {
    @Override
    public void blockBegins(int block, long beganNanoTime) {
      heard.add("begins " + block);
    }

    @Override
    public void blockDrained(int block, long inFlight) {
      heard.add("drained " + block);
    }

    @Override
    public void progress(GeneratorEvent counters) {
      // None here.
    }
  }
}
