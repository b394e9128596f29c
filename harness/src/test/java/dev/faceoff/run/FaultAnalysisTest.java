package dev.faceoff.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.faceoff.model.Expectation;
import dev.faceoff.model.Measure;
import dev.faceoff.model.ProfileName;
import dev.faceoff.model.Scenario;
import dev.faceoff.report.FaultReport.EndpointPhase;
import dev.faceoff.report.FaultReport.Phase;
import dev.faceoff.report.FaultReport.Reaction;
import dev.faceoff.report.FaultReport.Timeline;
import dev.faceoff.report.ScenarioReport;
import dev.faceoff.report.ScenarioReport.ExpectationResult.Outcome;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FaultAnalysisTest {
  private final Scenario scenario = ScenarioFixture.underFaults();

  @Test
  void tellsEachPhaseOfEachVariant() {
    Timeline timeline = timeline(List.of(ScenarioFixture.launchUnderFaults(0)));

    assertThat(timeline.phases())
        .extracting(Phase::name)
        .containsExactly("before", "gateway-down", "after");
    assertThat(timeline.phases().get(1).fault()).hasValue("cut on gateway");
    assertThat(timeline.phases().get(0).fault()).isEmpty();
    EndpointPhase naive = endpoint(timeline, "gateway-down", "naive");
    assertThat(naive.requests()).isEqualTo(20);
    assertThat(naive.errorsByKind()).containsEntry("timeout", 16L);
    assertThat(naive.estimates().get(Measure.WITHIN_OBJECTIVE).value()).isEqualTo(0.2);
    assertThat(naive.estimates().get(Measure.ERROR_SHARE).value()).isEqualTo(0.8);
    assertThat(naive.estimates().get(Measure.THROUGHPUT).value()).isCloseTo(4 / 2.01, within(1e-9));
    assertThat(naive.estimates()).doesNotContainKey(Measure.P95_LATENCY);
    EndpointPhase fixed = endpoint(timeline, "gateway-down", "fixed");
    assertThat(fixed.estimates().get(Measure.WITHIN_OBJECTIVE).value()).isEqualTo(1);
    assertThat(timeline.phases().get(1).variant("naive").orElseThrow().levels())
        .extractingByKey(Measure.BUSY_THREADS)
        .satisfies(threads -> assertThat(threads.value()).isEqualTo(40));
  }

  @Test
  void onePlayHasNoInterval() {
    EndpointPhase naive =
        endpoint(timeline(List.of(ScenarioFixture.launchUnderFaults(0))), "gateway-down", "naive");

    assertThat(naive.estimates().get(Measure.WITHIN_OBJECTIVE).interval()).isEmpty();
    assertThat(naive.estimates().get(Measure.WITHIN_OBJECTIVE).note())
        .isEqualTo("no interval: the timeline was played once");
  }

  @Test
  void severalPlaysAreTheUnitsOfTheInterval() {
    Timeline timeline =
        timeline(
            List.of(
                ScenarioFixture.launchUnderFaults(0),
                ScenarioFixture.launchUnderFaults(1),
                ScenarioFixture.launchUnderFaults(2)));

    assertThat(timeline.plays()).isEqualTo(3);
    EndpointPhase naive = endpoint(timeline, "gateway-down", "naive");
    assertThat(naive.requests()).isEqualTo(60);
    assertThat(naive.estimates().get(Measure.WITHIN_OBJECTIVE).interval()).isPresent();
    assertThat(naive.estimates().get(Measure.WITHIN_OBJECTIVE).note())
        .isEqualTo("over 3 plays of the timeline");
    assertThat(timeline.points()).hasSize(3 * 2 * 10);
  }

  @Test
  void usersOfNaiveNoticeAndRecoverAndThoseOfFixedDoNot() {
    Timeline timeline = timeline(List.of(ScenarioFixture.launchUnderFaults(0)));

    Reaction naive = reaction(timeline, "naive");
    assertThat(naive.detectSeconds().orElseThrow().value()).isBetween(0.0, 2.0);
    // Second 5 is still bad, and only four follow: too few to call it recovered.
    assertThat(naive.recoverSeconds()).isEmpty();
    Reaction fixed = reaction(timeline, "fixed");
    assertThat(fixed.detectSeconds()).isEmpty();
    assertThat(fixed.recoverSeconds()).isEmpty();
  }

  @Test
  void aPlayThatOneVariantMissedIsLeftOut() {
    MeasuredLaunch whole = ScenarioFixture.launchUnderFaults(0);
    MeasuredLaunch half =
        new MeasuredLaunch(
            whole.samples(),
            whole.blockCosts(),
            whole.launchCosts(),
            whole.planned(),
            whole.plays().subList(0, 1),
            whole.books(),
            whole.queryPlans(),
            whole.machineBusyShare());

    assertThat(new FaultAnalysis(scenario, List.of(half)).timeline()).isEmpty();
  }

  @Test
  void theReportHasDistanceAndBooksOfAllLaunches() {
    ScenarioReport report =
        new ScenarioReports(scenario, ProfileName.QUICK, List.of())
            .complete(
                List.of(ScenarioFixture.launchUnderFaults(0), ScenarioFixture.launchUnderFaults(1)),
                List.of());

    assertThat(report.faults().distanceMillis()).containsEntry("database", 1.0);
    assertThat(report.faults().reconciliation().orElseThrow().variants())
        .anySatisfy(
            naive -> {
              assertThat(naive.variant()).isEqualTo("naive");
              assertThat(naive.agreed()).isEqualTo(180);
              assertThat(naive.differences()).isEqualTo(8);
            });
  }

  @Test
  void aDisturbedLaunchIsMeasuredAgainButItsBooksCount() {
    ScenarioReport report =
        new ScenarioReports(scenario, ProfileName.QUICK, List.of())
            .complete(
                List.of(ScenarioFixture.launchUnderFaults(0)),
                List.of(new ReplacedLaunch("late", ScenarioFixture.launchUnderFaults(1).books())));

    assertThat(report.faults().reconciliation().orElseThrow().variants())
        .extracting(books -> books.differences())
        .containsExactly(8L, 0L);
  }

  @Test
  void expectationsLookAtPhaseEndpointAndBooks() {
    assertThat(judge(Measure.WITHIN_OBJECTIVE, "fixed", Optional.of("gateway-down"), 0.99))
        .isEqualTo(Outcome.HELD);
    assertThat(judge(Measure.WITHIN_OBJECTIVE, "naive", Optional.of("gateway-down"), 0.99))
        .isEqualTo(Outcome.FAILED);
    assertThat(judge(Measure.BUSY_THREADS, "naive", Optional.of("gateway-down"), 40))
        .isEqualTo(Outcome.HELD);
    assertThat(judge(Measure.UNRECONCILED, "naive", Optional.empty(), 4)).isEqualTo(Outcome.HELD);
    assertThat(judge(Measure.UNRECONCILED, "fixed", Optional.empty(), 1)).isEqualTo(Outcome.FAILED);
    assertThat(judge(Measure.WITHIN_OBJECTIVE, "fixed", Optional.of("never"), 0.99))
        .isEqualTo(Outcome.UNDECIDED);
  }

  private Outcome judge(Measure measure, String variant, Optional<String> phase, double atLeast) {
    ScenarioReport report =
        new ScenarioReports(scenario, ProfileName.QUICK, List.of())
            .complete(List.of(ScenarioFixture.launchUnderFaults(0)), List.of());
    return new Expectations(report.variants(), report.comparisons(), report.faults())
        .judge(
            new Expectation(
                "…",
                measure,
                variant,
                Optional.empty(),
                phase.map(each -> "list"),
                phase,
                Expectation.Operator.AT_LEAST,
                atLeast))
        .outcome();
  }

  private Timeline timeline(List<MeasuredLaunch> launches) {
    return new FaultAnalysis(scenario, launches).timeline().orElseThrow();
  }

  private static EndpointPhase endpoint(Timeline timeline, String phase, String variant) {
    return timeline.phase(phase).flatMap(p -> p.variant(variant)).orElseThrow().endpoints().get(0);
  }

  private static Reaction reaction(Timeline timeline, String variant) {
    return timeline.reactions().stream()
        .filter(each -> each.variant().equals(variant))
        .findFirst()
        .orElseThrow();
  }
}
