package dev.faceoff.stats;

import java.util.OptionalDouble;

/**
 * How much of what there is a step used; empty where it was not measured or does not exist.
 *
 * <p>CPU is a share of all cores of the machine, so that the parts add up to the whole.
 *
 * @param machineCpu time that cores were busy, whoever used them, 0 to 1
 * @param serviceCpu of the service's process, 0 to 1
 * @param databaseCpu of the database's processes, 0 to 1
 * @param generatorCpu of the load generator's process, 0 to 1
 * @param connectionsInUse highest number of connections in use over the pool's size, 0 to 1
 * @param connectionWait share of a request's latency that it waited for a connection, 0 to 1
 * @param busyThreads highest number of busy request threads over their limit, 0 to 1
 */
public record StepUsage(
    OptionalDouble machineCpu,
    OptionalDouble serviceCpu,
    OptionalDouble databaseCpu,
    OptionalDouble generatorCpu,
    OptionalDouble connectionsInUse,
    OptionalDouble connectionWait,
    OptionalDouble busyThreads) {
  /** Of a step of which nothing was measured, or that was not played. */
  public static final StepUsage UNKNOWN =
      new StepUsage(
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty());
}
