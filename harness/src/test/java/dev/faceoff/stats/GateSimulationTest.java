package dev.faceoff.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.model.Calibration;
import dev.faceoff.model.Claim;
import dev.faceoff.model.GateFinding;
import dev.faceoff.model.Interval;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Verdict;
import dev.faceoff.stats.Launches.Effect;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Whole gates of simulated launches that scatter as real ones did: 1.6 % for the typical latency.
 *
 * <p>Seeded, so every run of this test sees the same gates.
 */
class GateSimulationTest {
  private static final double SIGMA = 0.016;
  private static final Claim TENTH = new Claim(Launches.ENDPOINT, Measure.SLOWEST_TENTH);
  private static final Claim SLOW = new Claim(Launches.ENDPOINT, Measure.SLOW_SHARE);
  private static final Map<Claim, Double> SIGMAS =
      Map.of(Gates.TYPICAL, SIGMA, TENTH, 0.04, SLOW, 0.01, Gates.CPU, 0.02);

  private static final int USUAL_LAUNCHES = 8;

  private final GateJudge judge = new GateJudge(Gates.rules(Gates.ALL), Optional.empty());
  private final GateJudge usualJudge =
      new GateJudge(Gates.rules(Gates.ALL, Set.of(), Gates.USUAL_LOOKS), Optional.empty());

  private static List<LaunchEffects> gate(double typical, RandomGenerator random) {
    Map<Claim, Double> ratios = new HashMap<>();
    SIGMAS.keySet().forEach(claim -> ratios.put(claim, 1.0));
    ratios.put(Gates.TYPICAL, typical);
    return Gates.random(14, ratios, SIGMAS, random);
  }

  /** A gate of the usual nine minutes. */
  private GateLook usual(double typical, RandomGenerator random) {
    return Gates.play(
        usualJudge, Gates.USUAL_LOOKS, gate(typical, random).subList(0, USUAL_LAUNCHES));
  }

  private static double upperBound(int events, int trials) {
    return Shares.clopperPearson(events, trials, 0.95).high();
  }

  @Test
  void failsFewerThanOneInAHundredGatesOfTheSameBuild() {
    RandomGenerator random = Launches.random(1);
    int gates = 2000;
    int alarms = 0;
    int inconclusive = 0;
    for (int i = 0; i < gates; i++) {
      Verdict verdict = usual(1, random).verdict();
      alarms += verdict == Verdict.REGRESSION ? 1 : 0;
      inconclusive += verdict == Verdict.INCONCLUSIVE ? 1 : 0;
    }
    assertThat(upperBound(alarms, gates)).isLessThan(0.01);
    assertThat(upperBound(inconclusive, gates)).isLessThan(0.05);
  }

  @Test
  void failsNoMoreOftenWhereTheTimeEndsBeforeTheLastLook() {
    RandomGenerator random = Launches.random(7);
    Map<Claim, Double> ratios = new HashMap<>();
    Map<Claim, Double> noisy = new HashMap<>();
    for (Claim claim : SIGMAS.keySet()) {
      ratios.put(claim, 1.0);
      noisy.put(claim, 2.0);
    }
    int gates = 1000;
    int alarms = 0;
    for (int i = 0; i < gates; i++) {
      GateLook look = Gates.play(judge, Gates.random(7, ratios, noisy, random));
      alarms += look.verdict() == Verdict.REGRESSION ? 1 : 0;
    }
    // As below.
    assertThat(alarms).isBetween(1, 20);
  }

  @Test
  void failsNoMoreOftenThanAllowedWhenTheFloorNeverHelps() {
    RandomGenerator random = Launches.random(2);
    // Launches scatter so much that the floor and the margin are nothing beside it.
    Map<Claim, Double> noisy = new HashMap<>();
    SIGMAS.keySet().forEach(claim -> noisy.put(claim, 2.0));
    Map<Claim, Double> ratios = new HashMap<>();
    SIGMAS.keySet().forEach(claim -> ratios.put(claim, 1.0));
    int gates = 1000;
    int alarms = 0;
    for (int i = 0; i < gates; i++) {
      GateLook look = Gates.play(judge, Gates.random(14, ratios, noisy, random));
      alarms += look.verdict() == Verdict.REGRESSION ? 1 : 0;
    }
    // A true 1 % gives 10 of 1000; more than 20 has a probability of 0.1 %, none is too good.
    assertThat(alarms).isBetween(1, 20);
  }

  @Test
  void findsFivePercentInNearlyAllGatesAndTenPercentAtTheFirstLook() {
    RandomGenerator random = Launches.random(3);
    int gates = 500;
    int fiveFound = 0;
    int tenFound = 0;
    int tenFoundAtOnce = 0;
    for (int i = 0; i < gates; i++) {
      GateLook ofFive = usual(1.05, random);
      GateLook ofTen = usual(1.1, random);
      fiveFound += ofFive.verdict() == Verdict.REGRESSION ? 1 : 0;
      tenFound += ofTen.verdict() == Verdict.REGRESSION ? 1 : 0;
      tenFoundAtOnce += ofTen.verdict() == Verdict.REGRESSION && ofTen.launches() == 4 ? 1 : 0;
    }
    assertThat(fiveFound).isGreaterThan(gates * 95 / 100);
    assertThat(tenFound).isGreaterThan(gates * 99 / 100);
    assertThat(tenFoundAtOnce).isGreaterThan(gates / 2);
  }

  @Test
  void holdsTheTruthInNinetyFiveOfAHundredIntervalsAtTheLastLook() {
    RandomGenerator random = Launches.random(4);
    int gates = 1000;
    int held = 0;
    for (int i = 0; i < gates; i++) {
      GateLook last = judge.lastLook(gate(1.05, random));
      Interval interval = typical(last).ratio().interval().orElseThrow();
      held += interval.contains(1.05) ? 1 : 0;
    }
    // 95 % of 1000 is 950; below 930 has a probability of 0.3 %.
    assertThat(held).isBetween(930, 970);
  }

  @Test
  void findsAboutAsOftenAsPlanned() {
    RandomGenerator random = Launches.random(5);
    Calibration calibration =
        new Calibration("2 cpus", "a:b", Instant.EPOCH, 20, Map.of(Gates.TYPICAL, SIGMA));
    GatePlan plan = new GatePlan(Gates.rules(Measure.TYPICAL_LATENCY), calibration);
    GateJudge calibrated =
        new GateJudge(Gates.rules(Measure.TYPICAL_LATENCY), Optional.of(calibration));
    double change = plan.resolvable(Gates.TYPICAL, 8).orElseThrow();
    int gates = 1000;
    int found = 0;
    for (int i = 0; i < gates; i++) {
      List<LaunchEffects> launches =
          Gates.random(8, Map.of(Gates.TYPICAL, 1 + change), Map.of(Gates.TYPICAL, SIGMA), random);
      found += calibrated.lastLook(launches).verdict() == Verdict.REGRESSION ? 1 : 0;
    }
    assertThat(found).isBetween(880, 960);
  }

  @Test
  void failsNoGateForErrorsThatStrikeBothSidesAlike() {
    RandomGenerator random = Launches.random(6);
    GateJudge errors = new GateJudge(Gates.rules(Measure.ERROR_SHARE), Optional.empty());
    int gates = 500;
    int alarms = 0;
    int found = 0;
    for (int i = 0; i < gates; i++) {
      alarms +=
          Gates.play(errors, failing(0.01, 0.01, random)).verdict() == Verdict.REGRESSION ? 1 : 0;
      found +=
          Gates.play(errors, failing(0.001, 0.01, random)).verdict() == Verdict.REGRESSION ? 1 : 0;
    }
    assertThat(upperBound(alarms, gates)).isLessThan(0.01);
    assertThat(found).isGreaterThan(gates * 95 / 100);
  }

  private static List<LaunchEffects> failing(
      double baseline, double candidate, RandomGenerator random) {
    FailureCounts[] counts = new FailureCounts[14];
    for (int launch = 0; launch < counts.length; launch++) {
      int[] only = new int[2];
      for (int pair = 0; pair < 400; pair++) {
        only[0] += random.nextDouble() < baseline ? 1 : 0;
        only[1] += random.nextDouble() < candidate ? 1 : 0;
      }
      counts[launch] = new FailureCounts(400, only[0], only[1], 0);
    }
    return Gates.failures(counts);
  }

  @Test
  void findsTwentyMillisecondsOnThreePercentOfTheRequestsAsSlowRequests() {
    RandomGenerator random = Launches.random(8);
    GateJudge latencies =
        new GateJudge(
            Gates.rules(
                Map.of(
                    Measure.TYPICAL_LATENCY, Gates.ALL.get(Measure.TYPICAL_LATENCY),
                    Measure.SLOW_SHARE, Gates.ALL.get(Measure.SLOW_SHARE))),
            Optional.empty());
    Effect fault = (millis, second, chance) -> millis + (chance.nextDouble() < 0.03 ? 20 : 0);
    int gates = 40;
    int found = 0;
    int levelsFailed = 0;
    int alarms = 0;
    for (int i = 0; i < gates; i++) {
      GateLook faulty = Gates.play(latencies, recorded(fault, random));
      found += verdict(faulty, SLOW) == Verdict.REGRESSION ? 1 : 0;
      levelsFailed += verdict(faulty, Gates.TYPICAL) == Verdict.REGRESSION ? 1 : 0;
      GateLook same = Gates.play(latencies, recorded(Launches.NONE, random));
      alarms += same.verdict() == Verdict.REGRESSION ? 1 : 0;
    }

    assertThat(found).isGreaterThan(gates * 9 / 10);
    assertThat(levelsFailed).isZero();
    assertThat(alarms).isLessThan(2);
  }

  /** The effects of raw pairs, 400 a launch, whose launches scatter by 1.6 %. */
  private static List<LaunchEffects> recorded(Effect onCandidate, RandomGenerator random) {
    return IntStream.range(0, 14)
        .mapToObj(
            launch -> {
              double level = Math.exp(SIGMA * random.nextGaussian());
              MatchedLaunch pairs =
                  Launches.of(
                      Launches.pairs(
                          launch,
                          5,
                          8,
                          Launches.NONE,
                          (millis, second, chance) ->
                              onCandidate.on(level * millis, second, chance),
                          random));
              return PairEffects.of(pairs, Disturbance.of(pairs));
            })
        .toList();
  }

  private static Verdict verdict(GateLook look, Claim claim) {
    return look.findings().stream()
        .filter(finding -> finding.claim().equals(claim))
        .map(GateFinding::verdict)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void saysTheOppositeWhenTheSidesSwap() {
    RandomGenerator random = Launches.random(7);
    for (int i = 0; i < 100; i++) {
      List<LaunchEffects> launches = gate(0.9 + 0.2 * random.nextDouble(), random);
      List<LaunchEffects> failures = failing(0.01, 0.02 * random.nextDouble(), random);
      for (int look : Gates.LOOKS) {
        assertOpposite(launches.subList(0, look));
        assertOpposite(failures.subList(0, look));
      }
    }
  }

  private void assertOpposite(List<LaunchEffects> launches) {
    List<GateFinding> findings = judge.look(launches).findings();
    List<GateFinding> swapped = judge.look(Gates.swapped(launches)).findings();

    assertThat(swapped)
        .extracting(GateFinding::verdict)
        .isEqualTo(findings.stream().map(finding -> opposite(finding.verdict())).toList());
    assertThat(swapped)
        .extracting(GateFinding::moreLaunches)
        .isEqualTo(findings.stream().map(GateFinding::moreLaunches).toList());
  }

  private static Verdict opposite(Verdict verdict) {
    return switch (verdict) {
      case REGRESSION -> Verdict.IMPROVEMENT;
      case IMPROVEMENT -> Verdict.REGRESSION;
      case EQUIVALENT, INCONCLUSIVE -> verdict;
    };
  }

  private static GateFinding typical(GateLook look) {
    return look.findings().stream()
        .filter(finding -> finding.claim().equals(Gates.TYPICAL))
        .findFirst()
        .orElseThrow();
  }
}
