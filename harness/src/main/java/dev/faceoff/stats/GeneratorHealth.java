package dev.faceoff.stats;

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
    double gcShare) {}
