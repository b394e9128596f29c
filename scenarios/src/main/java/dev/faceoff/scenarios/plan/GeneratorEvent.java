package dev.faceoff.scenarios.plan;

import java.util.Map;

/**
 * A line of JSON on the generator's standard output: what happened, and its counters at that time.
 * All counters only grow, apart from {@code inFlight}: a stretch of time is a difference of two
 * events.
 *
 * @param block the block that begins or has drained; else -1
 * @param atNanos from the start of the load; negative before it
 * @param requests ended so far, warm-up included
 * @param errors of those, the failed ones
 * @param inFlight users that have arrived but not left; with {@link Kind#BLOCK_DRAINED} those of
 *     the block
 * @param cpuNanos CPU time of the generator's process since its start
 * @param gcMillis time it collected garbage since its start
 * @param processors it may use
 * @param inFlightByVariant {@code inFlight} told apart, with {@link Kind#PROGRESS}; else empty
 */
public record GeneratorEvent(
    Kind kind,
    int block,
    long atNanos,
    long requests,
    long errors,
    long inFlight,
    long cpuNanos,
    long gcMillis,
    int processors,
    Map<String, Long> inFlightByVariant) {
  public GeneratorEvent {
    inFlightByVariant = Map.copyOf(inFlightByVariant);
  }

  /** What happened. */
  public enum Kind {
    /** The plan is read and the load will start in about a second. */
    STARTED,
    /** A block has begun, up to about 10 ms ago. */
    BLOCK_BEGINS,
    /**
     * A block is over and its samples are in the file. Nothing of it is in flight, unless the next
     * block begins in {@link #LAST_CALL_MILLIS}.
     */
    BLOCK_DRAINED,
    /** Once a second; samples of all requests that had ended by then are in the file. */
    PROGRESS,
    /** All blocks are over, or a stop was asked for; the samples file is closed. */
    FINISHED
  }

  /** How long before the next block one that has not drained is given up. */
  public static final int LAST_CALL_MILLIS = 100;

  /** Seconds from {@link Kind#STARTED} to the start of the load. */
  public static final int LEAD_SECONDS = 1;
}
