package dev.faceoff.run;

import dev.faceoff.model.Alerting;
import dev.faceoff.model.Estimate;
import dev.faceoff.model.FaultWindow;
import dev.faceoff.model.Interval;
import dev.faceoff.model.ProfileName;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Setting;
import dev.faceoff.model.Status;
import dev.faceoff.model.Variant;
import dev.faceoff.report.AlertReport;
import dev.faceoff.report.AlertReport.Bounds;
import dev.faceoff.report.AlertReport.Delay;
import dev.faceoff.report.AlertReport.Fault;
import dev.faceoff.report.AlertReport.FaultWatch;
import dev.faceoff.report.AlertReport.Plan;
import dev.faceoff.report.AlertReport.Quiet;
import dev.faceoff.report.AlertReport.Time;
import dev.faceoff.report.AlertReport.VariantWatch;
import dev.faceoff.report.ScenarioReport.Trust;
import dev.faceoff.stats.CensoredMedian;
import dev.faceoff.stats.Incident;
import dev.faceoff.stats.Rates;
import dev.faceoff.stats.Watch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * Makes the report of alerts from what the launches yielded.
 *
 * <p>The unit is the fault, each time that it comes: before it the services are well again, what
 * the alerts look back on is over, and where it falls between two scrapes is drawn anew. That an
 * alert does not fire while the fault lasts is an answer and no number, so that medians are shown
 * and not means.
 */
final class AlertReports {
  private static final double CONFIDENCE = 0.95;
  private static final double SECONDS_PER_MINUTE = 60;

  private final Scenario scenario;
  private final Alerting alerting;
  private final LaunchRecord<WatchedLaunch> launches;

  /**
   * @param scenario as it is while it is watched
   */
  AlertReports(Scenario scenario, ProfileName profile) {
    this.scenario = scenario;
    this.alerting = scenario.designs().alerting().orElseThrow();
    this.launches =
        new LaunchRecord<>(
            alerting.launches().get(profile),
            WatchedLaunch::launch,
            WatchedLaunch::isWhole,
            this::complaints);
  }

  /** The launches, to which further ones are added. */
  LaunchRecord<WatchedLaunch> launches() {
    return launches;
  }

  /** Why a launch proves nothing, a sentence each; empty where it does. */
  private List<String> complaints(WatchedLaunch launch) {
    List<String> complaints =
        new ArrayList<>(Soundness.complaints(launch.generator(), scenario.load()));
    complaints.addAll(launch.ofPrometheus());
    return complaints;
  }

  /** Of a watch in which something broke. */
  AlertReport failed(String reason) {
    return report(launches.failed(reason), List.of());
  }

  /** Of what was added: PARTIAL where launches are missing, INVALID where none was sound. */
  AlertReport report(boolean interrupted, List<String> backendNotes) {
    return report(launches.outcome(interrupted, "the first launch was over."), backendNotes);
  }

  private AlertReport report(
      LaunchRecord.Outcome<WatchedLaunch> outcome, List<String> backendNotes) {
    List<WatchedLaunch> sound = outcome.sound();
    return new AlertReport(
        outcome.status(),
        outcome.reasons(),
        new Plan(
            alerting.faults().stream()
                .map(each -> new Fault(each.name(), each.label(), each.length().toMillis() / 1e3))
                .toList(),
            alerting.healthySeconds(),
            alerting.rounds(),
            alerting.warmUpSeconds(),
            Alerting.EVERY_SECONDS,
            launches.planned()),
        scenario.load(),
        scenario.settings().values().stream().sorted(Comparator.comparing(Setting::name)).toList(),
        sound.isEmpty()
            ? List.of()
            : scenario.variants().stream().map(each -> variant(each, sound)).toList(),
        launches.whole().isEmpty()
            ? Optional.empty()
            : Optional.of(trust(outcome.status(), sound, backendNotes)));
  }

  private VariantWatch variant(Variant variant, List<WatchedLaunch> sound) {
    return new VariantWatch(
        variant.name(),
        List.copyOf(alerting.watch(variant.name()).alerts()),
        alerting.faults().stream()
            .flatMap(fault -> incident(variant.name(), fault, sound).stream())
            .toList(),
        quiet(variant.name(), sound));
  }

  private static Optional<FaultWatch> incident(
      String variant, FaultWindow fault, List<WatchedLaunch> sound) {
    List<Time> times = new ArrayList<>();
    List<Incident> incidents = new ArrayList<>();
    for (int i = 0; i < sound.size(); i++) {
      for (Incident each : sound.get(i).watches().get(variant).incidents()) {
        if (each.fault().equals(fault.name())) {
          incidents.add(each);
          times.add(
              new Time(
                  i + 1,
                  each.told().map(Incident.Told::alert),
                  each.told().map(Incident.Told::seconds),
                  each.failedUntold(),
                  each.failed()));
        }
      }
    }
    return incidents.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new FaultWatch(
                fault.name(),
                delay(incidents),
                median(incidents, Incident::failedUntold),
                median(incidents, Incident::failed),
                times));
  }

  private static Delay delay(List<Incident> incidents) {
    double[] seconds =
        incidents.stream()
            .flatMap(each -> each.told().stream())
            .mapToDouble(Incident.Told::seconds)
            .toArray();
    // Each of them was watched at least so long.
    double limit = incidents.stream().mapToDouble(Incident::seconds).min().orElseThrow();
    CensoredMedian median =
        CensoredMedian.of(seconds, incidents.size() - seconds.length, limit, CONFIDENCE);
    return new Delay(
        incidents.size(),
        seconds.length,
        median.median().isPresent() ? Optional.of(median.median().getAsDouble()) : Optional.empty(),
        median
            .bounds()
            .map(
                bounds ->
                    new Bounds(
                        bounds.low(),
                        bounds.high().isPresent()
                            ? Optional.of(bounds.high().getAsDouble())
                            : Optional.empty(),
                        bounds.confidence())),
        note(incidents.size()));
  }

  private static String note(int faults) {
    int least = CensoredMedian.leastTimes(CONFIDENCE);
    return faults < least
        ? "no interval: the fault came %s, and a median needs %d"
            .formatted(faults == 1 ? "once" : faults + " times", least)
        : "over %d times that the fault came".formatted(faults);
  }

  private static Estimate median(List<Incident> incidents, ToLongFunction<Incident> count) {
    CensoredMedian median =
        CensoredMedian.of(
            incidents.stream().mapToDouble(count::applyAsLong).toArray(),
            0,
            Double.MAX_VALUE,
            CONFIDENCE);
    return new Estimate(
        median.median().orElseThrow(),
        median
            .bounds()
            .map(
                bounds ->
                    new Interval(bounds.low(), bounds.high().orElseThrow(), bounds.confidence())),
        note(incidents.size()));
  }

  private static Quiet quiet(String variant, List<WatchedLaunch> sound) {
    List<Watch> watches = sound.stream().map(each -> each.watches().get(variant)).toList();
    double seconds = watches.stream().mapToDouble(Watch::quietSeconds).sum();
    List<String> alerts =
        watches.stream().flatMap(each -> each.falseAlerts().stream()).sorted().toList();
    double minutes = seconds / SECONDS_PER_MINUTE;
    Interval exact = Rates.garwood(alerts.size(), CONFIDENCE);
    return new Quiet(
        seconds,
        alerts,
        new Estimate(
            alerts.size() / minutes,
            Optional.of(new Interval(exact.low() / minutes, exact.high() / minutes, CONFIDENCE)),
            "exact, of alerts that come independently of each other"));
  }

  private Trust trust(Status status, List<WatchedLaunch> sound, List<String> backendNotes) {
    List<String> notes = new ArrayList<>(backendNotes);
    notes.addAll(launches.notes(status));
    for (Variant variant : scenario.variants()) {
      int unusable =
          sound.stream().mapToInt(each -> each.watches().get(variant.name()).leftOut()).sum();
      if (unusable > 0) {
        notes.add(
            "%d faults of %s are left out: an alert of the one before was still firing; raise healthySeconds."
                .formatted(unusable, variant.name()));
      }
    }
    return Trusts.of(
        launches.whole().stream().map(WatchedLaunch::generator).toList(),
        launches.whole().stream().map(WatchedLaunch::machineBusyShare).toList(),
        scenario.load(),
        List.of(),
        notes);
  }
}
