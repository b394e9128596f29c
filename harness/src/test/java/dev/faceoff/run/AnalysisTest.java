package dev.faceoff.run;

import static dev.faceoff.run.ScenarioFixture.launch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.faceoff.model.Comparison;
import dev.faceoff.model.Estimate;
import dev.faceoff.model.Expectation;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Price;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Verdict;
import dev.faceoff.report.CostReport;
import dev.faceoff.report.CostReport.Part;
import dev.faceoff.report.CostReport.PartCost;
import dev.faceoff.report.FaultReport;
import dev.faceoff.report.ScenarioReport.CurvePoint;
import dev.faceoff.report.ScenarioReport.EndpointReport;
import dev.faceoff.report.ScenarioReport.ExpectationResult.Outcome;
import dev.faceoff.report.ScenarioReport.VariantReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnalysisTest {
  private static final Scenario SCENARIO = ScenarioFixture.scenario();

  private static Comparison find(Analysis analysis, Measure measure) {
    return analysis.comparisons().stream()
        .filter(comparison -> comparison.measure() == measure)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theRatioIsTheQuotientOfTheNumbersShown() {
    Analysis analysis = new Analysis(SCENARIO, List.of(launch(0, 100, 10)));

    double naive = estimate(analysis, 0, Measure.P95_LATENCY).value();
    double fixed = estimate(analysis, 1, Measure.P95_LATENCY).value();
    Comparison p95 = find(analysis, Measure.P95_LATENCY);

    assertThat(p95.ratio().value()).isCloseTo(fixed / naive, within(1e-12));
    assertThat(p95.ratio().value()).isCloseTo(0.1, within(0.001));
    assertThat(p95.verdict()).isEqualTo(Verdict.IMPROVEMENT);
    assertThat(p95.ratio().note()).isEqualTo("over 4 pairs of blocks of this launch only");
  }

  @Test
  void aVariantAloneIsComparedWithNothing() {
    Scenario alone = ScenarioFixture.alone();
    Analysis analysis = new Analysis(alone, List.of(launch(0, 100, 10)));

    assertThat(analysis.comparisons()).isEmpty();
    Estimate p50 =
        analysis
            .endpoint(alone.baseline(), alone.endpoints().get(0))
            .estimates()
            .get(Measure.P50_LATENCY);
    assertThat(p50.value()).isCloseTo(100, within(2.0));
    assertThat(p50.note()).isEqualTo("over 4 blocks of this launch only");
  }

  private static Estimate estimate(Analysis analysis, int variant, Measure measure) {
    return analysis
        .endpoint(SCENARIO.variants().get(variant), SCENARIO.endpoints().get(0))
        .estimates()
        .get(measure);
  }

  @Test
  void launchesAreTheUnitWhenThereAreSeveral() {
    Analysis analysis =
        new Analysis(SCENARIO, List.of(launch(0, 100, 10), launch(1, 110, 10), launch(2, 95, 10)));

    Comparison p95 = find(analysis, Measure.P95_LATENCY);

    assertThat(p95.ratio().note()).isEqualTo("over 3 launches");
    assertThat(find(analysis, Measure.ROWS_READ).ratio().note()).isEqualTo("over 3 launches");
  }

  @Test
  void aQuantileTheSampleDoesNotSupportIsAbsent() {
    Analysis analysis = new Analysis(SCENARIO, List.of(launch(0, 100, 10)));

    EndpointReport naive = analysis.endpoint(SCENARIO.baseline(), SCENARIO.endpoints().get(0));

    assertThat(naive.requests()).isEqualTo(400);
    assertThat(naive.estimates()).containsKey(Measure.P95_LATENCY);
    assertThat(naive.estimates()).doesNotContainKey(Measure.P99_LATENCY);
    assertThat(naive.curve())
        .last()
        .extracting(CurvePoint::share)
        .matches(share -> (double) share <= 1 - 10 / 400.0);
    assertThat(naive.curve()).isSortedAccordingTo((a, b) -> Double.compare(a.millis(), b.millis()));
  }

  @Test
  void countsAreExactAndNeedNoSecondLaunch() {
    Analysis analysis = new Analysis(SCENARIO, List.of(launch(0, 100, 10)));

    Map<Measure, Estimate> naive = analysis.cost(SCENARIO.baseline());

    assertThat(naive.get(Measure.QUERIES).value()).isEqualTo(51);
    assertThat(naive.get(Measure.QUERIES).interval().orElseThrow().low())
        .isCloseTo(51, within(1e-9));
    assertThat(naive.get(Measure.ROWS_READ).value()).isEqualTo(800_000);
    assertThat(naive.get(Measure.ROWS_READ).note()).isEqualTo("no interval: counted, not sampled");
    assertThat(find(analysis, Measure.ROWS_READ).verdict()).isEqualTo(Verdict.IMPROVEMENT);
  }

  @Test
  void whatWasNotReadIsAbsentNotZero() {
    Analysis analysis = new Analysis(SCENARIO, List.of(launch(0, 100, 10)));

    assertThat(analysis.cost(SCENARIO.baseline())).doesNotContainKey(Measure.CPU);
    assertThat(analysis.comparisons()).noneMatch(comparison -> comparison.measure() == Measure.CPU);
  }

  @Test
  void aMillionRequestsTakeCpuOfEachRequestAndMemoryForAsLongAsTheyTake() {
    Analysis analysis =
        new Analysis(
            SCENARIO, List.of(costly(launch(0, 100, 10), 200), costly(launch(1, 100, 10), 220)));

    CostReport cost = analysis.perMillion(Optional.of(new Price(0.1, 0.02, "EUR"))).orElseThrow();

    assertThat(cost.parts())
        .extracting(PartCost::part)
        .containsExactly(Part.SERVICE_CPU, Part.MEMORY, Part.MONEY);
    // 720 ms for the 100 requests of a block are 7.2 ms each: two hours for a million.
    Estimate cpu = cost.parts().get(0).variants().get(0).estimate();
    assertThat(cpu.value()).isCloseTo(2, within(1e-9));
    assertThat(cpu.note()).isEqualTo("over 2 launches");
    // 210 MiB for a million at 20/s.
    double gigabyteHours = 0.22020096 * 1e6 / 20 / 3600;
    Estimate memory = cost.parts().get(1).variants().get(0).estimate();
    assertThat(memory.value()).isCloseTo(gigabyteHours, within(1e-9));
    assertThat(memory.interval()).isPresent();
    assertThat(cost.parts().get(2).variants().get(0).estimate().value())
        .isCloseTo(0.2 + 0.02 * gigabyteHours, within(1e-9));
    assertThat(cost.parts().get(0).ratio().orElseThrow().value()).isCloseTo(0.5, within(1e-9));
    assertThat(cost.arrivalsPerSecond()).hasValue(20.0);
  }

  @Test
  void whatAMillionRequestsTakeIsNotKnownWithoutMemoryOrCpu() {
    assertThat(new Analysis(SCENARIO, List.of(launch(0, 100, 10))).perMillion(Optional.empty()))
        .isEmpty();
  }

  /** With 720 ms of CPU a block for naive, half for fixed, and some memory. */
  private static MeasuredLaunch costly(MeasuredLaunch plain, double mebibytes) {
    List<BlockCost> blocks =
        plain.blockCosts().stream()
            .map(
                cost ->
                    new BlockCost(
                        cost.launch(),
                        cost.pair(),
                        cost.variant(),
                        cost.requests(),
                        Map.of(
                            Measure.SERVICE_CPU, cost.variant().equals("naive") ? 720.0 : 360.0)))
            .toList();
    List<LaunchCost> launches =
        plain.launchCosts().stream()
            .map(
                cost ->
                    new LaunchCost(
                        cost.launch(),
                        cost.variant(),
                        cost.requests(),
                        Map.of(Measure.PEAK_MEMORY, mebibytes)))
            .toList();
    return new MeasuredLaunch(
        plain.samples(),
        blocks,
        launches,
        plain.planned(),
        plain.plays(),
        plain.books(),
        plain.queryPlans(),
        plain.machineBusyShare());
  }

  @Test
  void errorsAreReportedByKindAndLowerTheThroughput() {
    Analysis analysis = new Analysis(SCENARIO, List.of(launch(0, 100, 10)));

    EndpointReport naive = analysis.endpoint(SCENARIO.baseline(), SCENARIO.endpoints().get(0));

    assertThat(naive.errorsByKind()).containsExactly(Map.entry("timeout", 10L));
    assertThat(naive.estimates().get(Measure.ERROR_SHARE).value()).isCloseTo(0.025, within(1e-12));
    assertThat(naive.estimates().get(Measure.THROUGHPUT).value()).isCloseTo(19.5, within(1e-12));
  }

  @Test
  void expectationsAreJudgedByTheWholeInterval() {
    Analysis analysis = new Analysis(SCENARIO, List.of(launch(0, 100, 10)));
    List<VariantReport> variants =
        SCENARIO.variants().stream()
            .map(
                variant ->
                    new VariantReport(
                        variant.name(),
                        List.of(analysis.endpoint(variant, SCENARIO.endpoints().get(0))),
                        analysis.cost(variant),
                        Optional.empty()))
            .toList();
    Expectations expectations =
        new Expectations(variants, analysis.comparisons(), FaultReport.NONE);

    assertThat(
            outcome(
                expectations, Measure.QUERIES, "naive", null, Expectation.Operator.AT_LEAST, 51))
        .isEqualTo(Outcome.HELD);
    assertThat(outcome(expectations, Measure.QUERIES, "fixed", null, Expectation.Operator.LESS, 1))
        .isEqualTo(Outcome.FAILED);
    assertThat(
            outcome(
                expectations, Measure.P95_LATENCY, "fixed", "naive", Expectation.Operator.LESS, 1))
        .isEqualTo(Outcome.HELD);
    assertThat(
            outcome(
                expectations,
                Measure.ROWS_READ,
                "naive",
                "fixed",
                Expectation.Operator.AT_LEAST,
                100))
        .isEqualTo(Outcome.HELD);
    assertThat(outcome(expectations, Measure.CPU, "fixed", "naive", Expectation.Operator.LESS, 1))
        .isEqualTo(Outcome.UNDECIDED);
  }

  private static Outcome outcome(
      Expectations expectations,
      Measure measure,
      String variant,
      String over,
      Expectation.Operator operator,
      double bound) {
    return expectations
        .judge(
            new Expectation(
                "…",
                measure,
                variant,
                Optional.ofNullable(over),
                Optional.empty(),
                Optional.empty(),
                operator,
                bound))
        .outcome();
  }
}
