package dev.faceoff.stats;

import java.util.List;
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
 * @param restlessWork part of the service's CPU time that threads took which hardly rested, 0 to 1;
 *     see {@link #restlessWork(List, long)}
 */
public record StepUsage(
    OptionalDouble machineCpu,
    OptionalDouble serviceCpu,
    OptionalDouble databaseCpu,
    OptionalDouble generatorCpu,
    OptionalDouble connectionsInUse,
    OptionalDouble connectionWait,
    OptionalDouble busyThreads,
    OptionalDouble restlessWork) {
  /**
   * A thread that is on a core for so much of the time has no time for more work: what is left it
   * waits for the system, as one does that takes connections itself.
   */
  static final double RESTLESS = 0.85;

  /** Of a step of which nothing was measured, or that was not played. */
  public static final StepUsage UNKNOWN =
      new StepUsage(
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty());

  /**
   * The part of a service's CPU time that threads took which were on a core for {@value #RESTLESS}
   * of the time or more.
   *
   * @param threadNanos CPU time of each thread of the service
   * @param nanos how long that was
   * @return empty where nothing is known
   */
  public static OptionalDouble restlessWork(List<Long> threadNanos, long nanos) {
    double all = threadNanos.stream().mapToLong(Long::longValue).sum();
    double restless =
        threadNanos.stream()
            .mapToLong(Long::longValue)
            .filter(each -> each >= RESTLESS * nanos)
            .sum();
    return all > 0 && nanos > 0 ? OptionalDouble.of(restless / all) : OptionalDouble.empty();
  }
}
