package dev.faceoff.scenarios.plan;

import java.util.List;
import java.util.Map;

/**
 * Everything the generator does in one launch, decided beforehand; a JSON file.
 *
 * @param journeyClass class of the journey all targets get
 * @param settings resolved settings of the scenario, by name
 * @param seed of the payloads; the same pair of blocks gets the same payloads
 * @param targets base address by variant, for example {@code http://127.0.0.1:4711}
 * @param blocks by start; no two overlap
 * @param requestTimeoutMillis after which a request counts as failed
 * @param samplesFile where the samples go, absolute
 */
public record LoadPlan(
    String journeyClass,
    Map<String, String> settings,
    long seed,
    Map<String, String> targets,
    List<PlannedBlock> blocks,
    int requestTimeoutMillis,
    String samplesFile) {
  public LoadPlan {
    settings = Map.copyOf(settings);
    targets = Map.copyOf(targets);
    blocks = List.copyOf(blocks);
    if (blocks.isEmpty()) {
      throw new IllegalArgumentException("a plan needs at least one block");
    }
    if (requestTimeoutMillis < 1) {
      throw new IllegalArgumentException(
          "requestTimeoutMillis must be at least 1, but is " + requestTimeoutMillis);
    }
    int free = 0;
    for (int i = 0; i < blocks.size(); i++) {
      PlannedBlock block = blocks.get(i);
      if (block.index() != i) {
        throw new IllegalArgumentException(
            "block %d stands at position %d".formatted(block.index(), i));
      }
      if (block.startSecond() < free) {
        throw new IllegalArgumentException(
            "block %d starts in second %d, but the one before ends in second %d"
                .formatted(i, block.startSecond(), free));
      }
      if (!targets.containsKey(block.variant())) {
        throw new IllegalArgumentException(
            "block %d is for variant \"%s\", but there are only targets for %s"
                .formatted(i, block.variant(), targets.keySet()));
      }
      free = block.endSecond();
    }
  }

  /** Second in which the last block ends; its requests may end later. */
  public int endSecond() {
    return blocks.get(blocks.size() - 1).endSecond();
  }

  /** What a block is for. */
  public enum Purpose {
    WARM_UP,
    /** Without faults; compared with the other variant's block of the same pair. */
    MEASURE,
    /** Under faults that come and go. */
    TIMELINE,
    /**
     * Matched pairs that are not measured: both targets at the measured rate, side by side, each
     * payload twice, so that it shows whether a target answers the same request alike.
     */
    SETTLE,
    /** Matched pairs: both targets side by side, see {@link PlannedBlock}. */
    MATCHED
  }

  /**
   * A stretch of load on one variant, in whole seconds (Gatling injects in whole seconds), followed
   * by idle time.
   *
   * @param index position in the plan, from 0
   * @param pair matched pair of blocks, from 0, the plays of a timeline after all others; -1 while
   *     warming up
   * @param startSecond from the start of the load
   * @param warmUpUsers while warming up: users that call without pause (closed model); else 0
   * @param arrivalsPerSecond open arrivals at a constant rate; while warming up 0
   */
  public record PlannedBlock(
      int index,
      Purpose purpose,
      String variant,
      int pair,
      int startSecond,
      int seconds,
      int warmUpUsers,
      double arrivalsPerSecond) {
    public PlannedBlock {
      if (startSecond < 0 || seconds < 1) {
        throw new IllegalArgumentException(
            "block %d must start at 0 or later and last at least 1 s, but starts at %d and lasts %d s"
                .formatted(index, startSecond, seconds));
      }
      boolean loads = purpose == Purpose.WARM_UP ? warmUpUsers >= 1 : arrivalsPerSecond > 0;
      if (!loads) {
        throw new IllegalArgumentException("block %d would load nothing".formatted(index));
      }
    }

    /** Second in which the block ends. */
    public int endSecond() {
      return startSecond + seconds;
    }

    /** Arrivals while measuring; 0 while warming up, where the service sets the pace. */
    public long arrivals() {
      return Math.round(arrivalsPerSecond * seconds);
    }
  }
}
