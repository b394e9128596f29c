package dev.faceoff.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.model.Scenario;
import dev.faceoff.scenarios.plan.LoadPlan.PlannedBlock;
import dev.faceoff.scenarios.plan.LoadPlan.Purpose;
import dev.faceoff.stats.BlockSamples;
import dev.faceoff.stats.GeneratorHealth;
import dev.faceoff.stats.LaunchSamples;
import dev.faceoff.stats.SecondSamples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** What is a queue, and what only looks like one. */
class BacklogTest {
  /** The median and the p99 of the requests that began in a second. */
  private record Second(long p50Millis, long p99Millis) {}

  /** Whether one did in a launch with one block, which has 20 requests in each of these seconds. */
  private static boolean grew(double lateSeconds, Second... seconds) {
    Scenario scenario = ScenarioFixture.scenario();
    List<SecondSamples> samples = new ArrayList<>();
    for (Second second : seconds) {
      samples.add(
          new SecondSamples(
              samples.size(),
              "naive",
              "list",
              20,
              0,
              1_000_000 * second.p50Millis(),
              1_000_000 * second.p99Millis()));
    }
    BlockSamples block =
        new BlockSamples(
            0, 0, "naive", "list", seconds.length + lateSeconds, new Histogram(3), Map.of());
    MeasuredLaunch launch =
        new MeasuredLaunch(
            new LaunchSamples(
                0,
                List.of(block),
                samples,
                List.of(),
                new GeneratorHealth(new Histogram(3), 80, 80, 0, 0.1, 0.0)),
            List.of(),
            List.of(),
            List.of(new PlannedBlock(0, Purpose.MEASURE, "naive", 0, 0, seconds.length, 0, 20)),
            List.of(),
            Map.of(),
            Map.of(),
            Optional.empty());
    return Backlog.grew(List.of(launch), scenario.variants().get(0), scenario.endpoints());
  }

  @Test
  void inAQueueEachRequestWaitsLongerThanThoseBefore() {
    Second[] seconds = {
      new Second(200, 300), new Second(500, 650), new Second(900, 1050), new Second(1300, 1450)
    };

    assertThat(grew(1.4, seconds)).isTrue();
    assertThat(grew(0.3, seconds)).as("answered as fast as asked").isFalse();
  }

  /** Among 20 under way one always takes long, so that the last answer is always late. */
  @Test
  void latenciesThatScatterAreNoQueueThoughMediansDifferByLuck() {
    assertThat(
            grew(
                2.9,
                new Second(900, 2800),
                new Second(800, 3000),
                new Second(1000, 3100),
                new Second(1300, 2900)))
        .isFalse();
  }

  /** What users do after a pause adds to the load, and comes after the end of the block. */
  @Test
  void loadThatRisesAsPausesEndIsNoQueue() {
    assertThat(
            grew(
                5,
                new Second(50, 110),
                new Second(60, 140),
                new Second(90, 300),
                new Second(100, 350)))
        .isFalse();
  }

  @Test
  void aQueueOfUsersWhoPauseIsOneToo() {
    assertThat(
            grew(
                6,
                new Second(50, 110),
                new Second(300, 400),
                new Second(800, 900),
                new Second(1200, 1300)))
        .isTrue();
  }
}
