package dev.faceoff.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.stats.Launches.Effect;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class SteadinessTest {
  private static MatchedLaunch launch(Effect onBaseline, Effect onCandidate, long seed) {
    RandomGenerator random = Launches.random(seed);
    return Launches.of(
        Launches.pairs(0, 0, 4, onBaseline, onCandidate, random),
        Launches.pairs(0, 5, 8, onBaseline, onCandidate, random));
  }

  @Test
  void doesNotMindThatBothSidesAreStillWarmingAlike() {
    Effect warming = (millis, second, random) -> millis * (1 + Math.exp(-second / 4));

    assertThat(Steadiness.steady(launch(warming, warming, 1))).isTrue();
  }

  @Test
  void seesThatOneSideWasNotDoneWithWarmingUp() {
    Effect warming = (millis, second, random) -> second < 8 ? 1.25 * millis : millis;

    for (int seed = 0; seed < 20; seed++) {
      assertThat(Steadiness.steady(launch(Launches.NONE, warming, seed))).isFalse();
      assertThat(Steadiness.steady(launch(warming, Launches.NONE, seed))).isFalse();
    }
  }

  @Test
  void doesNotMindASideThatIsSlowerThroughout() {
    assertThat(Steadiness.steady(launch(Launches.NONE, (millis, s, r) -> 5 * millis, 3))).isTrue();
  }

  @Test
  void rarelySuspectsALaunchThatIsSteady() {
    int suspected = 0;
    for (int seed = 0; seed < 200; seed++) {
      suspected += Steadiness.steady(launch(Launches.NONE, Launches.NONE, seed)) ? 0 : 1;
    }

    assertThat(suspected).isLessThan(10);
  }

  @Test
  void saysNothingAgainstALaunchOfFewPairs() {
    assertThat(
            Steadiness.steady(
                Launches.of(
                    Launches.pairs(
                        0, 5, 2, Launches.NONE, (millis, s, r) -> millis / s, Launches.random(4)))))
        .isTrue();
  }
}
