package dev.faceoff.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.model.Estimate;
import dev.faceoff.model.Measure;
import dev.faceoff.report.FaultReport.Reconciled;
import dev.faceoff.report.FaultReport.VariantBooks;
import dev.faceoff.report.FaultReports.PhaseNumbers;
import dev.faceoff.report.ScenarioReport.ExpectationResult;
import dev.faceoff.report.ScenarioReport.ExpectationResult.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FaultWordsTest {
  private static final String PROMISE =
      "withinObjectiveShare of fixed at browse-catalogue during gateway-slow >= 0.99";

  @Test
  void headlineOfAHighlightNamesFaultAndBothShares() {
    Headline headline = Words.headline(FaultReports.blockingGateway());

    assertThat(headline.sentence())
        .isEqualTo(
            "During gateway-slow (latency 30 s on gateway), fixed answers 99.8 % of"
                + " browse-catalogue within 250 ms, naive 14 %.");
    assertThat(headline.mark()).isEqualTo(Mark.EXPECTED);
  }

  @Test
  void withoutIntervalsTheMarkIsTheWorstOutcomeOfThePromisesAboutThatNumber() {
    assertThat(mark(exact(0.14), exact(0.998), promise(PROMISE, Outcome.FAILED)))
        .isEqualTo(Mark.UNEXPECTED);
    assertThat(mark(exact(0.14), exact(0.998), promise(PROMISE, Outcome.UNDECIDED)))
        .isEqualTo(Mark.OPEN);
    assertThat(mark(exact(0.14), exact(0.998))).isEqualTo(Mark.NONE);
  }

  @Test
  void promisesAboutOtherNumbersDoNotCount() {
    assertThat(
            mark(
                exact(0.14),
                exact(0.998),
                promise(
                    "withinObjectiveShare of fixed at pay-now during gateway-slow >= 0.99",
                    Outcome.FAILED),
                promise(
                    "errorShare of fixed at browse-catalogue during gateway-slow <= 0.01",
                    Outcome.FAILED),
                promise(PROMISE, Outcome.HELD)))
        .isEqualTo(Mark.EXPECTED);
  }

  @Test
  void intervalsThatDoNotOverlapSayBetterOrWorse() {
    Estimate low = Reports.estimate(0.14, 0.11, 0.17);
    Estimate high = Reports.estimate(0.998, 0.99, 1);

    assertThat(mark(low, high)).isEqualTo(Mark.BETTER);
    assertThat(mark(high, low)).isEqualTo(Mark.WORSE);
    assertThat(mark(Reports.estimate(0.995, 0.985, 1), high)).isEqualTo(Mark.OPEN);
  }

  @Test
  void headlineShowsIntervalsWhereThereAreAny() {
    ScenarioReport scenario =
        scenario(Reports.estimate(0.14, 0.11, 0.17), Reports.estimate(0.998, 0.99, 1));

    assertThat(Words.headline(scenario).sentence())
        .endsWith(
            "fixed answers 99.8 % [99.0, 100.0] of browse-catalogue within 250 ms, naive"
                + " 14.0 % [11.0, 17.0].");
  }

  @Test
  void withoutItsNumberTheHeadlineComparesTheHealthyPair() {
    ScenarioReport scenario = FaultReports.withoutPoints().scenarios().get(0);

    assertThat(Words.headline(scenario).sentence()).contains("times as fast at p95 of pay-now");
  }

  @Test
  void booksThatAgreeAreNamedFirst() {
    assertThat(
            Words.reconciled(
                books(
                    new VariantBooks("naive", 812, 14, 0, 1, 0),
                    new VariantBooks("fixed", 812, 0, 0, 0, 2))))
        .isEqualTo(
            "fixed: all 812 payments reconcile; naive: of 827 payments, 14 taken by gateway but"
                + " unknown to the service, 1 lost or still pending");
    assertThat(Words.reconciled(books(new VariantBooks("naive", 0, 0, 0, 0, 0))))
        .isEqualTo("naive: no payments to reconcile");
  }

  @Test
  void distanceSaysWhatZeroMeans() {
    assertThat(Words.distances(Reports.fourScenarios().scenarios().get(0)))
        .containsExactly(
            "Distance to the database: 1 ms round trip (standing latency); 0 is this host.");
    assertThat(Words.distances(FaultReports.noCache()))
        .containsExactly("Distance to the database: 0 ms, this host.");
    assertThat(Words.distances(FaultReports.blockingGateway())).isEmpty();
  }

  private static Mark mark(Estimate naive, Estimate fixed, ExpectationResult... promises) {
    return Words.headline(scenario(naive, fixed, promises)).mark();
  }

  private static ScenarioReport scenario(
      Estimate naive, Estimate fixed, ExpectationResult... promises) {
    return FaultReports.gateway(
        books(),
        List.of(promises),
        new PhaseNumbers(
            "gateway-slow",
            "latency 30 s on gateway",
            "browse-catalogue",
            with(naive),
            with(fixed)));
  }

  private static Map<Measure, Estimate> with(Estimate within) {
    Map<Measure, Estimate> row = FaultReports.row(12, 21, 0, 30, 1);
    row.put(Measure.WITHIN_OBJECTIVE, within);
    return row;
  }

  private static ExpectationResult promise(String text, Outcome outcome) {
    return new ExpectationResult(text, Optional.of(0.5), outcome);
  }

  private static Estimate exact(double value) {
    return Reports.exact(value, "one play");
  }

  private static Reconciled books(VariantBooks... variants) {
    return new Reconciled("payments", "gateway", List.of(variants));
  }
}
