package dev.faceoff.stats;

import java.util.Map;
import org.HdrHistogram.AbstractHistogram;

/**
 * The requests of one endpoint in one closed block, in which a fixed number of users call without
 * pause.
 *
 * @param block index in the launch's plan
 * @param pair which blocks of both variants have the same load, from 0
 * @param users that called at a time
 * @param seconds over which answers are counted: the block without its first second, in which all
 *     users begin at once, and without what came after its end, when some had left
 * @param answered requests that were answered without error within those seconds
 * @param latencyNanos from start to end, of every request of the block, failed ones too
 * @param errorsByKind number of failed requests of the block by kind
 */
public record ClosedSamples(
    int block,
    int pair,
    String variant,
    String endpoint,
    int users,
    double seconds,
    long answered,
    AbstractHistogram latencyNanos,
    Map<String, Long> errorsByKind) {

  public long requests() {
    return latencyNanos.getTotalCount();
  }

  public long errors() {
    return errorsByKind.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The same under another number. */
  ClosedSamples numbered(int number) {
    return new ClosedSamples(
        number, pair, variant, endpoint, users, seconds, answered, latencyNanos, errorsByKind);
  }

  /** Answers without error a second. */
  public double answeredPerSecond() {
    return answered / seconds;
  }
}
