package dev.faceoff.run;

import dev.faceoff.model.Load;
import dev.faceoff.report.ScenarioReport.Trust;
import dev.faceoff.stats.GeneratorHealth;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.HdrHistogram.AbstractHistogram;

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
    GeneratorHealth all = GeneratorHealth.together(generators);
    AbstractHistogram lag = all.startLagNanos();
    OptionalDouble busy =
        busyShares.stream().flatMap(Optional::stream).mapToDouble(Double::doubleValue).average();
    return new Trust(
        generators.size(),
        all.plannedArrivals(),
        Math.max(0, all.plannedArrivals() - all.startedArrivals()),
        lag.getValueAtPercentile(50) / 1e6,
        lag.getValueAtPercentile(99) / 1e6,
        lag.getMaxValue() / 1e6,
        load.startLagLimit().toMillis(),
        all.cpuShare(),
        all.gcShare(),
        busy.isPresent() ? Optional.of(busy.getAsDouble()) : Optional.empty(),
        notMeasured,
        notes);
  }
}
