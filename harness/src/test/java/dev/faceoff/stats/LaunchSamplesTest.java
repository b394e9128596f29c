package dev.faceoff.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LaunchSamplesTest {
  private static LaunchSamples turn(int arrivals, int... blocks) {
    List<ClosedSamples> closed =
        Arrays.stream(blocks)
            .mapToObj(
                block ->
                    new ClosedSamples(
                        block, block, "naive", "list", 4, 2, 10, 0, new Histogram(3), Map.of()))
            .toList();
    GeneratorHealth generator =
        new GeneratorHealth(new Histogram(3), arrivals, arrivals, 0, 0.2, 0.01);
    return new LaunchSamples(2, List.of(), closed, List.of(), List.of(), generator);
  }

  @Test
  void turnsAreNumberedOn() {
    // The first block of a plan is its warm-up; each other one has two endpoints.
    LaunchSamples together = LaunchSamples.ofTurns(List.of(turn(5, 1, 1, 2, 2), turn(7, 0, 0, 1)));

    assertThat(together.launch()).isEqualTo(2);
    assertThat(together.closed())
        .extracting(ClosedSamples::block)
        .containsExactly(1, 1, 2, 2, 3, 3, 4);
    assertThat(together.generator().plannedArrivals()).isEqualTo(12);
  }
}
