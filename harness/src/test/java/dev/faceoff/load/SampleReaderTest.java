package dev.faceoff.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.faceoff.scenarios.plan.LoadPlan;
import dev.faceoff.scenarios.plan.LoadPlan.PlannedBlock;
import dev.faceoff.scenarios.plan.LoadPlan.Purpose;
import dev.faceoff.scenarios.plan.Outcome;
import dev.faceoff.scenarios.plan.SampleFile;
import dev.faceoff.stats.BlockSamples;
import dev.faceoff.stats.ClosedSamples;
import dev.faceoff.stats.LaunchSamples;
import dev.faceoff.stats.PhaseSamples;
import dev.faceoff.stats.PhaseSpan;
import dev.faceoff.stats.SecondSamples;
import dev.faceoff.stats.TimelineSamples;
import dev.faceoff.stats.WindowSamples;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleReaderTest {
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000 * MILLI;
  private static final GeneratorResult ALL =
      new GeneratorResult(new TreeMap<>(Map.of(0, 0L, 1, 0L, 2, 0L)), 0.25, 0.01);

  @TempDir Path folder;

  @Test
  void sortsSamplesByBlockEndpointAndSecond() throws IOException {
    LaunchSamples samples = read(ALL, twoBlocks());

    assertThat(samples.blocks())
        .extracting(BlockSamples::block, BlockSamples::variant, BlockSamples::endpoint)
        .containsExactly(
            tuple(1, "naive", "list"),
            tuple(1, "naive", "detail"),
            tuple(2, "fixed", "list"),
            tuple(2, "fixed", "detail"));
    BlockSamples naive = samples.blocks().get(0);
    assertThat(naive.requests()).isEqualTo(3);
    assertThat(naive.errorsByKind()).isEqualTo(Map.of("timeout", 1L, "status 503", 1L));
    assertThat(naive.latencyNanos().getMaxValue()).isBetween(499 * MILLI, 501 * MILLI);
    assertThat(samples.generator().plannedArrivals()).isEqualTo(8);
    assertThat(samples.generator().startedArrivals()).isEqualTo(4);
    assertThat(samples.generator().startLagNanos().getTotalCount()).isEqualTo(4);
    assertThat(samples.generator().startLagNanos().getMaxValue())
        .isBetween(2 * MILLI, 2 * MILLI + 2_000);
    assertThat(samples.seconds())
        .extracting(s -> s.second() + " " + s.variant() + " " + s.endpoint() + " " + s.requests())
        .containsExactly(
            "10 naive detail 1", "10 naive list 2", "11 naive list 1", "20 fixed list 1");
  }

  @Test
  void leavesOutBlocksThatWereNotCompleted() throws IOException {
    GeneratorResult cutOff = new GeneratorResult(new TreeMap<>(Map.of(0, 0L, 1, 0L)), 0, 0);

    LaunchSamples samples = read(cutOff, twoBlocks());

    assertThat(samples.blocks()).extracting(BlockSamples::block).containsOnly(1);
    assertThat(samples.generator().plannedArrivals()).isEqualTo(4);
  }

  @Test
  void keepsTheWholeRecordsOfAFileThatWasCutOff() throws IOException {
    byte[] whole = twoBlocks();

    LaunchSamples samples = read(ALL, Arrays.copyOf(whole, whole.length - 5));

    assertThat(samples.generator().startedArrivals()).isEqualTo(3);
  }

  @Test
  void refusesAFileOfSomethingElse() {
    assertThatThrownBy(() -> read(ALL, "hello\n".getBytes(UTF_8)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("samples of this version");
  }

  @Test
  void histogramLogsAreReadBackBlockByBlock() throws IOException {
    LaunchSamples samples = read(ALL, twoBlocks());

    HistogramLogs.write(folder.resolve("histograms"), samples);

    Path file = folder.resolve("histograms/naive-list-launch0.hlog");
    List<AbstractHistogram> back = new ArrayList<>();
    try (HistogramLogReader reader = new HistogramLogReader(file.toFile())) {
      while (reader.hasNext()) {
        back.add((AbstractHistogram) reader.nextIntervalHistogram());
      }
    }
    assertThat(back).containsExactly(samples.blocks().get(0).latencyNanos());
    assertThat(back.get(0).getTag()).isEqualTo("block-1");
    assertThat(folder.resolve("histograms/fixed-list-launch0.hlog")).exists();
  }

  @Test
  void sortsAPlayByPhaseAndSecond() throws IOException {
    LaunchSamples samples = readPlay(Map.of(0, 0L), SPANS);

    assertThat(samples.blocks()).isEmpty();
    assertThat(samples.timelines()).hasSize(2);
    TimelineSamples list = samples.timelines().get(0);
    assertThat(list.endpoint()).isEqualTo("list");
    assertThat(list.variant()).isEqualTo("naive");
    assertThat(list.play()).isZero();
    assertThat(list.phases())
        .extracting(
            PhaseSamples::phase,
            PhaseSamples::seconds,
            PhaseSamples::requests,
            PhaseSamples::errors,
            PhaseSamples::withinObjective,
            PhaseSamples::refusedWithinObjective)
        .containsExactly(
            tuple("before", 1.5, 2L, 0L, 2L, 0L),
            tuple("down", 1.0, 2L, 1L, 0L, 1L),
            tuple("after", 1.5, 1L, 0L, 1L, 0L));
    assertThat(list.phases().get(1).errorsByKind()).isEqualTo(Map.of("timeout", 1L));
    assertThat(list.windows())
        .extracting(
            WindowSamples::second,
            WindowSamples::requests,
            WindowSamples::errors,
            WindowSamples::withinObjective)
        .containsExactly(
            tuple(0, 1L, 0L, 1L), tuple(1, 2L, 1L, 1L), tuple(2, 1L, 0L, 0L), tuple(3, 1L, 0L, 1L));
    assertThat(list.windows().get(2).p50Nanos()).isBetween(300 * MILLI, 310 * MILLI);
    assertThat(samples.timelines().get(1).windows())
        .extracting(WindowSamples::requests)
        .containsExactly(0L, 0L, 1L, 0L);
  }

  @Test
  void anErrorThatCameLateIsNoQuickRefusal() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(SampleFile.header(List.of("list")));
    put(out, 0, 0, Outcome.STATUS, 503, 0, 0, 100 * MILLI);
    put(out, 0, 0, Outcome.CONNECT, 0, 0, 0, MILLI);
    put(out, 0, 0, Outcome.STATUS, 503, 0, 0, 101 * MILLI);
    Path file = Files.write(folder.resolve("samples.bin"), out.toByteArray());

    LaunchSamples samples =
        SampleReader.read(
            plan(file, List.of(new PlannedBlock(0, Purpose.TIMELINE, "naive", 0, 0, 4, 0, 2))),
            0,
            new GeneratorResult(new TreeMap<>(Map.of(0, 0L)), 0, 0),
            Map.of(0, List.of(new PhaseSpan("before", 0, 4 * SECOND))),
            Map.of("list", 100.0));

    assertThat(samples.timelines().get(0).phases().get(0).refusedWithinObjective()).isEqualTo(2);
  }

  @Test
  void countsTheArrivalsOfAPlayAndShowsItsSeconds() throws IOException {
    LaunchSamples samples = readPlay(Map.of(0, 3L), SPANS);

    assertThat(samples.generator().plannedArrivals()).isEqualTo(8);
    // The one that a journey sent after the play has ended was no arrival.
    assertThat(samples.generator().startedArrivals()).isEqualTo(5);
    assertThat(samples.generator().startLagNanos().getTotalCount()).isEqualTo(5);
    assertThat(samples.generator().undrained()).isEqualTo(3);
    assertThat(samples.seconds()).extracting(SecondSamples::second).contains(11, 12, 13);
  }

  @Test
  void cutsPhasesOffAtTheEndsOfThePlay() throws IOException {
    List<PhaseSpan> longer =
        List.of(
            new PhaseSpan("before", -SECOND, SECOND), new PhaseSpan("down", SECOND, 9 * SECOND));

    TimelineSamples list = readPlay(Map.of(0, 0L), longer).timelines().get(0);

    assertThat(list.spans())
        .containsExactly(
            new PhaseSpan("before", 0, SECOND), new PhaseSpan("down", SECOND, 4 * SECOND));
    assertThat(list.phases()).extracting(PhaseSamples::seconds).containsExactly(1.0, 3.0);
  }

  @Test
  void leavesOutAPlayThatWasNotCompleted() throws IOException {
    LaunchSamples samples = readPlay(Map.of(), SPANS);

    assertThat(samples.timelines()).isEmpty();
    assertThat(samples.generator().plannedArrivals()).isZero();
  }

  @Test
  void numbersPlaysFromTheFirst() throws IOException {
    Path file = Files.write(folder.resolve("samples.bin"), SampleFile.header(List.of("list")));
    LoadPlan plan =
        plan(
            file,
            List.of(
                new PlannedBlock(0, Purpose.MEASURE, "naive", 0, 0, 1, 0, 2),
                new PlannedBlock(1, Purpose.TIMELINE, "naive", 4, 10, 4, 0, 2),
                new PlannedBlock(2, Purpose.TIMELINE, "fixed", 4, 20, 4, 0, 2),
                new PlannedBlock(3, Purpose.TIMELINE, "fixed", 5, 30, 4, 0, 2)));
    GeneratorResult result =
        new GeneratorResult(new TreeMap<>(Map.of(0, 0L, 1, 0L, 2, 0L, 3, 0L)), 0, 0);

    LaunchSamples samples =
        SampleReader.read(
            plan, 0, result, Map.of(1, SPANS, 2, SPANS, 3, SPANS), Map.of("list", 100.0));

    assertThat(samples.timelines())
        .extracting(TimelineSamples::variant, TimelineSamples::play)
        .containsExactly(tuple("naive", 0), tuple("fixed", 0), tuple("fixed", 1));
  }

  @Test
  void countsWhatAClosedBlockAnsweredBetweenItsFirstSecondAndItsEnd() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(SampleFile.header(List.of("list", "detail")));
    long at = 10 * SECOND;
    long none = SampleFile.UNPLANNED;
    // Answered within the first second, on its end, before and on the block's end.
    put(out, 0, 0, 0, Outcome.OK, 200, none, at, 900 * MILLI);
    put(out, 0, 1, 0, Outcome.OK, 200, none, at, SECOND);
    put(out, 0, 2, 0, Outcome.STATUS, 503, none, at + SECOND, SECOND);
    put(out, 0, 0, 1, Outcome.OK, 200, none, at + 2 * SECOND, 999 * MILLI);
    put(out, 0, 1, 0, Outcome.OK, 200, none, at + 2 * SECOND, SECOND);
    Path file = Files.write(folder.resolve("samples.bin"), out.toByteArray());

    LaunchSamples samples =
        SampleReader.read(
            plan(file, List.of(new PlannedBlock(0, Purpose.CLOSED, "naive", 4, 10, 3, 16, 0))),
            0,
            new GeneratorResult(new TreeMap<>(Map.of(0, 0L)), 0, 0),
            Map.of(),
            Map.of());

    assertThat(samples.blocks()).isEmpty();
    assertThat(samples.closed())
        .extracting(
            ClosedSamples::pair,
            ClosedSamples::users,
            ClosedSamples::endpoint,
            ClosedSamples::seconds,
            ClosedSamples::answered,
            ClosedSamples::requests,
            ClosedSamples::journeys,
            ClosedSamples::errors)
        .containsExactly(
            tuple(4, 16, "list", 2.0, 1L, 4L, 3L, 1L), tuple(4, 16, "detail", 2.0, 1L, 1L, 0L, 0L));
    assertThat(ClosedSamples.journeysPerRequest(samples.closed())).isEqualTo(0.6);
    assertThat(samples.closed().get(0).answeredPerSecond()).isEqualTo(0.5);
    assertThat(samples.closed().get(0).errorsByKind()).isEqualTo(Map.of("status 503", 1L));
    assertThat(samples.generator().plannedArrivals()).isZero();
    assertThat(samples.seconds())
        .extracting(s -> s.second() + " " + s.endpoint() + " " + s.requests())
        .containsExactly("10 list 2", "11 list 1", "12 detail 1", "12 list 1");
  }

  @Test
  void leavesOutAClosedBlockThatWasNotCompleted() throws IOException {
    Path file = Files.write(folder.resolve("samples.bin"), SampleFile.header(List.of("list")));

    LaunchSamples samples =
        SampleReader.read(
            plan(file, List.of(new PlannedBlock(0, Purpose.CLOSED, "naive", 4, 10, 3, 16, 0))),
            0,
            new GeneratorResult(new TreeMap<>(), 0, 0),
            Map.of(),
            Map.of());

    assertThat(samples.closed()).isEmpty();
  }

  private static final List<PhaseSpan> SPANS =
      List.of(
          new PhaseSpan("before", 0, 1500 * MILLI),
          new PhaseSpan("down", 1500 * MILLI, 2500 * MILLI),
          new PhaseSpan("after", 2500 * MILLI, 4 * SECOND));

  /** A play of four seconds at two a second: five arrivals, one second step, one after the end. */
  private LaunchSamples readPlay(Map<Integer, Long> completed, List<PhaseSpan> spans)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(SampleFile.header(List.of("list", "detail")));
    long at = 10 * SECOND;
    // Early by part of a millisecond, as the injector may be.
    put(out, 0, 0, Outcome.OK, 200, at, at - MILLI / 2, 20 * MILLI);
    put(out, 0, 0, Outcome.OK, 200, at + SECOND, at + SECOND, 100 * MILLI);
    put(out, 0, 0, Outcome.TIMEOUT, 0, at + 1500 * MILLI, at + 1500 * MILLI, 5 * MILLI);
    put(out, 0, 0, Outcome.OK, 200, at + 2 * SECOND, at + 2 * SECOND, 300 * MILLI);
    put(out, 0, 1, Outcome.OK, 200, SampleFile.UNPLANNED, at + 2300 * MILLI, MILLI);
    put(out, 0, 0, Outcome.OK, 200, at + 3 * SECOND, at + 3 * SECOND, MILLI);
    put(out, 0, 0, Outcome.OK, 200, SampleFile.UNPLANNED, at + 4 * SECOND, MILLI);
    Path file = Files.write(folder.resolve("samples.bin"), out.toByteArray());
    return SampleReader.read(
        plan(file, List.of(new PlannedBlock(0, Purpose.TIMELINE, "naive", 7, 10, 4, 0, 2))),
        0,
        new GeneratorResult(new TreeMap<>(completed), 0, 0),
        Map.of(0, spans),
        Map.of("list", 100.0, "detail", 100.0));
  }

  private LaunchSamples read(GeneratorResult result, byte[] content) throws IOException {
    Path file = Files.write(folder.resolve("samples.bin"), content);
    return SampleReader.read(plan(file), 0, result, Map.of(), Map.of());
  }

  private static LoadPlan plan(Path file) {
    return plan(
        file,
        List.of(
            new PlannedBlock(0, Purpose.WARM_UP, "naive", -1, 0, 5, 4, 0),
            new PlannedBlock(1, Purpose.MEASURE, "naive", 0, 10, 2, 0, 2),
            new PlannedBlock(2, Purpose.MEASURE, "fixed", 0, 20, 2, 0, 2)));
  }

  private static LoadPlan plan(Path file, List<PlannedBlock> blocks) {
    return new LoadPlan(
        "none",
        Map.of(),
        1,
        Map.of("naive", List.of("http://127.0.0.1:1"), "fixed", List.of("http://127.0.0.1:2")),
        blocks,
        1000,
        file.toString());
  }

  /** A warm-up request, two arrivals of two steps and one of one, then one of the other variant. */
  private static byte[] twoBlocks() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(SampleFile.header(List.of("list", "detail")));
    long at = 10 * SECOND;
    put(out, 0, 0, Outcome.OK, 200, SampleFile.UNPLANNED, SECOND, 20 * MILLI);
    put(out, 1, 0, Outcome.OK, 200, at, at + MILLI, 20 * MILLI);
    put(out, 1, 1, Outcome.OK, 200, SampleFile.UNPLANNED, at + 30 * MILLI, 5 * MILLI);
    put(out, 1, 0, Outcome.STATUS, 503, at + 500 * MILLI, at + 500 * MILLI, MILLI);
    put(out, 1, 0, Outcome.TIMEOUT, 0, at + SECOND, at + SECOND + 2 * MILLI, 500 * MILLI);
    put(out, 2, 0, Outcome.OK, 200, 20 * SECOND, 20 * SECOND + 1, MILLI);
    byte[] bytes = out.toByteArray();
    return bytes;
  }

  private static void put(
      ByteArrayOutputStream out,
      int block,
      int endpoint,
      Outcome outcome,
      int status,
      long planned,
      long start,
      long latency) {
    put(out, block, 0, endpoint, outcome, status, planned, start, latency);
  }

  private static void put(
      ByteArrayOutputStream out,
      int block,
      int arrival,
      int endpoint,
      Outcome outcome,
      int status,
      long planned,
      long start,
      long latency) {
    ByteBuffer record = ByteBuffer.allocate(SampleFile.RECORD_BYTES);
    SampleFile.put(
        record, block, arrival, endpoint, outcome, status, 0, planned, start, start + latency);
    out.writeBytes(record.array());
  }
}
