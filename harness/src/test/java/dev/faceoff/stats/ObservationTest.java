package dev.faceoff.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class ObservationTest {
  private static ClosedSamples closed(
      int block, String variant, String endpoint, int users, long answered) {
    return new ClosedSamples(
        block, block / 2, variant, endpoint, users, 2, answered, 0, new Histogram(3), Map.of());
  }

  @Test
  void aBlockIsOneThroughputOfAllItsEndpoints() {
    LaunchSamples launch =
        new LaunchSamples(
            3,
            List.of(),
            List.of(
                closed(2, "naive", "list", 4, 100),
                closed(2, "naive", "detail", 4, 60),
                closed(3, "fixed", "list", 4, 900),
                closed(4, "naive", "list", 8, 120),
                closed(4, "naive", "detail", 8, 0),
                // Nothing was answered: there is no throughput to take a logarithm of.
                closed(6, "naive", "list", 16, 0),
                closed(6, "naive", "detail", 16, 0)),
            List.of(),
            List.of(),
            new GeneratorHealth(new Histogram(3), 0, 0, 0, 0, 0));

    assertThat(Observation.of(launch, "naive"))
        .containsExactly(new Observation(3, 4, 80), new Observation(3, 8, 60));
    assertThat(Observation.of(launch, "fixed")).containsExactly(new Observation(3, 4, 450));
  }
}
