package dev.faceoff.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.faceoff.model.Alerting;
import dev.faceoff.model.Cut;
import dev.faceoff.model.Designs;
import dev.faceoff.model.FaultWindow;
import dev.faceoff.model.ProfileName;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Status;
import dev.faceoff.report.AlertReport;
import dev.faceoff.report.AlertReport.Bounds;
import dev.faceoff.report.AlertReport.Delay;
import dev.faceoff.report.AlertReport.FaultWatch;
import dev.faceoff.report.AlertReport.Time;
import dev.faceoff.report.AlertReport.VariantWatch;
import dev.faceoff.stats.GeneratorHealth;
import dev.faceoff.stats.Incident;
import dev.faceoff.stats.Watch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AlertReportsTest {
  private static final double NEVER = -1;
  private static final Path HEALTH = Path.of("/health.yaml");

  private static Scenario scenario(int launches) {
    Alerting alerting =
        new Alerting(
            List.of(
                new FaultWindow(
                    "down", new Cut(), "database", Duration.ZERO, Duration.ofSeconds(15))),
            32,
            2,
            8,
            List.of(
                new Alerting.Watch("naive", List.of(HEALTH), Set.of("Health")),
                new Alerting.Watch("fixed", List.of(HEALTH), Set.of("Health", "Errors"))),
            Map.of(ProfileName.QUICK, launches));
    return ScenarioFixture.asking(
            new Designs(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(alerting)),
            Map.of())
        .watched();
  }

  /** Fixed is told after so many seconds, naive never; a hundred fail every second. */
  private static WatchedLaunch launch(int launch, double... seconds) {
    return launch(launch, SpikedFixture.health(1, 0.1), List.of(), seconds);
  }

  private static WatchedLaunch launch(
      int launch, GeneratorHealth health, List<String> ofPrometheus, double... seconds) {
    double[] never = new double[seconds.length];
    Arrays.fill(never, NEVER);
    return new WatchedLaunch(
        launch,
        Map.of("naive", watch(never), "fixed", watch(seconds)),
        health,
        Optional.of(0.4),
        ofPrometheus);
  }

  private static Watch watch(double... seconds) {
    return new Watch(
        Arrays.stream(seconds)
            .mapToObj(
                each ->
                    new Incident(
                        "down",
                        15.02,
                        each < 0
                            ? Optional.empty()
                            : Optional.of(new Incident.Told("Errors", each)),
                        Math.round(100 * (each < 0 ? 15 : each)),
                        1600))
            .toList(),
        0,
        List.of(),
        90);
  }

  private static AlertReport report(WatchedLaunch... launches) {
    AlertReports reports = new AlertReports(scenario(launches.length), ProfileName.QUICK);
    for (WatchedLaunch launch : launches) {
      reports.launches().add(launch);
    }
    return reports.report(false, List.of());
  }

  private static VariantWatch fixed(AlertReport report) {
    return report.variants().get(1);
  }

  private static FaultWatch down(VariantWatch variant) {
    return variant.incident("down").orElseThrow();
  }

  @Test
  void fewFaultsHaveMediansAndNoInterval() {
    AlertReport report = report(launch(0, 8, 11));

    assertThat(report.status()).isEqualTo(Status.VALID);
    FaultWatch fixed = down(fixed(report));
    assertThat(fixed.told())
        .isEqualTo(
            new Delay(
                2,
                2,
                Optional.of(9.5),
                Optional.empty(),
                "no interval: the fault came 2 times, and a median needs 6"));
    assertThat(fixed.failedUntold().value()).isEqualTo(950);
    assertThat(fixed.failed().value()).isEqualTo(1600);
    assertThat(fixed.times())
        .containsExactly(
            new Time(1, Optional.of("Errors"), Optional.of(8.0), 800, 1600),
            new Time(1, Optional.of("Errors"), Optional.of(11.0), 1100, 1600));
  }

  @Test
  void sixFaultsHaveAnInterval() {
    AlertReport report = report(launch(0, 8, 11), launch(1, 9, 9.5), launch(2, 10, 10.5));

    FaultWatch fixed = down(fixed(report));
    assertThat(fixed.told())
        .isEqualTo(
            new Delay(
                6,
                6,
                Optional.of(9.75),
                Optional.of(new Bounds(8, Optional.of(11.0), 0.95)),
                "over 6 times that the fault came"));
    assertThat(fixed.failedUntold().low()).isEqualTo(800);
    assertThat(fixed.failedUntold().high()).isEqualTo(1100);
    assertThat(fixed.times()).extracting(Time::launch).containsExactly(1, 1, 2, 2, 3, 3);
  }

  @Test
  void thatNoAlertFiredIsNoNumber() {
    AlertReport report = report(launch(0, 8, 11), launch(1, 9, 9.5), launch(2, 10, NEVER));

    assertThat(down(report.variants().get(0)).told())
        .isEqualTo(
            new Delay(
                6,
                0,
                Optional.empty(),
                Optional.of(new Bounds(15.02, Optional.empty(), 0.95)),
                "over 6 times that the fault came"));
    assertThat(down(report.variants().get(0)).failedUntold().value()).isEqualTo(1500);
    Delay fixed = down(fixed(report)).told();
    assertThat(fixed.alerted()).isEqualTo(5);
    assertThat(fixed.medianSeconds()).contains(9.75);
    assertThat(fixed.interval()).contains(new Bounds(8, Optional.empty(), 0.95));
  }

  @Test
  void falseAlertsAreARateOfTheQuietTime() {
    Watch restless = new Watch(List.of(), 0, List.of("Errors", "Errors"), 90);
    WatchedLaunch launch =
        new WatchedLaunch(
            0,
            Map.of("naive", watch(NEVER), "fixed", restless),
            SpikedFixture.health(1, 0.1),
            Optional.empty(),
            List.of());

    AlertReport report = report(launch, launch(1, 9, 9));

    assertThat(fixed(report).quiet().seconds()).isEqualTo(180);
    assertThat(fixed(report).quiet().alerts()).containsExactly("Errors", "Errors");
    assertThat(fixed(report).quiet().perMinute().value()).isCloseTo(2 / 3.0, within(1e-12));
    // R 4.3: poisson.test(2)$conf.int, in three minutes.
    assertThat(fixed(report).quiet().perMinute().high()).isCloseTo(7.224688 / 3, within(1e-6));
    assertThat(report.variants().get(0).quiet().perMinute().low()).isZero();
  }

  @Test
  void whatWasNotSoundDoesNotCount() {
    WatchedLaunch late = launch(1, SpikedFixture.health(900, 0.1), List.of(), 1, 1);
    WatchedLaunch missed =
        launch(2, SpikedFixture.health(1, 0.1), List.of("Prometheus missed 3."), 2, 2);

    AlertReport report = report(launch(0, 8, 11), late, missed);

    assertThat(report.status()).isEqualTo(Status.VALID);
    assertThat(down(fixed(report)).told().faults()).isEqualTo(2);
    assertThat(report.trust().orElseThrow().notes())
        .anyMatch(note -> note.startsWith("Launch 2 does not count. The load generator was late"))
        .contains("Launch 3 does not count. Prometheus missed 3.");
  }

  @Test
  void withoutASoundLaunchThereIsNoNumber() {
    AlertReport report = report(launch(0, SpikedFixture.health(900, 0.1), List.of(), 1, 1));

    assertThat(report.status()).isEqualTo(Status.INVALID);
    assertThat(report.reasons().get(0)).isEqualTo("The only launch was not sound.");
    assertThat(report.variants()).isEmpty();
    assertThat(report.trust()).isPresent();
  }

  @Test
  void anInterruptedWatchIsPartial() {
    AlertReports reports = new AlertReports(scenario(3), ProfileName.QUICK);
    reports.launches().add(launch(0, 8, 11));
    reports
        .launches()
        .add(
            new WatchedLaunch(
                1, Map.of(), SpikedFixture.health(1, 0.1), Optional.empty(), List.of()));

    AlertReport report = reports.report(true, List.of());

    assertThat(report.status()).isEqualTo(Status.PARTIAL);
    assertThat(report.reasons()).containsExactly("Interrupted: 1 of 3 launches were measured.");
    assertThat(down(fixed(report)).told().faults()).isEqualTo(2);
  }

  @Test
  void whatBrokeIsToldWithoutNumbers() {
    AlertReports reports = new AlertReports(scenario(3), ProfileName.QUICK);
    reports.launches().add(launch(0, 8, 11));

    AlertReport report = reports.failed("Prometheus ended.");

    assertThat(report.status()).isEqualTo(Status.FAILED);
    assertThat(report.reasons())
        .containsExactly("Prometheus ended.", "1 of 3 launches were complete.");
    assertThat(report.variants()).isEmpty();
  }

  @Test
  void faultsThatShowNothingAreTold() {
    Watch still = new Watch(List.of(), 2, List.of(), 90);
    AlertReport report =
        report(
            new WatchedLaunch(
                0,
                Map.of("naive", watch(NEVER, NEVER), "fixed", still),
                SpikedFixture.health(1, 0.1),
                Optional.empty(),
                List.of()));

    assertThat(fixed(report).incidents()).isEmpty();
    assertThat(report.trust().orElseThrow().notes())
        .contains(
            "2 faults of fixed are left out: an alert of the one before was still firing; raise"
                + " healthySeconds.");
  }
}
