package dev.faceoff.stats;

import java.util.List;
import org.HdrHistogram.AbstractHistogram;

/**
 * What tells whether the load generator of a launch measured the services or itself.
 *
 * @param startLagNanos lag from planned to actual start of the measured arrivals
 * @param plannedArrivals measured arrivals the plan asked for in the completed blocks
 * @param startedArrivals of those, the ones that started
 * @param undrained measured requests that were still running when the next block was due
 * @param cpuShare CPU time of the generator over wall-clock time and cores while measuring, 0 to 1
 * @param gcShare share of the measured time in which the generator collected garbage, 0 to 1
 */
public record GeneratorHealth(
    AbstractHistogram startLagNanos,
    long plannedArrivals,
    long startedArrivals,
    long undrained,
    double cpuShare,
    double gcShare) {
  /**
   * The health of several launches as if they were one: lags and arrivals together, shares on
   * average.
   */
  public static GeneratorHealth together(List<GeneratorHealth> launches) {
    return new GeneratorHealth(
        Latencies.together(launches.stream().map(GeneratorHealth::startLagNanos)),
        launches.stream().mapToLong(GeneratorHealth::plannedArrivals).sum(),
        launches.stream().mapToLong(GeneratorHealth::startedArrivals).sum(),
        launches.stream().mapToLong(GeneratorHealth::undrained).sum(),
        launches.stream().mapToDouble(GeneratorHealth::cpuShare).average().orElse(0),
        launches.stream().mapToDouble(GeneratorHealth::gcShare).average().orElse(0));
  }
}
