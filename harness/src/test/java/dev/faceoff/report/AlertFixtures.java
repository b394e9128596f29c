package dev.faceoff.report;

import dev.faceoff.model.Design;
import dev.faceoff.model.Estimate;
import dev.faceoff.model.Load;
import dev.faceoff.model.Setting;
import dev.faceoff.model.Status;
import dev.faceoff.model.Verdict;
import dev.faceoff.report.AlertReport.Bounds;
import dev.faceoff.report.AlertReport.Delay;
import dev.faceoff.report.AlertReport.Fault;
import dev.faceoff.report.AlertReport.FaultWatch;
import dev.faceoff.report.AlertReport.Plan;
import dev.faceoff.report.AlertReport.Quiet;
import dev.faceoff.report.AlertReport.Time;
import dev.faceoff.report.AlertReport.VariantWatch;
import dev.faceoff.report.ScenarioReport.Trust;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Scenarios that were watched, written by hand. */
final class AlertFixtures {
  private static final String OVER = "over 6 times that the fault came";
  private static final String TWICE = "no interval: the fault came 2 times, and a median needs 6";
  private static final String EXACT = "exact, of alerts that come independently of each other";
  private static final List<Fault> FAULTS =
      List.of(
          new Fault("gateway-slow", "latency 30 s on gateway", 15),
          new Fault("gateway-down", "cut on gateway", 15));
  private static final Load LOAD = new Load(40, 2, Duration.ofSeconds(3), Duration.ofMillis(50));
  private static final List<Setting> SETTINGS =
      List.of(new Setting("payerShare", "share of users that pay", 0.5, 0, 1));

  private AlertFixtures() {}

  /** One that was watched in three launches, and a pair that was compared and watched in one. */
  static Report two() {
    return Reports.report(
        List.of(
            alone(Reports.nPlusOne(Verdict.IMPROVEMENT), threeLaunches()),
            Reports.missingIndex().with(scaling(true, oneLaunch()))));
  }

  /** Interrupted, not to be trusted, and without Prometheus. */
  static Report broken() {
    AlertReport whole = threeLaunches();
    AlertReport partial =
        with(
            whole,
            Status.PARTIAL,
            List.of("Interrupted: 1 of 3 launches were measured."),
            oneLaunch().variants(),
            whole.trust());
    AlertReport invalid =
        with(
            whole,
            Status.INVALID,
            List.of(
                "None of 3 launches was sound.",
                "Prometheus missed 4 of its evaluations: the machine was too busy to alert in"
                    + " time."),
            List.of(),
            whole.trust());
    AlertReport failed =
        with(
            whole,
            Status.FAILED,
            List.of("Alerts are evaluated by Prometheus, and there is none."),
            List.of(),
            Optional.empty());
    return Reports.report(
        List.of(
            alone(Reports.missingIndex(), partial),
            Reports.nPlusOne(Verdict.IMPROVEMENT).with(scaling(true, invalid)),
            alone(Reports.missingIndex(), failed)));
  }

  static AlertReport with(
      AlertReport whole,
      Status status,
      List<String> reasons,
      List<VariantWatch> variants,
      Optional<Trust> trust) {
    return new AlertReport(
        status, reasons, whole.plan(), whole.load(), whole.settings(), variants, trust);
  }

  static ScalingReport scaling(boolean pair, AlertReport alerts) {
    return new ScalingReport(
        pair ? Set.of(Design.PAIR, Design.ALERTS) : Set.of(Design.ALERTS),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(alerts));
  }

  private static ScenarioReport alone(ScenarioReport scenario, AlertReport alerts) {
    return Reports.copy(
            Reports.with(scenario, scenario.endpoints(), List.of(), List.of()),
            alerts.status(),
            alerts.reasons(),
            List.of(),
            List.of(),
            List.of(),
            Optional.empty())
        .with(scaling(false, alerts));
  }

  /** Naive notices the one fault and not the other; fixed both. */
  static AlertReport threeLaunches() {
    return new AlertReport(
        Status.VALID,
        List.of(),
        new Plan(FAULTS, 32, 2, 8, 1, 3),
        LOAD,
        SETTINGS,
        List.of(
            new VariantWatch(
                "naive",
                List.of("HealthCheckFails"),
                List.of(
                    new FaultWatch(
                        "gateway-slow",
                        told(6, 6, 6.12, new Bounds(5.2, Optional.of(6.91), 0.95), OVER),
                        over(118, 84, 150),
                        over(702, 690, 719),
                        times("HealthCheckFails", 5.2, 5.81, 6.02, 6.22, 6.5, 6.91)),
                    new FaultWatch(
                        "gateway-down",
                        told(6, 0, -1, new Bounds(15.01, Optional.empty(), 0.95), OVER),
                        over(300, 296, 303),
                        over(301, 297, 304),
                        times("none", -1, -1, -1, -1, -1, -1))),
                new Quiet(312, List.of(), Reports.interval(0, 0, 0.71, EXACT))),
            new VariantWatch(
                "fixed",
                List.of("ConnectionsSaturated", "ErrorBudgetBurnsFast", "HealthCheckFails"),
                List.of(
                    new FaultWatch(
                        "gateway-slow",
                        told(6, 6, 4.03, new Bounds(3.42, Optional.of(4.7), 0.95), OVER),
                        over(31, 12, 52),
                        over(700, 688, 715),
                        times("ConnectionsSaturated", 3.42, 3.88, 3.9, 4.16, 4.4, 4.7)),
                    new FaultWatch(
                        "gateway-down",
                        told(6, 6, 9.78, new Bounds(9.21, Optional.of(10.62), 0.95), OVER),
                        over(196, 184, 213),
                        over(300, 296, 302),
                        times("ErrorBudgetBurnsFast", 9.21, 9.5, 9.7, 9.86, 10.1, 10.62))),
                new Quiet(
                    312,
                    List.of("ConnectionsSaturated"),
                    Reports.interval(0.192, 0.00487, 1.07, EXACT)))),
        Optional.of(trust(3, List.of("2 faults of fixed are left out."))));
  }

  /** One fault only, twice; fixed told once. */
  private static AlertReport oneLaunch() {
    Fault fault = FAULTS.get(1);
    return new AlertReport(
        Status.VALID,
        List.of(),
        new Plan(List.of(fault), 32, 2, 8, 1, 1),
        LOAD,
        SETTINGS,
        List.of(
            new VariantWatch(
                "naive",
                List.of("HealthCheckFails"),
                List.of(
                    new FaultWatch(
                        fault.name(),
                        new Delay(2, 0, Optional.empty(), Optional.empty(), TWICE),
                        Reports.exact(299.5, TWICE),
                        Reports.exact(300.5, TWICE),
                        times("none", -1, -1))),
                new Quiet(64, List.of(), Reports.interval(0, 0, 3.46, EXACT))),
            new VariantWatch(
                "fixed",
                List.of("ErrorBudgetBurnsFast"),
                List.of(
                    new FaultWatch(
                        fault.name(),
                        new Delay(2, 1, Optional.empty(), Optional.empty(), TWICE),
                        Reports.exact(251, TWICE),
                        Reports.exact(301, TWICE),
                        times("ErrorBudgetBurnsFast", 14.2, -1))),
                new Quiet(64, List.of(), Reports.interval(0, 0, 3.46, EXACT)))),
        Optional.of(trust(1, List.of())));
  }

  private static Delay told(int faults, int alerted, double median, Bounds bounds, String note) {
    return new Delay(
        faults,
        alerted,
        median < 0 ? Optional.empty() : Optional.of(median),
        Optional.of(bounds),
        note);
  }

  private static Estimate over(double value, double low, double high) {
    return Reports.interval(value, low, high, OVER);
  }

  /**
   * @param seconds negative where none fired
   */
  private static List<Time> times(String alert, double... seconds) {
    List<Time> times = new ArrayList<>();
    for (int i = 0; i < seconds.length; i++) {
      boolean told = seconds[i] >= 0;
      times.add(
          new Time(
              1 + i / 2,
              told ? Optional.of(alert) : Optional.empty(),
              told ? Optional.of(seconds[i]) : Optional.empty(),
              Math.round(20 * (told ? seconds[i] : 15)),
              302));
    }
    return times;
  }

  private static Trust trust(int launches, List<String> notes) {
    return new Trust(
        launches, 16_160, 0, 1.1, 4.2, 18.4, 50, 0.04, 0.002, Optional.of(0.31), List.of(), notes);
  }
}
