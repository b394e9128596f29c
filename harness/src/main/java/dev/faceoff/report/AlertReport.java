package dev.faceoff.report;

import dev.faceoff.model.Estimate;
import dev.faceoff.model.Load;
import dev.faceoff.model.Setting;
import dev.faceoff.model.Status;
import dev.faceoff.report.ScenarioReport.Trust;
import java.util.List;
import java.util.Optional;

/**
 * When somebody was told of faults, by what watches each variant.
 *
 * @param reasons why the status is not VALID, a sentence each
 * @param plan what was done
 * @param load of each variant
 * @param settings by name
 * @param variants baseline first; empty when the status allows no number
 * @param trust empty where nothing was measured
 */
public record AlertReport(
    Status status,
    List<String> reasons,
    Plan plan,
    Load load,
    List<Setting> settings,
    List<VariantWatch> variants,
    Optional<Trust> trust) {
  public AlertReport {
    reasons = List.copyOf(reasons);
    settings = List.copyOf(settings);
    variants = List.copyOf(variants);
  }

  /**
   * What was done to the variants, side by side.
   *
   * @param healthySeconds before each fault
   * @param rounds in which each fault comes once
   * @param warmUpSeconds in which the variants were driven before
   * @param everySeconds between two scrapes, two evaluations and two health checks
   * @param launches planned
   */
  public record Plan(
      List<Fault> faults,
      int healthySeconds,
      int rounds,
      int warmUpSeconds,
      int everySeconds,
      int launches) {
    public Plan {
      faults = List.copyOf(faults);
      if (faults.isEmpty()) {
        throw new IllegalArgumentException("nobody is told of no fault");
      }
    }
  }

  /**
   * A fault.
   *
   * @param what for example "latency 30 s on gateway"
   */
  public record Fault(String name, String what, double seconds) {}

  /**
   * What watched a variant.
   *
   * @param alerts names of those that wake somebody
   * @param incidents one a fault that could be judged
   */
  public record VariantWatch(
      String variant, List<String> alerts, List<FaultWatch> incidents, Quiet quiet) {
    public VariantWatch {
      alerts = List.copyOf(alerts);
      incidents = List.copyOf(incidents);
    }

    /** What became of a fault, if that could be judged. */
    public Optional<FaultWatch> incident(String fault) {
      return incidents.stream().filter(each -> each.fault().equals(fault)).findFirst();
    }
  }

  /**
   * What became of a fault, over all times that it came.
   *
   * @param told how long until the first alert
   * @param failedUntold requests that failed until then, or until the fault's end where there was
   *     no alert: the median
   * @param failed requests that failed in all: the median
   * @param times that it came, in order
   */
  public record FaultWatch(
      String fault, Delay told, Estimate failedUntold, Estimate failed, List<Time> times) {
    public FaultWatch {
      times = List.copyOf(times);
    }
  }

  /**
   * How long it took until somebody was told.
   *
   * @param faults how often the fault came
   * @param alerted of those, the ones in which an alert fired while the fault lasted
   * @param medianSeconds empty unless one fired in more than half
   * @param interval of the median; empty where there is none
   * @param note why there is no interval, or over what it is
   */
  public record Delay(
      int faults,
      int alerted,
      Optional<Double> medianSeconds,
      Optional<Bounds> interval,
      String note) {}

  /**
   * An interval.
   *
   * @param lowSeconds where no alert fired, how long the fault lasted
   * @param highSeconds empty where it has no upper end, because no alert fired
   */
  public record Bounds(double lowSeconds, Optional<Double> highSeconds, double confidence) {}

  /**
   * A fault that came once.
   *
   * @param launch from 1
   * @param alert that fired first; empty if none did while it lasted
   * @param seconds until then; there exactly if an alert is
   */
  public record Time(
      int launch,
      Optional<String> alert,
      Optional<Double> seconds,
      long failedUntold,
      long failed) {}

  /**
   * The time without a fault.
   *
   * @param alerts that fired in it, each as often as it did
   * @param perMinute how many a minute
   */
  public record Quiet(double seconds, List<String> alerts, Estimate perMinute) {
    public Quiet {
      alerts = List.copyOf(alerts);
    }
  }
}
