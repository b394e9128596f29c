package dev.faceoff.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.faceoff.model.Calibration;
import dev.faceoff.model.Claim;
import dev.faceoff.model.GateFinding;
import dev.faceoff.model.Interval;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Tolerance;
import dev.faceoff.model.Verdict;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GateJudgeTest {
  private static GateJudge judge(Measure measure) {
    return new GateJudge(Gates.rules(measure), Optional.empty());
  }

  private static GateFinding only(GateLook look) {
    assertThat(look.findings()).hasSize(1);
    return look.findings().get(0);
  }

  private static FailureCounts failed(long onlyBaseline, long onlyCandidate) {
    return new FailureCounts(400, onlyBaseline, onlyCandidate, 2);
  }

  @Test
  void callsOneMoreStatementPerRequestARegressionAtTheFirstLook() {
    GateLook look =
        judge(Measure.QUERIES).look(Gates.launches(Gates.STATEMENTS, 1.02, 1.02, 1.02, 1.02));

    assertThat(look.verdict()).isEqualTo(Verdict.REGRESSION);
    assertThat(look.settled()).isTrue();
    assertThat(only(look).ratio().value()).isCloseTo(1.02, within(1e-12));
    assertThat(only(look).ratio().note()).isEqualTo("the same in all of 4 launches");
    assertThat(only(look).moreLaunches()).isEmpty();
  }

  @Test
  void callsTheSameStatementsEquivalentAtTheFirstLook() {
    GateLook look = judge(Measure.QUERIES).look(Gates.launches(Gates.STATEMENTS, 1, 1, 1, 1));

    assertThat(look.verdict()).isEqualTo(Verdict.EQUIVALENT);
    assertThat(only(look).decisive().orElseThrow().high()).isEqualTo(1);
  }

  @Test
  void callsFiftyMoreStatementsARegressionThoughTheirNumberVaries() {
    GateFinding finding =
        only(judge(Measure.QUERIES).look(Gates.launches(Gates.STATEMENTS, 51, 50.8, 51.2, 51)));

    assertThat(finding.verdict()).isEqualTo(Verdict.REGRESSION);
    assertThat(finding.ratio().value()).isCloseTo(51, within(0.01));
    assertThat(finding.ratio().interval().orElseThrow().contains(51)).isTrue();
  }

  @Test
  void callsStatementsThatACacheSparedARegressionThoughTheirRatioIsUnclear() {
    // 2.98 statements a request instead of 0.008 to 0.15, whose logarithms Student cannot tell.
    List<LaunchEffects> uncached = Gates.launches(Gates.STATEMENTS, 20, 370, 75, 120);

    GateFinding finding = only(judge(Measure.QUERIES).look(uncached));

    assertThat(finding.verdict()).isEqualTo(Verdict.REGRESSION);
    assertThat(finding.ratio().note()).isEqualTo("over 4 launches, a side being near 0");
    assertThat(finding.ratio().interval()).isEmpty();
    assertThat(finding.decisive()).isEmpty();
    assertThat(judge(Measure.QUERIES).look(Gates.swapped(uncached)).verdict())
        .isEqualTo(Verdict.IMPROVEMENT);
  }

  @Test
  void cannotTellCountsNearZeroThatAreNowMoreAndNowFewer() {
    assertThat(
            judge(Measure.QUERIES).look(Gates.launches(Gates.STATEMENTS, 20, 0.1, 8, 12)).verdict())
        .isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void callsTwiceTheLatencyARegressionAtTheFirstLook() {
    GateFinding finding =
        only(
            judge(Measure.TYPICAL_LATENCY)
                .look(Gates.launches(Gates.TYPICAL, 1.95, 2.04, 2.01, 1.99)));

    assertThat(finding.verdict()).isEqualTo(Verdict.REGRESSION);
    assertThat(finding.baseline().orElseThrow()).isCloseTo(10, within(1e-9));
    assertThat(finding.byLaunch()).hasSize(4);
    Interval decisive = finding.decisive().orElseThrow();
    // One claim: 1 % in all, of which (4/14)² at this look, at each end.
    assertThat(decisive.confidence()).isCloseTo(1 - 2 * 0.01 * 16 / 196, within(1e-12));
    // SciPy 1.17.1: exp(t.interval(1 - .02 * 16 / 196, 3, m, s / 2)) of log(x)
    assertThat(decisive.low()).isCloseTo(1.8006444836954296, within(1e-6));
    assertThat(decisive.high()).isCloseTo(2.2152818097963687, within(1e-6));
  }

  @Test
  void mirrorsTheSignWhereHigherIsBetter() {
    Claim hits = new Claim("", Measure.CACHE_HITS);
    GateJudge judge =
        new GateJudge(
            Gates.rules(Map.of(Measure.CACHE_HITS, new Tolerance(0.03, 0.02))), Optional.empty());

    assertThat(judge.look(Gates.launches(hits, 0.5, 0.51, 0.5, 0.49)).verdict())
        .isEqualTo(Verdict.REGRESSION);
    assertThat(judge.look(Gates.launches(hits, 1.5, 1.51, 1.5, 1.49)).verdict())
        .isEqualTo(Verdict.IMPROVEMENT);
  }

  @Test
  void doesNotBelieveThatLaunchesScatterLessThanCalibrated() {
    List<LaunchEffects> launches =
        Gates.launches(Gates.TYPICAL, 1.05, 1.05, 1.05, 1.05, 1.05, 1.05, 1.05, 1.05);
    Calibration noisy =
        new Calibration("2 cpus", "a:b", Instant.EPOCH, 12, Map.of(Gates.TYPICAL, 0.06));

    assertThat(judge(Measure.TYPICAL_LATENCY).look(launches).verdict())
        .isEqualTo(Verdict.REGRESSION);
    assertThat(
            new GateJudge(Gates.rules(Measure.TYPICAL_LATENCY), Optional.of(noisy))
                .look(launches)
                .verdict())
        .isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void saysHowManyLaunchesMoreItWouldTake() {
    GateFinding finding =
        only(
            judge(Measure.TYPICAL_LATENCY)
                .look(Gates.launches(Gates.TYPICAL, 1.04, 1.09, 1.06, 1.02)));

    assertThat(finding.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(finding.moreLaunches().orElseThrow()).isBetween(2, 10);
    assertThat(finding.resolvable().orElseThrow()).isGreaterThan(0.05);
  }

  @Test
  void callsADifferenceWithinTheMarginEquivalentHoweverSureItIs() {
    List<LaunchEffects> launches =
        Gates.launches(
            Gates.TYPICAL,
            1.014,
            1.016,
            1.015,
            1.014,
            1.016,
            1.015,
            1.014,
            1.016,
            1.015,
            1.015,
            1.016);

    assertThat(judge(Measure.TYPICAL_LATENCY).look(launches).verdict())
        .isEqualTo(Verdict.EQUIVALENT);
  }

  @Test
  void keepsWhatWasDecidedAtAnEarlierLook() {
    List<LaunchEffects> launches =
        Gates.launches(Gates.TYPICAL, 2, 2.01, 1.99, 2, 0.5, 0.4, 0.6, 0.5);
    GateJudge judge = judge(Measure.TYPICAL_LATENCY);

    assertThat(judge.look(launches.subList(0, 4)).verdict()).isEqualTo(Verdict.REGRESSION);
    assertThat(judge.look(launches).verdict()).isEqualTo(Verdict.REGRESSION);
    assertThat(only(judge.look(launches)).ratio().value()).isLessThan(1.1);
  }

  @Test
  void takesALookThatWasNotPlannedAsTheLast() {
    // An interval of 95 % within the margin, but not the wider one of an early look.
    List<LaunchEffects> seven =
        Gates.launches(Gates.TYPICAL, 1.02, 0.99, 1.03, 0.98, 1.0, 1.02, 0.99);
    List<LaunchEffects> six = seven.subList(0, 6);
    GateJudge judge = judge(Measure.TYPICAL_LATENCY);

    assertThat(judge.look(six).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(judge.look(seven).verdict()).isEqualTo(Verdict.EQUIVALENT);
    assertThat(judge.lastLook(six).verdict()).isEqualTo(Verdict.EQUIVALENT);
  }

  @Test
  void showsWhatIsNotGatedAndLetsItDecideNothing() {
    Claim p95 = new Claim(Launches.ENDPOINT, Measure.P95_LATENCY);

    GateLook look = judge(Measure.TYPICAL_LATENCY).look(Gates.launches(p95, 2.0, 2.1, 1.9, 2.0));

    GateFinding finding = only(look);
    assertThat(finding.gated()).isFalse();
    assertThat(finding.verdict()).isEqualTo(Verdict.REGRESSION);
    assertThat(finding.decisive()).isEmpty();
    assertThat(look.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(look.settled()).isFalse();
  }

  @Test
  void judgesTheChosenEndpointsAndTheServiceAsAWhole() {
    Claim other = new Claim("find-order", Measure.TYPICAL_LATENCY);
    GateJudge judge = new GateJudge(Gates.rules(Gates.ALL, Set.of("find-order")), Optional.empty());
    List<LaunchEffects> launches =
        Collections.nCopies(
            4,
            Gates.launch(
                0, Map.of(Gates.TYPICAL, 0.7, other, 0.0, Gates.CPU, 0.0, Gates.STATEMENTS, 0.0)));

    assertThat(judge.look(launches).findings())
        .filteredOn(GateFinding::gated)
        .extracting(GateFinding::claim)
        .containsExactly(Gates.CPU, Gates.STATEMENTS, other);
  }

  @Test
  void judgesAClaimByTheLaunchesThatKnowIt() {
    List<LaunchEffects> launches =
        List.of(
            Gates.launch(0, Map.of()),
            Gates.launch(1, Map.of(Gates.TYPICAL, 0.7)),
            Gates.launch(2, Map.of(Gates.TYPICAL, 0.71)),
            Gates.launch(3, Map.of(Gates.TYPICAL, 0.69, Gates.CPU, 0.1)));

    List<GateFinding> findings =
        new GateJudge(Gates.rules(Gates.ALL), Optional.empty()).look(launches).findings();

    assertThat(findings).extracting(GateFinding::claim).containsExactly(Gates.CPU, Gates.TYPICAL);
    assertThat(findings.get(0).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(findings.get(0).ratio().interval()).isEmpty();
    assertThat(findings.get(0).ratio().note()).isEqualTo("no interval: only one of the launches");
    assertThat(findings.get(1).byLaunch()).hasSize(3);
    assertThat(findings.get(1).ratio().note()).isEqualTo("over 3 launches");
  }

  @Test
  void callsFailuresARegressionWhenTheyAreMoreThanChanceAndSpread() {
    GateJudge judge = judge(Measure.ERROR_SHARE);

    GateFinding spread =
        only(judge.look(Gates.failures(failed(0, 7), failed(1, 9), failed(0, 8), failed(0, 6))));
    GateFinding burst =
        only(judge.look(Gates.failures(failed(0, 30), failed(0, 0), failed(0, 0), failed(0, 0))));

    assertThat(spread.verdict()).isEqualTo(Verdict.REGRESSION);
    assertThat(spread.ratio().value()).isCloseTo(29.0 / 1600, within(1e-12));
    assertThat(spread.decisive().orElseThrow().low()).isPositive();
    assertThat(spread.baseline()).contains(9.0 / 1600);
    assertThat(spread.candidate()).contains(38.0 / 1600);
    assertThat(burst.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void callsNoFailuresEquivalentWhenTheBoundIsWithinTheMargin() {
    GateJudge judge = judge(Measure.ERROR_SHARE);
    FailureCounts none = new FailureCounts(400, 0, 0, 0);

    GateFinding four = only(judge.look(Gates.failures(none, none, none, none)));
    GateFinding few = only(judge.lastLook(Gates.failures(none, none)));

    assertThat(four.verdict()).isEqualTo(Verdict.EQUIVALENT);
    assertThat(four.decisive().orElseThrow().high()).isBetween(0.003, 0.005);
    assertThat(few.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(few.moreLaunches()).hasValue(2);
  }

  @Test
  void callsFewerFailuresAnImprovement() {
    GateLook look =
        judge(Measure.ERROR_SHARE)
            .look(Gates.failures(failed(9, 0), failed(8, 0), failed(11, 1), failed(9, 0)));

    assertThat(look.verdict()).isEqualTo(Verdict.IMPROVEMENT);
  }

  @Test
  void speaksForTheWholeByTheWorstClaim() {
    GateJudge judge = new GateJudge(Gates.rules(Gates.ALL), Optional.empty());

    assertThat(verdict(judge, 2, 0.5)).isEqualTo(Verdict.REGRESSION);
    assertThat(verdict(judge, 1.0199, 0.5)).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(verdict(judge, 1, 0.5)).isEqualTo(Verdict.IMPROVEMENT);
    assertThat(verdict(judge, 1, 1)).isEqualTo(Verdict.EQUIVALENT);
  }

  private static Verdict verdict(GateJudge judge, double typical, double statements) {
    return judge
        .look(
            Collections.nCopies(
                8,
                Gates.launch(
                    0,
                    Map.of(
                        Gates.TYPICAL, Math.log(typical), Gates.STATEMENTS, Math.log(statements)))))
        .verdict();
  }

  @Test
  void beforeThereAreTwoLaunchesKnowsNothing() {
    GateJudge judge = judge(Measure.TYPICAL_LATENCY);

    assertThat(judge.look(List.of()).findings()).isEmpty();
    assertThat(judge.look(List.of()).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    GateFinding one = only(judge.look(Gates.launches(Gates.TYPICAL, 2)));
    assertThat(one.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(one.gated()).isTrue();
  }
}
