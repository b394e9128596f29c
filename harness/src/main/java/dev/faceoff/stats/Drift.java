package dev.faceoff.stats;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Whether a service was still getting faster or slower while it was measured. */
public final class Drift {
  private Drift() {}

  /**
   * A block of one endpoint and variant, second by second.
   *
   * @param startSecond on the same axis as its seconds
   * @param length in seconds
   * @param seconds those of its launch; what is not within the block is left out
   */
  public record BlockSeconds(int startSecond, int length, List<SecondSamples> seconds) {}

  /** The typical latency in the earlier and in the later halves of blocks. */
  public record Halves(double earlierNanos, double laterNanos) {
    /** Above 1 where requests take longer the longer a block lasts. */
    public double ratio() {
      return laterNanos / earlierNanos;
    }
  }

  /**
   * Compares the later halves of blocks with their earlier ones: the means of the logarithms of the
   * seconds' medians, by requests. A second in the middle belongs to neither.
   *
   * @param blocks of one endpoint and variant, in any number of launches
   * @return empty where one of the halves had no request
   */
  public static Optional<Halves> withinBlocks(List<BlockSeconds> blocks) {
    double[] logs = new double[2];
    long[] requests = new long[2];
    for (BlockSeconds block : blocks) {
      int half = block.length() / 2;
      for (SecondSamples each : block.seconds()) {
        int second = each.second() - block.startSecond();
        boolean earlier = second >= 0 && second < half;
        boolean later = second >= block.length() - half && second < block.length();
        if (earlier || later) {
          logs[later ? 1 : 0] += each.requests() * Math.log(Math.max(1, each.p50Nanos()));
          requests[later ? 1 : 0] += each.requests();
        }
      }
    }
    return requests[0] == 0 || requests[1] == 0
        ? Optional.empty()
        : Optional.of(new Halves(Math.exp(logs[0] / requests[0]), Math.exp(logs[1] / requests[1])));
  }

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
