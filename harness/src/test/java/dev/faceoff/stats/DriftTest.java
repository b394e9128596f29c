package dev.faceoff.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  private static SecondSamples second(int second, long requests, long p50Nanos) {
    return second(second, requests, p50Nanos, p50Nanos);
  }

  private static SecondSamples second(int second, long requests, long p50Nanos, long p99Nanos) {
    return new SecondSamples(second, "naive", "list", requests, 0, p50Nanos, p99Nanos);
  }

  private static Optional<Drift.Halves> halves(int length, SecondSamples... seconds) {
    return Drift.withinBlock(new Drift.BlockSeconds(10, length, List.of(seconds)));
  }

  @Test
  void withinABlockComparesItsHalvesByRequests() {
    // The warm-up before, the middle second and the gap behind belong to no half.
    Drift.Halves halves =
        halves(
                5,
                second(9, 10, 99_999),
                second(10, 10, 100),
                second(11, 30, 100),
                second(12, 10, 99_999),
                second(13, 30, 200),
                second(14, 10, 3_200),
                second(15, 10, 99_999))
            .orElseThrow();

    assertThat(halves.earlierNanos()).isCloseTo(100, within(1e-9));
    // A quarter of the requests took 16 times as long as the others: the fourth root of 16.
    assertThat(halves.laterNanos()).isCloseTo(400, within(1e-9));
    assertThat(halves.ratio()).isCloseTo(4, within(1e-9));
  }

  @Test
  void withinABlockTheLatestAreHeldAgainstTheSlowestOfItsEarlierHalf() {
    // A second without requests is none; the one in the middle counts for neither half.
    assertThat(
            halves(5, second(10, 9, 100, 150), second(12, 9, 100, 900), second(13, 9, 151, 152))
                .orElseThrow()
                .latestAreSlowest())
        .isTrue();
    assertThat(
            halves(4, second(10, 9, 100, 900), second(11, 9, 100, 150), second(13, 9, 800, 999))
                .orElseThrow()
                .latestAreSlowest())
        .isFalse();
    assertThat(
            halves(4, second(10, 9, 100, 150), second(12, 9, 800, 900), second(13, 9, 120, 900))
                .orElseThrow()
                .latestAreSlowest())
        .isFalse();
  }

  @Test
  void withinABlockIsUnknownWithoutRequestsInBothHalves() {
    assertThat(halves(4, second(10, 5, 100), second(11, 5, 9))).isEmpty();
    assertThat(halves(4, second(10, 5, 100), second(13, 0, 9))).isEmpty();
    assertThat(halves(4)).isEmpty();
  }

  @Test
  void ofASingleBlockIsUnknown() {
    assertThat(Drift.ofMedian(List.of(block(2, "naive", 1000)), "naive", "list")).isEmpty();
  }
}
