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

  /** What a block is for. */
  public enum Purpose {
    WARM_UP,
    MEASURE
  }

  /**
   * A stretch of load on one variant, in whole seconds (Gatling injects in whole seconds), followed
   * by idle time.
   *
   * @param index position in the plan, from 0
   * @param pair matched pair of blocks, from 0; -1 while warming up
   * @param startSecond from the start of the load
   * @param warmUpUsers while warming up: users that call without pause (closed model); else 0
   * @param arrivalsPerSecond while measuring: open arrivals at a constant rate; else 0
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

    /** Second in which the block ends. */
    public int endSecond() {
      return startSecond + seconds;
    }
  }
}
