package dev.faceoff.stats;

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
