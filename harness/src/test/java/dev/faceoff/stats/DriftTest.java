package dev.faceoff.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class DriftTest {
  private static BlockSamples block(int index, String variant, long median) {
    Histogram latency = new Histogram(3);
    latency.recordValueWithCount(median, 100);
    return new BlockSamples(index, index / 2, variant, "list", 5, latency, Map.of());
  }

  @Test
  void isTheLastMedianOverTheFirstWhateverTheOrderOfTheList() {
    List<BlockSamples> blocks =
        List.of(
            block(7, "naive", 800),
            block(2, "naive", 1000),
            block(3, "fixed", 10),
            block(5, "naive", 5000));

    assertThat(Drift.ofMedian(blocks, "naive", "list").orElseThrow()).isCloseTo(0.8, within(0.01));
  }

  @Test
  void ofASingleBlockIsUnknown() {
    assertThat(Drift.ofMedian(List.of(block(2, "naive", 1000)), "naive", "list")).isEmpty();
  }
}
