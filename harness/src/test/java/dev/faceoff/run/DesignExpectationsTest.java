package dev.faceoff.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.model.Design;
import dev.faceoff.model.Endpoint;
import dev.faceoff.model.Estimate;
import dev.faceoff.model.Expectation;
import dev.faceoff.model.Expectation.Operator;
import dev.faceoff.model.Interval;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Spike;
import dev.faceoff.model.Status;
import dev.faceoff.report.AlertReport;
import dev.faceoff.report.AlertReport.Bounds;
import dev.faceoff.report.AlertReport.Delay;
import dev.faceoff.report.AlertReport.Fault;
import dev.faceoff.report.AlertReport.FaultWatch;
import dev.faceoff.report.AlertReport.Plan;
import dev.faceoff.report.AlertReport.Quiet;
import dev.faceoff.report.AlertReport.Time;
import dev.faceoff.report.AlertReport.VariantWatch;
import dev.faceoff.report.CapacityReport;
import dev.faceoff.report.CapacityReport.Ending;
import dev.faceoff.report.CapacityReport.Goal;
import dev.faceoff.report.CapacityReport.Rate;
import dev.faceoff.report.CapacityReport.Search;
import dev.faceoff.report.CapacityReport.Step;
import dev.faceoff.report.CapacityReport.VariantCapacity;
import dev.faceoff.report.ScenarioReport.ExpectationResult;
import dev.faceoff.report.ScenarioReport.ExpectationResult.Outcome;
import dev.faceoff.report.SpikeReport;
import dev.faceoff.report.SpikeReport.Phase;
import dev.faceoff.report.SpikeReport.Recovery;
import dev.faceoff.report.SpikeReport.Served;
import dev.faceoff.report.SpikeReport.Times;
import dev.faceoff.report.SpikeReport.VariantSpike;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DesignExpectationsTest {
  private static final String ONCE = "no interval: one launch";
  private static final Estimate NOTHING = Estimate.exact(0, ONCE);
  private static final Plan PLAN =
      new Plan(List.of(new Fault("down", "cut on database", 15)), 32, 2, 8, 1, 1);

  @Test
  void aRateOfSeveralLaunchesIsJudgedByItsInterval() {
    Rate rate =
        new Rate(
            new Estimate(50, Optional.of(new Interval(45, 56, 0.95)), "over 3 launches"), false);

    assertThat(capacity(Optional.of(rate), 44).outcome()).isEqualTo(Outcome.HELD);
    assertThat(capacity(Optional.of(rate), 50).outcome()).isEqualTo(Outcome.UNDECIDED);
    assertThat(capacity(Optional.of(rate), 57).outcome()).isEqualTo(Outcome.FAILED);
    assertThat(capacity(Optional.of(rate), 57).observed()).contains(50.0);
  }

  @Test
  void theRateOfOneLaunchLiesBetweenItsLastTwoSteps() {
    Rate rate = new Rate(Estimate.exact(48, ONCE), false);

    assertThat(capacity(Optional.of(rate), 40, 40.0, 56.0).outcome()).isEqualTo(Outcome.HELD);
    assertThat(capacity(Optional.of(rate), 50, 40.0, 56.0).outcome()).isEqualTo(Outcome.UNDECIDED);
    assertThat(capacity(Optional.of(rate), 60, 40.0, 56.0).outcome()).isEqualTo(Outcome.FAILED);
  }

  @Test
  void whatTheGeneratorLimitsIsOnlyALowerBound() {
    Rate rate = new Rate(Estimate.exact(900, ONCE), true);

    assertThat(capacity(Optional.of(rate), 800).outcome()).isEqualTo(Outcome.HELD);
    assertThat(capacity(Optional.of(rate), 1000).outcome()).isEqualTo(Outcome.UNDECIDED);
  }

  @Test
  void whereNoRateWasKeptTheLowestThatWasTriedIsTooMuch() {
    assertThat(capacity(Optional.empty(), 20, null, 10.0).outcome()).isEqualTo(Outcome.FAILED);
    assertThat(capacity(Optional.empty(), 5, null, 10.0).outcome()).isEqualTo(Outcome.UNDECIDED);
    assertThat(capacity(Optional.empty(), 20, null, 10.0).observed()).isEmpty();
  }

  @Test
  void aSpikeIsJudgedByEachRequestAndByItsRecovery() {
    SpikeReport spike = spike(new Recovery(1, 1, 1, Optional.of(Estimate.exact(4, ONCE))));

    assertThat(spike(spike, Measure.WITHIN_OBJECTIVE, Optional.of("list"), Operator.AT_LEAST, 0.9))
        .isEqualTo(Outcome.HELD);
    assertThat(spike(spike, Measure.WITHIN_OBJECTIVE, Optional.empty(), Operator.AT_LEAST, 0.9))
        .isEqualTo(Outcome.FAILED);
    assertThat(spike(spike, Measure.RECOVER_SECONDS, Optional.empty(), Operator.AT_MOST, 5))
        .isEqualTo(Outcome.HELD);
    assertThat(spike(spike, Measure.RECOVER_SECONDS, Optional.empty(), Operator.AT_MOST, 3))
        .isEqualTo(Outcome.FAILED);
  }

  @Test
  void whoIsNotBackHasFailedAndWhoWasNeverWellIsNotJudged() {
    SpikeReport notBack = spike(new Recovery(1, 1, 0, Optional.empty()));
    SpikeReport neverWell = spike(new Recovery(0, 0, 0, Optional.empty()));

    assertThat(spike(notBack, Measure.RECOVER_SECONDS, Optional.empty(), Operator.AT_MOST, 500))
        .isEqualTo(Outcome.FAILED);
    assertThat(spike(neverWell, Measure.RECOVER_SECONDS, Optional.empty(), Operator.AT_MOST, 500))
        .isEqualTo(Outcome.UNDECIDED);
  }

  @Test
  void whatWasNotAskedIsNotJudged() {
    Scenario scenario = promising(ofCapacity(10));

    assertThat(
            new DesignExpectations(scenario)
                .judge(Optional.empty(), Optional.empty(), Optional.empty()))
        .isEmpty();
    assertThat(scenario.promised()).containsExactly(Design.CAPACITY);
  }

  private static ExpectationResult capacity(Optional<Rate> rate, double bound) {
    return capacity(rate, bound, 40.0, null);
  }

  @Test
  void timesOfAlertsAreJudgedByTheirInterval() {
    AlertReport report = alerts(Optional.of(new Bounds(8, Optional.of(11.0), 0.95)), 9, 9, 10);

    assertThat(alert(report, Measure.ALERT_SECONDS, Operator.AT_MOST, 11)).isEqualTo(Outcome.HELD);
    assertThat(alert(report, Measure.ALERT_SECONDS, Operator.AT_MOST, 10))
        .isEqualTo(Outcome.UNDECIDED);
    assertThat(alert(report, Measure.ALERT_SECONDS, Operator.AT_MOST, 7)).isEqualTo(Outcome.FAILED);
  }

  @Test
  void withoutAnIntervalEveryFaultMustKeepThePromise() {
    AlertReport report = alerts(Optional.empty(), 4, 6);

    assertThat(alert(report, Measure.ALERT_SECONDS, Operator.AT_MOST, 6)).isEqualTo(Outcome.HELD);
    assertThat(alert(report, Measure.ALERT_SECONDS, Operator.AT_MOST, 5))
        .isEqualTo(Outcome.UNDECIDED);
    assertThat(alert(report, Measure.ALERT_SECONDS, Operator.AT_MOST, 3)).isEqualTo(Outcome.FAILED);
  }

  @Test
  void anAlertThatNeverFiredComesLaterThanAnyTime() {
    AlertReport never = alerts(Optional.empty(), -1, -1);
    AlertReport seldom = alerts(Optional.of(new Bounds(8, Optional.empty(), 0.95)), 8, -1);

    assertThat(alert(never, Measure.ALERT_SECONDS, Operator.MORE, 15)).isEqualTo(Outcome.HELD);
    assertThat(alert(never, Measure.ALERT_SECONDS, Operator.AT_MOST, 15)).isEqualTo(Outcome.FAILED);
    assertThat(alert(seldom, Measure.ALERT_SECONDS, Operator.AT_MOST, 15))
        .isEqualTo(Outcome.UNDECIDED);
  }

  @Test
  void failuresAndFalseAlertsAreJudgedAsTheyWereCounted() {
    AlertReport report = alerts(Optional.empty(), 4, 6);

    assertThat(alert(report, Measure.FAILED_UNTOLD, Operator.AT_MOST, 130)).isEqualTo(Outcome.HELD);
    assertThat(alert(report, Measure.FAILED_UNTOLD, Operator.AT_MOST, 100))
        .isEqualTo(Outcome.UNDECIDED);
    assertThat(alert(report, Measure.FALSE_ALERTS, Operator.AT_MOST, 1)).isEqualTo(Outcome.HELD);
    assertThat(alert(report, Measure.FALSE_ALERTS, Operator.AT_MOST, 0)).isEqualTo(Outcome.FAILED);
  }

  @Test
  void whatWasNotWatchedIsUndecided() {
    AlertReport without =
        new AlertReport(
            Status.INVALID,
            List.of("not sound"),
            PLAN,
            ScenarioFixture.scenario().load(),
            List.of(),
            List.of(),
            Optional.empty());

    assertThat(alert(without, Measure.ALERT_SECONDS, Operator.AT_MOST, 15))
        .isEqualTo(Outcome.UNDECIDED);
    assertThat(alert(without, Measure.FALSE_ALERTS, Operator.AT_MOST, 0))
        .isEqualTo(Outcome.UNDECIDED);
  }

  private static Outcome alert(
      AlertReport report, Measure measure, Operator operator, double bound) {
    Expectation expectation =
        new Expectation(
            measure.id() + " of naive",
            measure,
            "naive",
            Optional.empty(),
            Optional.empty(),
            measure == Measure.FALSE_ALERTS ? Optional.empty() : Optional.of("down"),
            operator,
            bound);
    return new DesignExpectations(promising(expectation))
        .judge(Optional.empty(), Optional.empty(), Optional.of(report))
        .get(0)
        .outcome();
  }

  /**
   * @param seconds of each time that the fault came; negative where no alert fired
   */
  private static AlertReport alerts(Optional<Bounds> interval, double... seconds) {
    List<Time> times =
        Arrays.stream(seconds)
            .mapToObj(
                each ->
                    new Time(
                        1,
                        each < 0 ? Optional.empty() : Optional.of("Errors"),
                        each < 0 ? Optional.empty() : Optional.of(each),
                        100,
                        200))
            .toList();
    return new AlertReport(
        Status.VALID,
        List.of(),
        PLAN,
        ScenarioFixture.scenario().load(),
        List.of(),
        List.of(
            new VariantWatch(
                "naive",
                List.of("Errors"),
                List.of(
                    new FaultWatch(
                        "down",
                        new Delay(times.size(), 1, Optional.of(9.0), interval, ONCE),
                        new Estimate(
                            100, Optional.of(new Interval(80, 130, 0.95)), "over 3 launches"),
                        Estimate.exact(200, ONCE),
                        times)),
                new Quiet(60, List.of("Errors"), Estimate.exact(1, ONCE)))),
        Optional.empty());
  }

  private static ExpectationResult capacity(
      Optional<Rate> rate, double bound, Double kept, Double notKept) {
    CapacityReport report =
        new CapacityReport(
            Status.VALID,
            List.of(),
            new Goal("list", 0.95, 100, 0.01),
            List.of(1, 2, 3, 4, 5, 6),
            2,
            6,
            ScenarioFixture.scenario().load(),
            ScenarioFixture.scenario().profiles().values().iterator().next(),
            List.of(
                new VariantCapacity(
                    "naive",
                    rate,
                    rate.isPresent() ? "" : "no rate",
                    List.of(
                        new Search(
                            0,
                            Optional.ofNullable(kept),
                            Optional.ofNullable(notKept),
                            Ending.FOUND,
                            List.of(new Step(10, CapacityReport.Outcome.KEPT, 60, 5, 0, 0)))),
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    "no law")),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return new DesignExpectations(promising(ofCapacity(bound)))
        .judge(Optional.of(report), Optional.empty(), Optional.empty())
        .get(0);
  }

  private static Expectation ofCapacity(double bound) {
    return new Expectation(
        "maxThroughputPerSecond of naive >= " + bound,
        Measure.MAX_THROUGHPUT,
        "naive",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Operator.AT_LEAST,
        bound);
  }

  private static Outcome spike(
      SpikeReport report,
      Measure measure,
      Optional<String> endpoint,
      Operator operator,
      double bound) {
    Expectation expectation =
        new Expectation(
            measure.id() + " of naive during spike",
            measure,
            "naive",
            Optional.empty(),
            endpoint,
            Optional.of(Spike.PHASE),
            operator,
            bound);
    return new DesignExpectations(promising(expectation))
        .judge(Optional.empty(), Optional.of(report), Optional.empty())
        .get(0)
        .outcome();
  }

  private static SpikeReport spike(Recovery recovery) {
    return new SpikeReport(
        Status.VALID,
        List.of(),
        new Times(10, 3, 5, 12, 4),
        List.of(new Endpoint("list", 100)),
        ScenarioFixture.scenario().load(),
        List.of(),
        1,
        List.of(
            new VariantSpike(
                "naive",
                List.of(
                    new Served("list", Phase.BEFORE, 30, share(0.1), NOTHING, share(0.9)),
                    new Served("list", Phase.SPIKE, 500, share(0.95), NOTHING, share(0.05)),
                    new Served("open", Phase.SPIKE, 500, share(0.5), NOTHING, share(0.5))),
                recovery)),
        List.of(),
        Optional.empty());
  }

  private static Estimate share(double share) {
    return Estimate.exact(share, ONCE);
  }

  private static Scenario promising(Expectation expectation) {
    return ScenarioFixture.promising(List.of(expectation));
  }
}
