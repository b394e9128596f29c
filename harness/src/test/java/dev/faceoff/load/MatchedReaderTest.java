package dev.faceoff.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.faceoff.model.Side;
import dev.faceoff.scenarios.plan.LoadPlan;
import dev.faceoff.scenarios.plan.LoadPlan.PlannedBlock;
import dev.faceoff.scenarios.plan.LoadPlan.Purpose;
import dev.faceoff.scenarios.plan.Outcome;
import dev.faceoff.scenarios.plan.SampleFile;
import dev.faceoff.stats.MatchedLaunch;
import dev.faceoff.stats.MatchedPairs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hand-written samples: block 2 is the settling baseline, 4 and 5 are the measured sides. */
class MatchedReaderTest {
  private static final long MILLI = 1_000_000;
  private static final int LIST = 0;
  private static final int DETAIL = 1;
  private static final List<PlannedBlock> BLOCKS =
      List.of(
          new PlannedBlock(0, Purpose.WARM_UP, "baseline", -1, 0, 1, 1, 0),
          new PlannedBlock(1, Purpose.WARM_UP, "candidate", -1, 0, 1, 1, 0),
          new PlannedBlock(2, Purpose.SETTLE, "baseline", 0, 2, 2, 0, 2),
          new PlannedBlock(3, Purpose.SETTLE, "candidate", 0, 2, 2, 0, 2),
          new PlannedBlock(4, Purpose.MATCHED, "baseline", 1, 5, 2, 0, 2),
          new PlannedBlock(5, Purpose.MATCHED, "candidate", 1, 5, 2, 0, 2));
  private static final GeneratorResult ALL =
      completed(Map.of(0, 0L, 1, 0L, 2, 0L, 3, 0L, 4, 0L, 5, 0L));

  @TempDir Path folder;

  private final ByteArrayOutputStream samples = new ByteArrayOutputStream();

  @Test
  void matchesByArrivalEndpointAndOccurrence() throws IOException {
    ok(5, 1, DETAIL, 5_100, 30, 1);
    ok(4, 1, DETAIL, 5_110, 31, 1);
    ok(4, 1, DETAIL, 5_150, 32, 1);
    ok(5, 1, DETAIL, 5_140, 33, 1);
    ok(4, 0, LIST, 5_001, 10, 1);
    ok(5, 0, LIST, 5_021, 12, 1);

    MatchedLaunch launch = read(ALL);

    assertThat(launch.launch()).isEqualTo(7);
    assertThat(launch.unmatched()).isZero();
    MatchedPairs list = launch.measured().get(LIST);
    MatchedPairs detail = launch.measured().get(DETAIL);
    assertThat(pair(list, 0)).isEqualTo(tuple(Side.BASELINE, 5_001L, 10L, 12L));
    assertThat(pair(detail, 0)).isEqualTo(tuple(Side.CANDIDATE, 5_100L, 31L, 30L));
    assertThat(pair(detail, 1)).isEqualTo(tuple(Side.CANDIDATE, 5_140L, 32L, 33L));
    assertThat(launch.measured()).extracting(MatchedPairs::size).containsExactly(1, 2);
  }

  @Test
  void pairsStandInTheOrderInWhichTheyBegan() throws IOException {
    ok(4, 2, LIST, 6_000, 1, 1);
    ok(5, 2, LIST, 6_020, 1, 1);
    ok(5, 0, LIST, 5_000, 3, 1);
    ok(4, 0, LIST, 5_020, 3, 1);
    ok(4, 1, LIST, 5_500, 2, 1);
    ok(5, 1, LIST, 5_490, 2, 1);

    MatchedPairs pairs = read(ALL).measured().get(LIST);

    assertThat(List.of(pairs.startNanos(0), pairs.startNanos(1), pairs.startNanos(2)))
        .containsExactly(5_000 * MILLI, 5_490 * MILLI, 6_000 * MILLI);
  }

  @Test
  void aUserThatFailedLeavesItsPartnersLaterRequestsUnmatched() throws IOException {
    put(4, 0, LIST, Outcome.STATUS, 503, 5_000, 1, 0);
    ok(5, 0, LIST, 5_020, 10, 1);
    ok(5, 0, DETAIL, 5_030, 10, 1);
    ok(5, 0, DETAIL, 5_040, 10, 1);

    MatchedLaunch launch = read(ALL);

    MatchedPairs list = launch.measured().get(LIST);
    assertThat(list.failed(0, Side.BASELINE)).isTrue();
    assertThat(list.failed(0, Side.CANDIDATE)).isFalse();
    assertThat(list.answersDiffer(0)).isFalse();
    assertThat(launch.measured().get(DETAIL).size()).isZero();
    assertThat(launch.unmatched()).isEqualTo(2);
  }

  @Test
  void answersOfAPairDifferInBodyOrStatus() throws IOException {
    ok(4, 0, LIST, 5_000, 1, 77);
    ok(5, 0, LIST, 5_020, 1, 77);
    ok(4, 1, LIST, 5_500, 1, 77);
    ok(5, 1, LIST, 5_520, 1, 78);
    put(4, 2, LIST, Outcome.OK, 200, 6_000, 1, 0);
    put(5, 2, LIST, Outcome.OK, 202, 6_020, 1, 0);

    MatchedPairs pairs = read(ALL).measured().get(LIST);

    assertThat(List.of(pairs.answersDiffer(0), pairs.answersDiffer(1), pairs.answersDiffer(2)))
        .containsExactly(false, true, true);
  }

  @Test
  void tellsHowOftenTheBaselineAnswersTheSameDifferently() throws IOException {
    for (int arrival = 0; arrival < 4; arrival++) {
      ok(2, arrival, LIST, 2_000 + 500 * arrival, 1, arrival == 3 ? 6 : 5);
      // The candidate's own changes are no measure.
      ok(3, arrival, LIST, 2_020 + 500 * arrival, 1, arrival);
    }
    ok(2, 0, DETAIL, 2_100, 1, 1);
    put(2, 1, DETAIL, Outcome.TIMEOUT, 0, 2_600, 1, 0);

    // Arrivals 0 and 1 ask the same, and 2 and 3. The detail was never answered twice.
    assertThat(read(ALL).selfDifferentShare()).isEqualTo(Map.of("list", 0.5));
  }

  @Test
  void theLagIsThatOfBothMeasuredSides() throws IOException {
    ok(2, 0, LIST, 2_100, 1, 1);
    ok(3, 0, LIST, 2_100, 1, 1);
    ok(4, 0, LIST, 5_003, 1, 1);
    ok(5, 0, LIST, 5_009, 1, 1);

    MatchedLaunch launch = read(ALL);

    // Due on the full second, see put.
    assertThat(launch.generator().startLagNanos().getTotalCount()).isEqualTo(2);
    assertThat(launch.generator().startLagNanos().getMinValue())
        .isCloseTo(3 * MILLI, withinPercentage(0.2));
    assertThat(launch.generator().startLagNanos().getMaxValue())
        .isCloseTo(9 * MILLI, withinPercentage(0.2));
    assertThat(launch.generator().plannedArrivals()).isEqualTo(8);
    assertThat(launch.generator().startedArrivals()).isEqualTo(2);
    assertThat(launch.generator().cpuShare()).isEqualTo(0.25);
    assertThat(launch.generator().gcShare()).isEqualTo(0.01);
    assertThat(launch.settling().get(LIST).size()).isEqualTo(1);
    assertThat(launch.settlingPlannedSeconds()).isEqualTo(2);
    assertThat(launch.measuredFromNanos()).isEqualTo(5_000 * MILLI);
  }

  @Test
  void usersThatSettleIntoTheMeasuredPartAreUndrained() throws IOException {
    MatchedLaunch launch = read(completed(Map.of(2, 1L, 3, 2L, 4, 0L, 5, 4L)));

    assertThat(launch.generator().undrained()).isEqualTo(7);
  }

  @Test
  void aPartThatOneSideDidNotCompleteHasNoPairs() throws IOException {
    ok(2, 0, LIST, 2_000, 1, 1);
    ok(3, 0, LIST, 2_020, 1, 1);
    ok(4, 0, LIST, 5_000, 1, 1);
    ok(5, 0, LIST, 5_020, 1, 1);

    MatchedLaunch launch = read(completed(Map.of(2, 0L, 3, 0L, 4, 0L)));

    assertThat(launch.settling().get(LIST).size()).isEqualTo(1);
    assertThat(launch.measured()).extracting(MatchedPairs::size).containsExactly(0, 0);
    assertThat(launch.unmatched()).isZero();
    assertThat(launch.generator().plannedArrivals()).isZero();
    assertThat(launch.generator().startedArrivals()).isZero();
  }

  @Test
  void refusesAPlanThatMeasuresNoPairs() {
    assertThatThrownBy(() -> read(ALL, BLOCKS.subList(0, 4)))
        .hasMessage("the plan measures no pairs");
  }

  private static Tuple pair(MatchedPairs pairs, int i) {
    return tuple(
        pairs.first(i),
        pairs.startNanos(i) / MILLI,
        pairs.latencyNanos(i, Side.BASELINE) / MILLI,
        pairs.latencyNanos(i, Side.CANDIDATE) / MILLI);
  }

  private void ok(
      int block, int arrival, int endpoint, long startMillis, long latencyMillis, int digest) {
    put(block, arrival, endpoint, Outcome.OK, 200, startMillis, latencyMillis, digest);
  }

  /** Arrivals are due on the full second before their first request. */
  private void put(
      int block,
      int arrival,
      int endpoint,
      Outcome outcome,
      int status,
      long startMillis,
      long latencyMillis,
      int digest) {
    ByteBuffer record = ByteBuffer.allocate(SampleFile.RECORD_BYTES);
    SampleFile.put(
        record,
        block,
        arrival,
        endpoint,
        outcome,
        status,
        digest,
        endpoint == LIST ? startMillis / 1000 * 1000 * MILLI : SampleFile.UNPLANNED,
        startMillis * MILLI,
        (startMillis + latencyMillis) * MILLI);
    samples.writeBytes(record.array());
  }

  private MatchedLaunch read(GeneratorResult result) throws IOException {
    return read(result, BLOCKS);
  }

  private MatchedLaunch read(GeneratorResult result, List<PlannedBlock> blocks) throws IOException {
    byte[] header = SampleFile.header(List.of("list", "detail"));
    byte[] content = Arrays.copyOf(header, header.length + samples.size());
    System.arraycopy(samples.toByteArray(), 0, content, header.length, samples.size());
    Path file = Files.write(folder.resolve("samples.bin"), content);
    return MatchedReader.read(
        new LoadPlan(
            "none",
            Map.of(),
            1,
            Map.of(
                "baseline",
                List.of("http://127.0.0.1:1"),
                "candidate",
                List.of("http://127.0.0.1:2")),
            blocks,
            1000,
            file.toString()),
        7,
        result);
  }

  private static GeneratorResult completed(Map<Integer, Long> inFlightByBlock) {
    return new GeneratorResult(new TreeMap<>(inFlightByBlock), 0.25, 0.01);
  }
}
