package dev.faceoff.run;

import dev.faceoff.scenarios.plan.GeneratorEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToLongFunction;

/**
 * What the generator tells of itself once a second, to know how busy it was in any stretch of the
 * load: a spike is a small part of it, and an average over all would hide it.
 */
final class GeneratorCounters {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double NANOS_PER_MILLI = 1e6;

  private final List<GeneratorEvent> told = new ArrayList<>();

  /**
   * How busy it was.
   *
   * @param cpuShare CPU time over wall-clock time and cores, 0 to 1
   * @param gcShare share of the time in which it collected garbage, 0 to 1
   */
  record Busy(double cpuShare, double gcShare) {}

  synchronized void add(GeneratorEvent event) {
    told.add(event);
  }

  /**
   * How busy it was from one second of the load to another, by straight lines between what it told.
   *
   * @return empty where it told nothing before or after
   */
  synchronized Optional<Busy> between(int fromSecond, int toSecond) {
    OptionalDouble cpuNanos = grown(fromSecond, toSecond, GeneratorEvent::cpuNanos);
    OptionalDouble gcMillis = grown(fromSecond, toSecond, GeneratorEvent::gcMillis);
    if (cpuNanos.isEmpty() || gcMillis.isEmpty()) {
      return Optional.empty();
    }
    double nanos = (toSecond - fromSecond) * NANOS_PER_SECOND;
    int processors = Math.max(1, told.get(0).processors());
    return Optional.of(
        new Busy(
            cpuNanos.getAsDouble() / nanos / processors,
            gcMillis.getAsDouble() * NANOS_PER_MILLI / nanos));
  }

  private OptionalDouble grown(
      int fromSecond, int toSecond, ToLongFunction<GeneratorEvent> counter) {
    OptionalDouble from = at(fromSecond * NANOS_PER_SECOND, counter);
    OptionalDouble to = at(toSecond * NANOS_PER_SECOND, counter);
    return from.isPresent() && to.isPresent()
        ? OptionalDouble.of(to.getAsDouble() - from.getAsDouble())
        : OptionalDouble.empty();
  }

  private OptionalDouble at(double nanos, ToLongFunction<GeneratorEvent> counter) {
    for (int i = 1; i < told.size(); i++) {
      GeneratorEvent before = told.get(i - 1);
      GeneratorEvent after = told.get(i);
      if (before.atNanos() <= nanos && nanos < after.atNanos()) {
        double part = (nanos - before.atNanos()) / (after.atNanos() - before.atNanos());
        long first = counter.applyAsLong(before);
        return OptionalDouble.of(first + part * (counter.applyAsLong(after) - first));
      }
    }
    return OptionalDouble.empty();
  }
}
