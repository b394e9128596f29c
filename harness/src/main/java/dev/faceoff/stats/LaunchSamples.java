package dev.faceoff.stats;

import java.util.List;
import org.HdrHistogram.AbstractHistogram;

/**
 * What the generator recorded in one launch.
 *
 * @param launch from 0
 * @param blocks every completed block without faults, one entry an endpoint, in order of block
 * @param seconds every second with requests, warm-up excluded, in order
 * @param timelines every completed play of the fault timeline, one entry an endpoint
 * @param startLagNanos lag from planned to actual start of the measured arrivals
 * @param plannedArrivals measured arrivals the plan asked for in the completed blocks
 * @param startedArrivals of those, the ones that started
 * @param undrained measured requests that were still running when the next block was due
 * @param generatorCpuShare CPU time of the generator over wall-clock time and cores while
 *     measuring, 0 to 1
 * @param generatorGcShare share of the measured time in which the generator collected garbage, 0 to
 *     1
 */
public record LaunchSamples(
    int launch,
    List<BlockSamples> blocks,
    List<SecondSamples> seconds,
    List<TimelineSamples> timelines,
    AbstractHistogram startLagNanos,
    long plannedArrivals,
    long startedArrivals,
    long undrained,
    double generatorCpuShare,
    double generatorGcShare) {
  public LaunchSamples {
    blocks = List.copyOf(blocks);
    seconds = List.copyOf(seconds);
    timelines = List.copyOf(timelines);
  }

  /** Whether the generator measured the services or itself. */
  public GeneratorHealth health() {
    return new GeneratorHealth(
        startLagNanos,
        plannedArrivals,
        startedArrivals,
        undrained,
        generatorCpuShare,
        generatorGcShare);
  }
}
