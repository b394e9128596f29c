package dev.faceoff.run;

import dev.faceoff.model.Load;
import dev.faceoff.stats.GeneratorHealth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Decides whether a launch's numbers can be trusted: a generator that was late, missed arrivals or
 * starved has measured itself.
 */
final class Soundness {
  /** Above this share of all processors the generator competes with what it measures. */
  static final double GENERATOR_CPU_LIMIT = 0.5;

  /** Above this share of the time its collector decides when requests start. */
  static final double GENERATOR_GC_LIMIT = 0.1;

  /** Above this share of the users one variant's work reaches noticeably into the other's block. */
  static final double UNDRAINED_LIMIT = 0.01;

  private Soundness() {}

  /** Why the launch is unsound, a sentence each; empty when it is sound. */
  static List<String> complaints(GeneratorHealth health, Load load) {
    List<String> complaints = new ArrayList<>(late(health, load));
    complaints.addAll(besidesLateness(health));
    return complaints;
  }

  /** The same without that arrivals were late, which some are to weigh themselves. */
  static List<String> besidesLateness(GeneratorHealth health) {
    List<String> complaints = new ArrayList<>(missed(health));
    if (health.undrained() > UNDRAINED_LIMIT * health.plannedArrivals()) {
      complaints.add(
          "%d of %d users were still waiting when the next block began, so each variant was measured beside the other; lower the rate or lengthen gapSeconds."
              .formatted(health.undrained(), health.plannedArrivals()));
    }
    complaints.addAll(ofProcess(health));
    return complaints;
  }

  /** The same without that users still waited, where that tells of the service. */
  static List<String> besidesUndrained(GeneratorHealth health, Load load) {
    List<String> complaints = new ArrayList<>(ofArrivals(health, load));
    complaints.addAll(ofProcess(health));
    return complaints;
  }

  /** Why arrivals did not come as planned. */
  static List<String> ofArrivals(GeneratorHealth health, Load load) {
    List<String> complaints = new ArrayList<>(late(health, load));
    complaints.addAll(missed(health));
    return complaints;
  }

  private static List<String> late(GeneratorHealth health, Load load) {
    if (health.startLagNanos().getTotalCount() == 0) {
      return List.of();
    }
    double lagMillis = lateMillis(health);
    long limitMillis = load.startLagLimit().toMillis();
    return lagMillis > limitMillis
        ? List.of(
            String.format(
                Locale.ROOT,
                "The load generator was late: 1 %% of the requests started more than %,.0f ms after their time; the limit is %,d ms.",
                lagMillis,
                limitMillis))
        : List.of();
  }

  /** By how much the latest 1 % of the arrivals were late, at least. */
  static double lateMillis(GeneratorHealth health) {
    return health.startLagNanos().getValueAtPercentile(99) / 1e6;
  }

  private static List<String> missed(GeneratorHealth health) {
    long missed = health.plannedArrivals() - health.startedArrivals();
    return missed > 0
        ? List.of(
            "The load generator missed %d of %d arrivals."
                .formatted(missed, health.plannedArrivals()))
        : List.of();
  }

  /** Why the generator's process may have measured itself, whatever it offered. */
  static List<String> ofProcess(GeneratorHealth health) {
    List<String> complaints = new ArrayList<>();
    if (health.cpuShare() > GENERATOR_CPU_LIMIT) {
      complaints.add(
          "The load generator took %.0f %% of the machine's processors; the limit is %.0f %%."
              .formatted(100 * health.cpuShare(), 100 * GENERATOR_CPU_LIMIT));
    }
    if (health.gcShare() > GENERATOR_GC_LIMIT) {
      complaints.add(
          "The load generator collected garbage for %.0f %% of the time; the limit is %.0f %%."
              .formatted(100 * health.gcShare(), 100 * GENERATOR_GC_LIMIT));
    }
    return complaints;
  }
}
