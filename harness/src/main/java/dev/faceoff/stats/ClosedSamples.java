package dev.faceoff.stats;

import java.util.List;
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
 * @param journeys of the block whose first request went to it
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
    long journeys,
    AbstractHistogram latencyNanos,
    Map<String, Long> errorsByKind) {

  /**
   * How many journeys a request is: a third where each arrival sends three in turn. What got done
   * for users that stay is counted in requests, what arrives is not.
   *
   * @return 1 where nothing was sent
   */
  public static double journeysPerRequest(List<ClosedSamples> blocks) {
    long requests = blocks.stream().mapToLong(ClosedSamples::requests).sum();
    long journeys = blocks.stream().mapToLong(ClosedSamples::journeys).sum();
    return requests == 0 ? 1 : (double) journeys / requests;
  }

  public long requests() {
    return latencyNanos.getTotalCount();
  }

  public long errors() {
    return errorsByKind.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The same under another number. */
  ClosedSamples numbered(int number) {
    return new ClosedSamples(
        number,
        pair,
        variant,
        endpoint,
        users,
        seconds,
        answered,
        journeys,
        latencyNanos,
        errorsByKind);
  }

  /** Answers without error a second. */
  public double answeredPerSecond() {
    return answered / seconds;
  }
}
