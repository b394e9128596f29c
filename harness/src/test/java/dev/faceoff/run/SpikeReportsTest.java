package dev.faceoff.run;

import static dev.faceoff.run.SpikedFixture.UNNOTICED;
import static dev.faceoff.run.SpikedFixture.health;
import static dev.faceoff.run.SpikedFixture.launch;
import static dev.faceoff.run.SpikedFixture.play;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.faceoff.model.Estimate;
import dev.faceoff.model.ProfileName;
import dev.faceoff.model.Status;
import dev.faceoff.report.SpikeReport;
import dev.faceoff.report.SpikeReport.Phase;
import dev.faceoff.report.SpikeReport.Served;
import dev.faceoff.report.SpikeReport.VariantSpike;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** For what the strings mean see {@link SpikedFixture}. */
class SpikeReportsTest {
  /** Half within, a fifth refused in the spike; well again two seconds after it. */
  private static final String TWO_SECONDS = "+++----++++++++";

  private static final String FOUR_SECONDS = "+++------++++++";
  private static final String NOT_BACK = "+++xxxxxxxx++++";
  private static final String NEVER_NORMAL = "xxxxxxxxxxxxxxx";

  private static SpikeReports reports(int launches) {
    return new SpikeReports(SpikedFixture.scenario(launches), ProfileName.QUICK);
  }

  private static SpikeReport report(SpikedLaunch... launches) {
    SpikeReports reports = reports(launches.length);
    for (SpikedLaunch launch : launches) {
      reports.launches().add(launch);
    }
    return reports.report(false, List.of());
  }

  private static VariantSpike naive(SpikeReport report) {
    return report.variants().get(0);
  }

  private static Served inSpike(VariantSpike variant) {
    return variant.served("list", Phase.SPIKE).orElseThrow();
  }

  @Test
  void oneLaunchHasSharesAndTimesWithoutInterval() {
    SpikeReport report = report(launch(0, TWO_SECONDS, UNNOTICED));

    assertThat(report.status()).isEqualTo(Status.VALID);
    assertThat(report.played()).isEqualTo(1);
    Served naive = inSpike(naive(report));
    assertThat(naive.requests()).isEqualTo(200);
    assertThat(naive.answered().value()).isCloseTo(0.5, within(1e-12));
    assertThat(naive.refused().value()).isCloseTo(0.2, within(1e-12));
    assertThat(naive.late().value()).isCloseTo(0.3, within(1e-12));
    assertThat(naive.answered()).isEqualTo(Estimate.exact(0.5, "no interval: one launch"));
    assertThat(naive(report).served("list", Phase.AFTER).orElseThrow().answered().value())
        .isCloseTo(0.9, within(1e-12));
    assertThat(naive(report).recovery())
        .isEqualTo(
            new SpikeReport.Recovery(
                1, 1, 1, Optional.of(Estimate.exact(2, "no interval: one launch"))));
    assertThat(report.variants().get(1).recovery())
        .isEqualTo(
            new SpikeReport.Recovery(
                1, 0, 1, Optional.of(Estimate.exact(0, "no interval: one launch"))));
    assertThat(report.trust().orElseThrow().notes())
        .contains("One launch: what differs from spike to spike is in no interval.");
  }

  @Test
  void severalLaunchesArePooledAndHaveIntervals() {
    SpikeReport report =
        report(
            launch(0, TWO_SECONDS, UNNOTICED),
            launch(1, FOUR_SECONDS, UNNOTICED),
            launch(2, "+++xx----++++++", UNNOTICED));

    Estimate answered = inSpike(naive(report)).answered();
    assertThat(inSpike(naive(report)).requests()).isEqualTo(600);
    // Half, half and none.
    assertThat(answered.value()).isCloseTo(1.0 / 3, within(1e-12));
    assertThat(answered.note()).isEqualTo("over 3 launches");
    // Student's t with 2 degrees of freedom: 4.303 standard errors of 1/6, cut at 0 and 1.
    assertThat(answered.low()).isZero();
    assertThat(answered.high()).isEqualTo(1);
  }

  @Test
  void launchesThatHappenToAgreeAreNoMoreSureThanTheirRequests() {
    SpikeReport report =
        report(launch(0, TWO_SECONDS, UNNOTICED), launch(1, TWO_SECONDS, UNNOTICED));

    Estimate fixed = inSpike(report.variants().get(1)).answered();
    assertThat(fixed.value()).isEqualTo(1);
    // The exact 95 % interval of 400 of 400: 0.025^(1/400).
    assertThat(fixed.low()).isCloseTo(Math.pow(0.025, 1.0 / 400), within(1e-9));
    Estimate seconds = naive(report).recovery().seconds().orElseThrow();
    assertThat(seconds.value()).isEqualTo(2);
    assertThat(seconds.low()).isEqualTo(1);
    assertThat(seconds.high()).isEqualTo(2);
  }

  @Test
  void timesHaveStudentsIntervalOverLaunches() {
    SpikeReport report =
        report(
            launch(0, TWO_SECONDS, UNNOTICED),
            launch(1, FOUR_SECONDS, UNNOTICED),
            launch(2, TWO_SECONDS, UNNOTICED));

    Estimate seconds = naive(report).recovery().seconds().orElseThrow();
    assertThat(seconds.value()).isCloseTo(8.0 / 3, within(1e-12));
    assertThat(seconds.low()).isLessThan(2);
    assertThat(seconds.high()).isGreaterThan(4);
    assertThat(seconds.note()).isEqualTo("over 3 launches");
  }

  @Test
  void aLaunchInWhichAVariantWasNotBackTakesAwayItsTime() {
    SpikeReport report = report(launch(0, TWO_SECONDS, UNNOTICED), launch(1, NOT_BACK, UNNOTICED));

    assertThat(naive(report).recovery())
        .isEqualTo(new SpikeReport.Recovery(2, 2, 1, Optional.empty()));
  }

  @Test
  void whatWasNotNormalBeforeIsNotAskedWhenItWasBack() {
    SpikeReport report = report(launch(0, NEVER_NORMAL, UNNOTICED));

    assertThat(naive(report).recovery())
        .isEqualTo(new SpikeReport.Recovery(0, 0, 0, Optional.empty()));
    assertThat(inSpike(naive(report)).late().value()).isEqualTo(1);
  }

  @Test
  void whatOnlyPilesUpAfterTheSpikeLeftItsObjectiveToo() {
    SpikeReport report = report(launch(0, "+++++xx++++++++", UNNOTICED));

    assertThat(naive(report).recovery().left()).isEqualTo(1);
    assertThat(naive(report).recovery().seconds().orElseThrow().value()).isEqualTo(2);
  }

  @Test
  void anUnsoundLaunchIsLeftOutAndNamed() {
    SpikeReport report = report(launch(0, TWO_SECONDS, UNNOTICED), unsound(1));

    assertThat(report.status()).isEqualTo(Status.VALID);
    assertThat(report.launches()).isEqualTo(2);
    assertThat(report.played()).isEqualTo(1);
    assertThat(inSpike(naive(report)).requests()).isEqualTo(200);
    assertThat(report.trust().orElseThrow().notes())
        .contains(
            "Launch 2 does not count. With fixed: The load generator took 60 % of the machine's processors; the limit is 50 %.",
            "While the spike of fixed lasted, the generator took up to 60 % of the processors, and the latest 1 % of the arrivals were up to 1 ms late.");
  }

  @Test
  void withoutASoundLaunchTheSpikeIsInvalid() {
    SpikeReport report = report(unsound(0));

    assertThat(report.status()).isEqualTo(Status.INVALID);
    assertThat(report.reasons())
        .containsExactly(
            "The only launch was not sound.",
            "With fixed: The load generator took 60 % of the machine's processors; the limit is 50 %.");
    assertThat(report.variants()).isEmpty();
    assertThat(report.points()).isEmpty();
    assertThat(report.trust()).isPresent();
  }

  private static SpikedLaunch unsound(int launch) {
    return new SpikedLaunch(
        launch,
        List.of(
            play("naive", TWO_SECONDS, health(1, 0.1)), play("fixed", UNNOTICED, health(1, 0.6))),
        health(1, 0.1),
        Optional.empty());
  }

  @Test
  void anInterruptionKeepsTheLaunchesThatWereWhole() {
    SpikeReports reports = reports(3);
    reports.launches().add(launch(0, TWO_SECONDS, UNNOTICED));
    reports
        .launches()
        .add(
            new SpikedLaunch(
                1,
                List.of(play("naive", NOT_BACK, health(1, 0.1))),
                health(1, 0.1),
                Optional.empty()));

    SpikeReport report = reports.report(true, List.of());

    assertThat(report.status()).isEqualTo(Status.PARTIAL);
    assertThat(report.reasons()).containsExactly("Interrupted: 1 of 3 launches were measured.");
    assertThat(naive(report).recovery().back()).isEqualTo(1);
    assertThat(report.played()).isEqualTo(1);
  }

  @Test
  void nothingIsKnownOfASpikeThatWasNotOver() {
    SpikeReport report = reports(1).report(true, List.of());

    assertThat(report.status()).isEqualTo(Status.PARTIAL);
    assertThat(report.reasons())
        .containsExactly("Interrupted before the first spike of every variant was over.");
    assertThat(report.variants()).isEmpty();
    assertThat(report.trust()).isEmpty();
  }

  @Test
  void aFailureHasItsReasonAndNoNumbers() {
    SpikeReports reports = reports(2);
    reports.launches().add(launch(0, TWO_SECONDS, UNNOTICED));

    SpikeReport report = reports.failed("naive ended.");

    assertThat(report.status()).isEqualTo(Status.FAILED);
    assertThat(report.reasons()).containsExactly("naive ended.", "1 of 2 launches were complete.");
    assertThat(report.variants()).isEmpty();
  }

  @Test
  void everySecondOfEveryLaunchIsKept() {
    SpikeReport report = report(launch(0, TWO_SECONDS, UNNOTICED), launch(1, NOT_BACK, UNNOTICED));

    assertThat(report.points()).hasSize(2 * 2 * SpikedFixture.TIMES.seconds());
    assertThat(report.points().get(3).requests()).isEqualTo(100);
    assertThat(report.points().get(3).errors()).isEqualTo(20);
    assertThat(report.points().get(3).withinObjective()).isEqualTo(0.5);
    assertThat(report.points().get(3).p99Millis()).isCloseTo(2000, within(2.0));
  }

  @Test
  void usersOfASpikeHaveItsObjectiveAndItsPatience() {
    SpikeReport report = report(launch(0, TWO_SECONDS, UNNOTICED));

    assertThat(report.endpoint().objectiveMillis()).isEqualTo(250);
    assertThat(report.load().requestTimeout().toSeconds()).isEqualTo(3);
    assertThat(report.load().arrivalsPerSecond()).isEqualTo(20);
  }
}
