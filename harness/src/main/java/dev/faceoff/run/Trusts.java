package dev.faceoff.run;

import dev.faceoff.model.Load;
import dev.faceoff.report.ScenarioReport.Trust;
import dev.faceoff.stats.GeneratorHealth;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;

/** Sums up how sound the launches of a run or a gate were. */
final class Trusts {
  private Trusts() {}

  /**
   * Sums up.
   *
   * @param generators one a launch
   * @param busyShares of the machine, one a launch where it is known
   * @param notMeasured what could not be measured and why, a sentence each
   * @param notes anything else a doubting reader should know, a sentence each
   */
  static Trust of(
      List<GeneratorHealth> generators,
      List<Optional<Double>> busyShares,
      Load load,
      List<String> notMeasured,
      List<String> notes) {
    Histogram lag = new Histogram(3);
    lag.setAutoResize(true);
    generators.forEach(generator -> lag.add(generator.startLagNanos()));
    long planned = generators.stream().mapToLong(GeneratorHealth::plannedArrivals).sum();
    long started = generators.stream().mapToLong(GeneratorHealth::startedArrivals).sum();
    OptionalDouble busy =
        busyShares.stream().flatMap(Optional::stream).mapToDouble(Double::doubleValue).average();
    return new Trust(
        generators.size(),
        planned,
        Math.max(0, planned - started),
        lag.getValueAtPercentile(50) / 1e6,
        lag.getValueAtPercentile(99) / 1e6,
        lag.getMaxValue() / 1e6,
        load.startLagLimit().toMillis(),
        generators.stream().mapToDouble(GeneratorHealth::cpuShare).average().orElse(0),
        generators.stream().mapToDouble(GeneratorHealth::gcShare).average().orElse(0),
        busy.isPresent() ? Optional.of(busy.getAsDouble()) : Optional.empty(),
        notMeasured,
        notes);
  }
}
