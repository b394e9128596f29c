package dev.faceoff.junit;

import static dev.faceoff.junit.FaceoffAssertions.assertThat;
import static dev.faceoff.junit.FaceoffAssertions.percent;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faceoff.model.Claim;
import dev.faceoff.model.Estimate;
import dev.faceoff.model.GateFinding;
import dev.faceoff.model.GateRules;
import dev.faceoff.model.Interval;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Party;
import dev.faceoff.model.Status;
import dev.faceoff.model.Tolerance;
import dev.faceoff.model.Verdict;
import dev.faceoff.report.GateReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ComparisonAssertTest {
  private static final GateFinding LATENCY =
      finding("list", Measure.TYPICAL_LATENCY, 1.01, 0.99, 1.03, Verdict.INCONCLUSIVE);
  private static final GateFinding OTHER_LATENCY =
      finding("show", Measure.TYPICAL_LATENCY, 1.2, 1.15, 1.25, Verdict.REGRESSION);
  private static final GateFinding ERRORS =
      finding("list", Measure.ERROR_SHARE, 0.004, 0.001, 0.007, Verdict.EQUIVALENT);
  private static final GateFinding STATEMENTS =
      new GateFinding(
          new Claim("", Measure.QUERIES),
          true,
          Optional.of(4.0),
          Optional.of(1.0),
          Estimate.exact(0.25, "counted"),
          Optional.empty(),
          List.of(),
          Verdict.IMPROVEMENT,
          OptionalInt.empty(),
          OptionalDouble.empty());

  @Test
  void passesWhereTheWholeIntervalIsWithinTheMargin() {
    Comparison comparison = comparison(Verdict.EQUIVALENT, LATENCY, ERRORS, STATEMENTS);

    assertThat(comparison)
        .typicalLatency()
        .isNotWorseThan(percent(3.5))
        .errors()
        .isNotWorseThan(percent(0.8))
        .statements()
        .isNotWorseThan(percent(0))
        .statements()
        .isBetterBy(percent(75))
        .hasNoRegression();
  }

  @Test
  void failsWhereTheWholeIntervalIsBeyondTheMargin() {
    Comparison comparison = comparison(Verdict.REGRESSION, LATENCY, OTHER_LATENCY);

    assertThatThrownBy(
            () ->
                assertThat(comparison)
                    .allowingInconclusive()
                    .typicalLatency()
                    .isNotWorseThan(percent(3)))
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            "new against old: typical latency of show changed by +15.0 to +25.0 %, which is more than 3 %; see out/report.html");
    assertThatThrownBy(() -> assertThat(comparison).hasNoRegression())
        .hasMessage("new against old: worse in typical latency of show; see out/report.html");
  }

  @Test
  void whatCannotBeToldFailsAndSaysSo() {
    Comparison comparison = comparison(Verdict.INCONCLUSIVE, LATENCY);

    assertThatThrownBy(
            () -> assertThat(comparison).typicalLatency().at("list").isNotWorseThan(percent(2)))
        .hasMessage(
            "new against old: typical latency of list changed by -1.0 to +3.0 %: whether it is at most 2 % more cannot be told from 0 launches, about 5 more may tell; allow that by allowingInconclusive(); see out/report.html");
    assertThatThrownBy(() -> assertThat(comparison).hasNoRegression())
        .hasMessageContaining("cannot tell yet about typical latency of list");
  }

  @Test
  void whatCannotBeToldPassesWhereThatIsAllowed() {
    Comparison comparison = comparison(Verdict.INCONCLUSIVE, LATENCY);

    assertThat(comparison)
        .allowingInconclusive()
        .hasNoRegression()
        .typicalLatency()
        .isNotWorseThan(percent(2));
  }

  @Test
  void aGainMustBeSure() {
    Comparison comparison = comparison(Verdict.IMPROVEMENT, LATENCY, STATEMENTS);

    assertThatThrownBy(() -> assertThat(comparison).statements().isBetterBy(percent(80)))
        .hasMessageContaining("SQL statements changed by -75.0 to -75.0 %, which is not 80 % less");
    assertThatThrownBy(() -> assertThat(comparison).typicalLatency().isBetterBy(percent(0.5)))
        .hasMessageContaining("whether it is 0.5 % less cannot be told");
  }

  @Test
  void aMeasureThatWasNotMeasuredIsNoSuccess() {
    Comparison comparison = comparison(Verdict.EQUIVALENT, LATENCY);

    assertThatThrownBy(() -> assertThat(comparison).cpu().isNotWorseThan(percent(5)))
        .hasMessageContaining(
            "CPU, service and database was not measured; measured are typical latency; see");
    assertThatThrownBy(
            () -> assertThat(comparison).typicalLatency().at("lst").isNotWorseThan(percent(5)))
        .hasMessageContaining("no request 'lst' was measured; did you mean 'list'?");
  }

  @Test
  void aQuantileSaysHowManyAnswersItNeeds() {
    Comparison comparison = comparison(Verdict.EQUIVALENT, LATENCY);

    assertThatThrownBy(() -> assertThat(comparison).p95().at("list").isNotWorseThan(percent(3)))
        .hasMessageContaining(
            "p95 latency was not measured, as it needs 200 pairs of answers in each launch: raise measureSeconds or pairsPerSecond in gate.yaml; measured are typical latency");
  }

  @Test
  void otherAnswersAreNoSpeed() {
    Comparison comparison =
        comparison(
            Verdict.INCONCLUSIVE,
            List.of(new GateReport.Answers("list", 100, 60, false, true)),
            LATENCY);

    assertThatThrownBy(
            () ->
                assertThat(comparison)
                    .allowingInconclusive()
                    .typicalLatency()
                    .isNotWorseThan(percent(50)))
        .hasMessageContaining("the two answer differently at list, so no speed was compared");
    assertThatThrownBy(() -> assertThat(comparison).allowingInconclusive().hasNoRegression())
        .hasMessageContaining("the two answer differently at list");
  }

  @Test
  void quantilesAreMeasuresOfTheirOwn() {
    Comparison comparison =
        comparison(
            Verdict.REGRESSION,
            finding("list", Measure.P50_LATENCY, 1, 0.99, 1.005, Verdict.EQUIVALENT),
            finding("list", Measure.P90_LATENCY, 1.11, 1.1, 1.12, Verdict.REGRESSION),
            finding("list", Measure.P95_LATENCY, 1.01, 0.99, 1.025, Verdict.EQUIVALENT),
            finding("list", Measure.P99_LATENCY, 1.25, 1.2, 1.3, Verdict.REGRESSION));

    assertThat(comparison).p50().isNotWorseThan(percent(1));
    assertThat(comparison).p95().isNotWorseThan(percent(3));
    assertThatThrownBy(() -> assertThat(comparison).p90().isNotWorseThan(percent(3)))
        .hasMessageContaining("p90 latency of list changed by +10.0 to +12.0 %");
    assertThatThrownBy(() -> assertThat(comparison).p99().isNotWorseThan(percent(3)))
        .hasMessageContaining("p99 latency of list changed by +20.0 to +30.0 %");
  }

  @Test
  void aPercentageIsNotNegative() {
    assertThatThrownBy(() -> percent(-1)).hasMessage("a percentage must be 0 or more, but is -1.0");
  }

  private static GateFinding finding(
      String endpoint, Measure measure, double value, double low, double high, Verdict verdict) {
    return new GateFinding(
        new Claim(endpoint, measure),
        true,
        Optional.empty(),
        Optional.empty(),
        new Estimate(value, Optional.of(new Interval(value, value, 0.95)), "over 4 launches"),
        Optional.of(new Interval(low, high, 0.99)),
        List.of(),
        verdict,
        verdict == Verdict.INCONCLUSIVE ? OptionalInt.of(5) : OptionalInt.empty(),
        OptionalDouble.empty());
  }

  private static Comparison comparison(Verdict verdict, GateFinding... findings) {
    return comparison(verdict, List.of(), findings);
  }

  private static Comparison comparison(
      Verdict verdict, List<GateReport.Answers> answers, GateFinding... findings) {
    return new Comparison(
        new GateReport(
            "shop",
            true,
            Status.VALID,
            List.of(),
            new Party("old", "jar", Map.of()),
            new Party("new", "jar", Map.of()),
            new GateRules(
                Map.of(Measure.TYPICAL_LATENCY, new Tolerance(0.03, 0.02)),
                0.01,
                List.of(4),
                Duration.ofMinutes(3),
                Set.of(),
                OptionalDouble.empty(),
                10,
                3,
                8),
            verdict,
            true,
            List.of(findings),
            answers,
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty()),
        Path.of("out"));
  }
}
