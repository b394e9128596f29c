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

  /**
   * Latencies in the earlier and in the later half of a block.
   *
   * @param earlierNanos the typical one
   * @param laterNanos the typical one
   * @param earlierSlowestNanos the p99 of the slowest second of the earlier half
   * @param latestNanos the median of the last second of the later half that has requests
   */
  public record Halves(
      double earlierNanos, double laterNanos, long earlierSlowestNanos, long latestNanos) {
    /** Above 1 where requests take longer the longer the block lasts. */
    public double ratio() {
      return laterNanos / earlierNanos;
    }

    /** Whether the latest requests took longer than all that the earlier half has seen. */
    public boolean latestAreSlowest() {
      return latestNanos > earlierSlowestNanos;
    }
  }

  /**
   * Compares the later half of a block with its earlier one: the means of the logarithms of the
   * seconds' medians, by requests. A second in the middle belongs to neither.
   *
   * @return empty where one of the halves had no request
   */
  public static Optional<Halves> withinBlock(BlockSeconds block) {
    int half = block.length() / 2;
    List<SecondSamples> earlier = within(block, 0, half);
    List<SecondSamples> later = within(block, block.length() - half, block.length());
    if (earlier.isEmpty() || later.isEmpty()) {
      return Optional.empty();
    }
    SecondSamples last =
        later.stream().max(Comparator.comparingInt(SecondSamples::second)).orElseThrow();
    return Optional.of(
        new Halves(
            typicalNanos(earlier),
            typicalNanos(later),
            earlier.stream().mapToLong(SecondSamples::p99Nanos).max().orElseThrow(),
            last.p50Nanos()));
  }

  /** The seconds of a block that have requests, counted from its start. */
  private static List<SecondSamples> within(BlockSeconds block, int from, int to) {
    return block.seconds().stream()
        .filter(each -> each.requests() > 0)
        .filter(each -> each.second() - block.startSecond() >= from)
        .filter(each -> each.second() - block.startSecond() < to)
        .toList();
  }

  private static double typicalNanos(List<SecondSamples> seconds) {
    double logs = 0;
    long requests = 0;
    for (SecondSamples each : seconds) {
      logs += each.requests() * Math.log(Math.max(1, each.p50Nanos()));
      requests += each.requests();
    }
    return Math.exp(logs / requests);
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
