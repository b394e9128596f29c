package dev.faceoff.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.faceoff.model.Claim;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Side;
import dev.faceoff.stats.Launches.Effect;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PairEffectsTest {
  private static final Offset<Double> EXACTLY = within(1e-9);

  private static LaunchEffects of(MatchedPairs pairs) {
    MatchedLaunch launch = Launches.of(pairs);
    return PairEffects.of(launch, Disturbance.of(launch));
  }

  private static LaunchEffects of(Effect onCandidate, long seed) {
    return of(Launches.pairs(0, 5, 40, Launches.NONE, onCandidate, Launches.random(seed)));
  }

  private static Claim claim(Measure measure) {
    return new Claim(Launches.ENDPOINT, measure);
  }

  private static double contrast(LaunchEffects effects, Measure measure) {
    return effects.contrasts().get(claim(measure));
  }

  @Test
  void takesTheMeanOverBothOrdersHoweverManyPairsEachHas() {
    MatchedPairs pairs = new MatchedPairs(0, Launches.ENDPOINT);
    // Who is asked second takes half the time; the candidate needs 1.2 times as long.
    for (int i = 0; i < 10; i++) {
      Launches.add(pairs, Side.BASELINE, 5 + i, 8, 4 * 1.2);
    }
    for (int i = 0; i < 5; i++) {
      Launches.add(pairs, Side.CANDIDATE, 5 + i, 4, 8 * 1.2);
    }

    LaunchEffects effects = of(pairs);

    assertThat(contrast(effects, Measure.TYPICAL_LATENCY)).isCloseTo(Math.log(1.2), EXACTLY);
    assertThat(effects.baseline().get(claim(Measure.TYPICAL_LATENCY)))
        .isCloseTo(Math.sqrt(32), EXACTLY);
    assertThat(effects.candidate().get(claim(Measure.TYPICAL_LATENCY)))
        .isCloseTo(1.2 * Math.sqrt(32), EXACTLY);
  }

  @Test
  void trimsWhatIsExtremeInEachOrder() {
    MatchedPairs pairs = new MatchedPairs(0, Launches.ENDPOINT);
    for (Side first : Side.values()) {
      Launches.add(pairs, first, 5, 1, 1000);
      Launches.add(pairs, first, 6, 10, 11);
      Launches.add(pairs, first, 7, 10, 11);
      Launches.add(pairs, first, 8, 10, 11);
      Launches.add(pairs, first, 9, 10, 1);
    }

    assertThat(contrast(of(pairs), Measure.TYPICAL_LATENCY)).isCloseTo(Math.log(1.1), EXACTLY);
  }

  @Test
  void leavesOutPairsThatFailedAndDisturbedWindows() {
    MatchedPairs pairs = new MatchedPairs(0, Launches.ENDPOINT);
    for (int i = 0; i < 60; i++) {
      Side first = i % 2 == 0 ? Side.BASELINE : Side.CANDIDATE;
      Launches.add(pairs, first, 5 + i / 20.0, 10, 11);
      Launches.add(pairs, first, 9 + i / 200.0, 100, 400);
      pairs.add(first, 5_000_000_000L, 1_000_000, false, 9_000_000, true, false);
      pairs.add(first, 5_000_000_000L, 1_000_000, true, 9_000_000, true, false);
    }
    MatchedLaunch launch = Launches.of(pairs);
    Disturbance disturbance = Disturbance.of(launch);

    LaunchEffects effects = PairEffects.of(launch, disturbance);

    assertThat(disturbance.dropped(9_000_000_000L)).isTrue();
    assertThat(effects.failures())
        .isEqualTo(Map.of(Launches.ENDPOINT, new FailureCounts(240, 0, 60, 60)));
    assertThat(contrast(effects, Measure.TYPICAL_LATENCY)).isCloseTo(Math.log(1.1), EXACTLY);
  }

  @Test
  void isSilentWhereAnOrderHasTooFewPairs() {
    MatchedPairs pairs = new MatchedPairs(0, Launches.ENDPOINT);
    for (int i = 0; i < 300; i++) {
      Launches.add(pairs, i < 4 ? Side.CANDIDATE : Side.BASELINE, 5 + i / 50.0, 10, 11);
    }

    assertThat(of(pairs).contrasts())
        .doesNotContainKeys(claim(Measure.TYPICAL_LATENCY), claim(Measure.SLOWEST_TENTH));
  }

  @Test
  void findsTheShiftOfAllRequestsInTheLevelsAndNotInTheExtremes() {
    LaunchEffects effects = of((millis, second, random) -> 1.1 * millis, 5);

    assertThat(contrast(effects, Measure.TYPICAL_LATENCY)).isCloseTo(Math.log(1.1), within(0.02));
    assertThat(contrast(effects, Measure.SLOWEST_TENTH)).isCloseTo(Math.log(1.1), within(0.05));
    assertThat(contrast(effects, Measure.SLOW_SHARE)).isCloseTo(0, within(0.015));
    assertThat(contrast(effects, Measure.P95_LATENCY)).isCloseTo(Math.log(1.1), within(0.05));
  }

  @Test
  void findsThatFewRequestsAreMuchSlowerInTheExtremesAndNotInTheLevels() {
    LaunchEffects effects =
        of((millis, second, random) -> millis + (random.nextDouble() < 0.03 ? 20 : 0), 6);

    assertThat(contrast(effects, Measure.SLOW_SHARE)).isBetween(0.015, 0.045);
    assertThat(effects.candidate().get(claim(Measure.SLOW_SHARE))).isBetween(0.03, 0.05);
    assertThat(effects.baseline().get(claim(Measure.SLOW_SHARE))).isBetween(0.0, 0.02);
    assertThat(contrast(effects, Measure.TYPICAL_LATENCY)).isCloseTo(0, within(0.02));
  }

  @Test
  void countsTheExtremesByHand() {
    MatchedPairs pairs = new MatchedPairs(0, Launches.ENDPOINT);
    for (int i = 0; i < 100; i++) {
      Side first = i % 2 == 0 ? Side.BASELINE : Side.CANDIDATE;
      double candidate = i < 4 ? 30 : 10;
      double baseline = i == 10 ? 30 : 10;
      Launches.add(pairs, first, 5 + i / 50.0, baseline, candidate);
    }

    LaunchEffects effects = of(pairs);

    assertThat(contrast(effects, Measure.SLOW_SHARE)).isCloseTo(0.03, EXACTLY);
    assertThat(effects.candidate().get(claim(Measure.SLOW_SHARE))).isEqualTo(0.04);
    assertThat(effects.baseline().get(claim(Measure.SLOW_SHARE))).isEqualTo(0.01);
  }

  @Test
  void showsAQuantileOnlyWhereTheRequestsSupportIt() {
    LaunchEffects effects =
        of(Launches.pairs(0, 5, 4, Launches.NONE, Launches.NONE, Launches.random(7)));

    assertThat(effects.contrasts())
        .containsKeys(claim(Measure.P90_LATENCY), claim(Measure.P95_LATENCY))
        .doesNotContainKey(claim(Measure.P99_LATENCY));
  }

  @Test
  void changesOnlyItsSignWhenTheSidesSwap() {
    MatchedPairs pairs =
        Launches.pairs(
            0,
            5,
            20,
            Launches.NONE,
            (millis, second, random) -> millis * (random.nextDouble() < 0.1 ? 3 : 1.02),
            Launches.random(8));

    LaunchEffects effects = of(pairs);
    LaunchEffects swapped = of(Launches.swapped(pairs));

    assertThat(effects.contrasts()).hasSize(7);
    effects
        .contrasts()
        .forEach(
            (claim, contrast) ->
                assertThat(swapped.contrasts().get(claim)).isCloseTo(-contrast, EXACTLY));
    assertThat(swapped.baseline()).isEqualTo(effects.candidate());
  }

  @Test
  void ofALaunchWithoutPairsHasNoEffects() {
    assertThat(of(new MatchedPairs(0, Launches.ENDPOINT)).contrasts()).isEmpty();
  }
}
