package dev.faceoff.stats;

import java.util.ArrayList;
import java.util.List;

/**
 * What the generator recorded in one launch.
 *
 * @param launch from 0
 * @param blocks every completed block without faults, one entry an endpoint, in order of block
 * @param closed every completed closed block, one entry an endpoint, in order of block
 * @param seconds every second with requests, warm-up excluded, in order
 * @param timelines every completed play of the fault timeline, one entry an endpoint
 * @param generator whether it measured the services or itself
 */
public record LaunchSamples(
    int launch,
    List<BlockSamples> blocks,
    List<ClosedSamples> closed,
    List<SecondSamples> seconds,
    List<TimelineSamples> timelines,
    GeneratorHealth generator) {
  public LaunchSamples {
    blocks = List.copyOf(blocks);
    closed = List.copyOf(closed);
    seconds = List.copyOf(seconds);
    timelines = List.copyOf(timelines);
  }

  /**
   * The closed blocks of several plans of one launch as if they had been one, in order; nothing
   * else of them.
   *
   * @param turns of the same launch, at least one
   */
  public static LaunchSamples ofTurns(List<LaunchSamples> turns) {
    List<ClosedSamples> closed = new ArrayList<>();
    int first = 0;
    for (LaunchSamples turn : turns) {
      int next = first;
      for (ClosedSamples block : turn.closed()) {
        closed.add(block.numbered(first + block.block()));
        next = Math.max(next, first + block.block() + 1);
      }
      first = next;
    }
    return new LaunchSamples(
        turns.get(0).launch(),
        List.of(),
        closed,
        List.of(),
        List.of(),
        GeneratorHealth.together(turns.stream().map(LaunchSamples::generator).toList()));
  }

  /** What was recorded in a launch without closed blocks. */
  public LaunchSamples(
      int launch,
      List<BlockSamples> blocks,
      List<SecondSamples> seconds,
      List<TimelineSamples> timelines,
      GeneratorHealth generator) {
    this(launch, blocks, List.of(), seconds, timelines, generator);
  }
}
