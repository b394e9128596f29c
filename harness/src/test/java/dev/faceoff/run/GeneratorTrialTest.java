package dev.faceoff.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.net.httpserver.HttpServer;
import dev.faceoff.model.Load;
import dev.faceoff.report.CapacityReport.GeneratorLimit;
import dev.faceoff.scenarios.plan.LoadPlan.PlannedBlock;
import dev.faceoff.scenarios.plan.LoadPlan.Purpose;
import dev.faceoff.stats.BlockSamples;
import dev.faceoff.stats.ClosedSamples;
import dev.faceoff.stats.GeneratorHealth;
import dev.faceoff.stats.LaunchSamples;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** A generator that takes half of the cores at 1,000 arrivals a second. */
class GeneratorTrialTest {
  private static final double LIMIT = 1_000;
  private static final Load LOAD = new Load(20, 2, Duration.ofSeconds(10), Duration.ofMillis(20));

  private final List<Double> tried = new ArrayList<>();

  private Optional<List<String>> offer(double rate) {
    tried.add(rate);
    return Optional.of(rate <= LIMIT ? List.of() : List.of("It took too much."));
  }

  @Test
  void goesUpUntilARateIsNotKept() throws Exception {
    GeneratorLimit limit = GeneratorTrial.limit(800, this::offer);

    assertThat(limit.kept()).hasValue(800.0);
    assertThat(limit.notKept().orElseThrow()).isCloseTo(1_040, within(1e-9));
    assertThat(limit.note()).isEqualTo("It took too much.");
    assertThat(tried).hasSize(2);
  }

  @Test
  void goesDownUntilARateIsKept() throws Exception {
    GeneratorLimit limit = GeneratorTrial.limit(1_500, this::offer);

    assertThat(limit.kept().orElseThrow()).isCloseTo(1_500 / 1.69, within(1e-9));
    assertThat(limit.notKept().orElseThrow()).isCloseTo(1_500 / 1.3, within(1e-9));
  }

  @Test
  void isBoundedHoweverFarOffItBegan() throws Exception {
    GeneratorLimit above = GeneratorTrial.limit(10, this::offer);
    GeneratorLimit below = GeneratorTrial.limit(1_000_000, this::offer);

    assertThat(tried).hasSize(2 * GeneratorTrial.MOST_STEPS);
    assertThat(above.kept().orElseThrow()).isCloseTo(10 * Math.pow(1.3, 3), within(1e-9));
    assertThat(above.notKept()).isEmpty();
    assertThat(above.note()).isEmpty();
    assertThat(below.kept()).isEmpty();
    assertThat(below.isNear(1e9)).isFalse();
  }

  @Test
  void anInterruptedOneKeepsWhatItHas() throws Exception {
    GeneratorLimit none = GeneratorTrial.limit(800, rate -> Optional.empty());
    GeneratorLimit one =
        GeneratorTrial.limit(800, rate -> rate == 800 ? offer(rate) : Optional.empty());

    assertThat(none.kept()).isEmpty();
    assertThat(none.note()).isEqualTo("it was interrupted.");
    assertThat(one.kept()).hasValue(800.0);
    assertThat(one.notKept()).isEmpty();
  }

  @Test
  void aRateIsNearFromFourFifthsOn() {
    GeneratorLimit limit = new GeneratorLimit(Optional.of(LIMIT), Optional.empty(), "");

    assertThat(limit.isNear(799)).isFalse();
    assertThat(limit.isNear(800)).isTrue();
  }

  /** Closed, it gets 2,000 a second done with all cores; so at half of them about 1,000. */
  @Test
  void beginsBelowWhatItGetsDoneWithHalfOfTheCores() throws Exception {
    List<PlannedBlock> played = new ArrayList<>();

    GeneratorLimit limit = trial(played, 0, 6_000);

    assertThat(played).extracting(PlannedBlock::purpose).startsWith(Purpose.CLOSED);
    assertThat(played.get(1).arrivalsPerSecond()).isCloseTo(0.75 * LIMIT, within(1e-9));
    assertThat(limit.kept().orElseThrow()).isCloseTo(975, within(1e-9));
    assertThat(limit.note())
        .isEqualTo("The load generator took 63 % of the machine's processors; the limit is 50 %.");
  }

  @Test
  void beginsWithAThirdWhereEachArrivalSendsThreeRequests() throws Exception {
    List<PlannedBlock> played = new ArrayList<>();

    trial(played, 0, 2_000);

    assertThat(played.get(1).arrivalsPerSecond()).isCloseTo(0.75 * LIMIT / 3, within(1e-9));
  }

  @Test
  void isNotKnownWhereChecksFailOnWhatTheStandInAnswers() throws Exception {
    GeneratorLimit limit = trial(new ArrayList<>(), 200, 6_000);

    assertThat(limit.kept()).isEmpty();
    assertThat(limit.note())
        .isEqualTo("of 6,000 answers of the stand-in 200 did not pass the journey's checks.");
  }

  private static GeneratorLimit trial(List<PlannedBlock> played, long errors, long journeys)
      throws Exception {
    HttpServer service =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.start();
    try {
      return new GeneratorTrial(
              LOAD,
              32,
              (targets, blocks, name) -> {
                played.addAll(blocks);
                return Optional.of(samples(blocks.get(0), errors, journeys));
              })
          .run("http://127.0.0.1:" + service.getAddress().getPort());
    } finally {
      service.stop(0);
    }
  }

  private static LaunchSamples samples(PlannedBlock block, long errors, long journeys)
      throws IOException {
    Histogram latency = new Histogram(3);
    if (block.purpose() == Purpose.CLOSED) {
      latency.recordValueWithCount(1_000_000, 6_000);
      ClosedSamples closed =
          new ClosedSamples(
              0,
              0,
              block.variant(),
              "list",
              block.users(),
              3,
              6_000,
              journeys,
              latency,
              errors > 0 ? Map.of("check failed", errors) : Map.of());
      return launch(List.of(), List.of(closed), 1);
    }
    long requests = block.arrivals();
    latency.recordValueWithCount(1_000_000, requests);
    BlockSamples open = new BlockSamples(0, 0, block.variant(), "list", 3, latency, Map.of());
    return launch(List.of(open), List.of(), 0.5 * block.arrivalsPerSecond() / LIMIT);
  }

  private static LaunchSamples launch(
      List<BlockSamples> blocks, List<ClosedSamples> closed, double cpuShare) {
    return new LaunchSamples(
        0,
        blocks,
        closed,
        List.of(),
        List.of(),
        new GeneratorHealth(new Histogram(3), 100, 100, 0, cpuShare, 0));
  }
}
