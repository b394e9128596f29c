package dev.faceoff.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.faceoff.model.CapacityRules;
import dev.faceoff.model.Load;
import dev.faceoff.model.Profile;
import dev.faceoff.scenarios.plan.LoadPlan.PlannedBlock;
import dev.faceoff.scenarios.plan.LoadPlan.Purpose;
import dev.faceoff.stats.ClosedSamples;
import dev.faceoff.stats.GeneratorHealth;
import dev.faceoff.stats.LaunchSamples;
import dev.faceoff.stats.Objective;
import dev.faceoff.stats.StepOutcome;
import dev.faceoff.stats.StepUsage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** The objective is 95 % within 100 ms; the limit of the start lag is 20 ms. */
class CapacityLaunchTest {
  private static final Load LOAD = ScenarioFixture.scenario().load();
  private static final Objective OBJECTIVE = new Objective(0.95, 100, 0.01);
  private static final long MILLI = 1_000_000;

  private static Histogram requests(long count, long millis) {
    Histogram histogram = new Histogram(3);
    histogram.recordValueWithCount(millis * MILLI, count);
    return histogram;
  }

  private static StepOutcome outcome(Histogram latency, GeneratorHealth generator) {
    List<String> complaints = Soundness.besidesUndrained(generator, LOAD);
    return CapacityLaunch.outcome(
        new JudgedRequests(latency, 0, latency.getTotalCount()), OBJECTIVE, generator, complaints);
  }

  private static GeneratorHealth health(long lagMillis, long started, double cpu) {
    return new GeneratorHealth(requests(200, lagMillis), 200, started, 0, cpu, 0);
  }

  @Test
  void aSoundStepIsJudgedByTheObjective() {
    assertThat(outcome(requests(200, 50), health(1, 200, 0.1))).isEqualTo(StepOutcome.KEPT);
    assertThat(outcome(requests(200, 500), health(1, 200, 0.1))).isEqualTo(StepOutcome.NOT_KEPT);
  }

  @Test
  void whatWasKeptThoughArrivalsWereLateMustBeKeptWithTheLatenessAdded() {
    assertThat(outcome(requests(200, 70), health(25, 200, 0.1))).isEqualTo(StepOutcome.KEPT);
    assertThat(outcome(requests(200, 80), health(25, 200, 0.1)))
        .isEqualTo(StepOutcome.GENERATOR_UNSOUND);
  }

  @Test
  void aMissedObjectiveCountsThoughABusyMachineMadeArrivalsLate() {
    assertThat(outcome(requests(200, 500), health(25, 200, 0.1))).isEqualTo(StepOutcome.NOT_KEPT);
  }

  @Test
  void aMissedObjectiveIsNoEvidenceWhereTheGeneratorIsTheReason() {
    Histogram missed = requests(200, 500);

    assertThat(outcome(missed, health(120, 200, 0.1))).isEqualTo(StepOutcome.GENERATOR_UNSOUND);
    assertThat(outcome(requests(200, 1), health(120, 200, 0.1)))
        .isEqualTo(StepOutcome.GENERATOR_UNSOUND);
    assertThat(outcome(missed, health(1, 199, 0.1))).isEqualTo(StepOutcome.GENERATOR_UNSOUND);
    assertThat(outcome(missed, health(1, 200, 0.6))).isEqualTo(StepOutcome.GENERATOR_UNSOUND);
  }

  @Test
  void aStepWithoutARequestOfTheEndpointIsUnsound() {
    assertThat(outcome(new Histogram(3), health(1, 200, 0.1)))
        .isEqualTo(StepOutcome.GENERATOR_UNSOUND);
  }

  @Test
  void aRateIsNotKeptByPuttingWorkOff() {
    assertThat(CapacityLaunch.withWorkDone(StepOutcome.KEPT, 1.5, 6)).isEqualTo(StepOutcome.KEPT);
    assertThat(CapacityLaunch.withWorkDone(StepOutcome.KEPT, 1.75, 6))
        .isEqualTo(StepOutcome.NOT_KEPT);
    assertThat(CapacityLaunch.withWorkDone(StepOutcome.UNDECIDED, 9, 6))
        .isEqualTo(StepOutcome.NOT_KEPT);
    assertThat(CapacityLaunch.withWorkDone(StepOutcome.GENERATOR_UNSOUND, 9, 6))
        .isEqualTo(StepOutcome.GENERATOR_UNSOUND);
  }

  private static List<PlannedBlock> beforeSearch(OptionalDouble mostArrivalsPerSecond) {
    Profile profile = new Profile(1, 24, 3, 1, 8, 1);
    CapacityRules rules = ScenarioFixture.capacityRules(mostArrivalsPerSecond, profile);
    return CapacityLaunch.turns(LOAD, rules, profile, List.of("naive", "fixed"), 1, 0).stream()
        .flatMap(List::stream)
        .toList();
  }

  @Test
  void underALimitArrivalsWarmUpAndNobodyCallsWithoutPause() {
    assertThat(beforeSearch(OptionalDouble.of(5)))
        .extracting(PlannedBlock::variant, PlannedBlock::users, PlannedBlock::arrivalsPerSecond)
        .containsExactly(tuple("naive", 0, 5.0), tuple("fixed", 0, 5.0));
    // Up to the limit the usual rate will do.
    assertThat(beforeSearch(OptionalDouble.of(5_000)))
        .extracting(PlannedBlock::arrivalsPerSecond)
        .containsOnly(LOAD.arrivalsPerSecond());
    assertThat(beforeSearch(OptionalDouble.empty()))
        .extracting(PlannedBlock::purpose)
        .contains(Purpose.WARM_UP, Purpose.CLOSED);
  }

  @Test
  void aSearchBeginsAtItsLimitAtMost() {
    OptionalDouble limit = OptionalDouble.of(30);

    assertThat(CapacityLaunch.search(70, Optional.of(500.0), limit).next()).hasValue(30);
    assertThat(CapacityLaunch.search(20, Optional.of(500.0), limit).next()).hasValue(20);
    assertThat(CapacityLaunch.search(70, Optional.of(50.0), OptionalDouble.empty()).next())
        .hasValue(70);
  }

  @Test
  void aSearchBeginsAnewWhereAllRatesLeftWork() {
    PlayedStep left = step(StepOutcome.NOT_KEPT, 4);

    assertThat(CapacityLaunch.hasOnlyLeftWork(List.of(left, left), 6)).isTrue();
    assertThat(CapacityLaunch.hasOnlyLeftWork(List.of(left, step(StepOutcome.KEPT)), 6)).isFalse();
    assertThat(CapacityLaunch.hasOnlyLeftWork(List.of(step(StepOutcome.NOT_KEPT)), 6)).isFalse();
    assertThat(CapacityLaunch.hasOnlyLeftWork(Collections.nCopies(6, left), 6)).isFalse();
    // Arrivals of six seconds took ten.
    assertThat(left.doneAt(6)).isCloseTo(60, within(1e-9));
  }

  private static PlayedStep step(StepOutcome outcome) {
    return step(outcome, 0);
  }

  private static PlayedStep step(StepOutcome outcome, double afterSeconds) {
    OptionalDouble none = OptionalDouble.empty();
    return new PlayedStep(
        100,
        outcome,
        List.of(),
        600,
        0,
        50,
        afterSeconds,
        new StepUsage(none, none, none, none, none, none, none, none),
        none,
        none,
        100,
        health(1, 200, 0.1));
  }

  @Test
  void aRateIsOutOfReachUntilAStepIsSound() {
    PlayedStep unsound = step(StepOutcome.GENERATOR_UNSOUND);

    assertThat(CapacityLaunch.isOutOfReach(List.of(unsound, unsound))).isTrue();
    assertThat(CapacityLaunch.isOutOfReach(List.of(step(StepOutcome.KEPT)))).isFalse();
    assertThat(CapacityLaunch.isOutOfReach(List.of(step(StepOutcome.KEPT), unsound))).isFalse();
    assertThat(CapacityLaunch.isOutOfReach(Collections.nCopies(6, unsound))).isFalse();
  }

  @Test
  void arrivalsThatDoNotCountComeBeforeAFirstStepUnlessThereWereSomeAnyway() {
    Profile profile = new Profile(1, 24, 3, 1, 8, 1);
    CapacityRules searched = ScenarioFixture.capacityRules(OptionalDouble.empty(), profile);
    CapacityRules limited = ScenarioFixture.capacityRules(OptionalDouble.of(50), profile);
    List<PlayedStep> one = List.of(step(StepOutcome.GENERATOR_UNSOUND));

    assertThat(CapacityLaunch.needsLeadIn(1_000, List.of(), searched)).isTrue();
    assertThat(CapacityLaunch.needsLeadIn(999, List.of(), searched)).isFalse();
    assertThat(CapacityLaunch.needsLeadIn(1_000, one, searched)).isFalse();
    assertThat(CapacityLaunch.needsLeadIn(1_000, List.of(), limited)).isFalse();
  }

  /** 50 requests a second for each user up to 4; beyond, nothing more but waiting. */
  private static LaunchSamples closed(long millisOfOne) {
    List<ClosedSamples> closed = new ArrayList<>();
    int block = 0;
    for (int users : new int[] {1, 2, 4, 8, 16, 32}) {
      for (int round = 0; round < 2; round++) {
        long answered = 100L * Math.min(users, 4);
        closed.add(
            new ClosedSamples(
                block++,
                0,
                "naive",
                "list",
                users,
                2,
                answered,
                answered,
                requests(answered, millisOfOne * Math.max(1, users / 4)),
                Map.of()));
      }
    }
    GeneratorHealth idle = new GeneratorHealth(new Histogram(3), 0, 0, 0, 0.1, 0);
    return new LaunchSamples(0, List.of(), closed, List.of(), List.of(), idle);
  }

  private static double firstRate(LaunchSamples ofUsers) {
    return CapacityLaunch.firstRate(ofUsers, "naive", OBJECTIVE, "list", LOAD);
  }

  @Test
  void beginsBelowTheBestThroughputWithinTheObjective() {
    assertThat(firstRate(closed(20))).isCloseTo(0.75 * 200, within(1e-9));
  }

  /** Twice as many requests are answered, of as many users that arrive. */
  @Test
  void beginsWithArrivalsHoweverManyRequestsEachOfThemSends() {
    LaunchSamples list = closed(20);
    List<ClosedSamples> both = new ArrayList<>(list.closed());
    for (ClosedSamples first : list.closed()) {
      both.add(
          new ClosedSamples(
              first.block(),
              first.pair(),
              first.variant(),
              "detail",
              first.users(),
              first.seconds(),
              first.answered(),
              // Where too many call, journeys end with their first request.
              first.users() > 4 ? first.requests() : 0,
              first.latencyNanos(),
              Map.of()));
    }

    assertThat(
            firstRate(
                new LaunchSamples(0, List.of(), both, List.of(), List.of(), list.generator())))
        .isCloseTo(0.75 * 200, within(1e-9));
  }

  @Test
  void beginsAtHalfOfOneUserWhereNoThroughputIsWithinTheObjective() {
    assertThat(firstRate(closed(150))).isCloseTo(25, within(1e-9));
  }

  @Test
  void usersWhoseOtherRequestsFailAreServedWithinNoObjective() {
    LaunchSamples quick = closed(20);
    List<ClosedSamples> both = new ArrayList<>(quick.closed());
    for (ClosedSamples list : quick.closed()) {
      both.add(
          new ClosedSamples(
              list.block(),
              list.pair(),
              list.variant(),
              "pay",
              list.users(),
              list.seconds(),
              0,
              list.journeys(),
              list.latencyNanos(),
              Map.of("status 503", list.requests())));
    }

    assertThat(
            firstRate(
                new LaunchSamples(0, List.of(), both, List.of(), List.of(), quick.generator())))
        .isCloseTo(25, within(1e-9));
  }

  @Test
  void beginsAtTheDeclaredRateWhereNothingWasAnswered() {
    GeneratorHealth idle = new GeneratorHealth(new Histogram(3), 0, 0, 0, 0.1, 0);

    assertThat(firstRate(new LaunchSamples(0, List.of(), List.of(), List.of(), List.of(), idle)))
        .isEqualTo(LOAD.arrivalsPerSecond());
  }
}
