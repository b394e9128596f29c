package dev.faceoff.stats;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/** Whether a service was still getting faster or slower while it was measured. */
public final class Drift {
  private Drift() {}

  /**
   * Compares the first and the last block of one endpoint and variant in one launch.
   *
   * @param blocks those of one launch; others' endpoints and variants are left out
   * @return the median of the last block over the median of the first; empty with fewer than two
   *     blocks
   */
  public static OptionalDouble ofMedian(
      List<BlockSamples> blocks, String variant, String endpoint) {
    List<BlockSamples> own =
        blocks.stream()
            .filter(b -> b.variant().equals(variant) && b.endpoint().equals(endpoint))
            .filter(b -> b.requests() > 0)
            .sorted(Comparator.comparingInt(BlockSamples::block))
            .toList();
    if (own.size() < 2) {
      return OptionalDouble.empty();
    }
    double first = Quantile.harrellDavis(own.get(0).latencyNanos(), 0.5);
    double last = Quantile.harrellDavis(own.get(own.size() - 1).latencyNanos(), 0.5);
    return OptionalDouble.of(last / first);
  }
}
