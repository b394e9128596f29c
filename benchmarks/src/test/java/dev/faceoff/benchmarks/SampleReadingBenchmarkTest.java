package dev.faceoff.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.stats.LaunchSamples;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class SampleReadingBenchmarkTest {
  @Test
  void readsEverySample() throws IOException {
    SampleReadingBenchmark benchmark = new SampleReadingBenchmark();
    benchmark.write();
    try {
      LaunchSamples samples = benchmark.read();

      assertThat(samples.blocks()).hasSize(16);
      assertThat(samples.blocks().stream().mapToLong(b -> b.latencyNanos().getTotalCount()).sum())
          .isEqualTo(SampleReadingBenchmark.SAMPLES);
    } finally {
      benchmark.delete();
    }
  }
}
