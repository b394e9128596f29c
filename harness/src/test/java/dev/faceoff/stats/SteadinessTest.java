package dev.faceoff.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
  void seesThatBothSidesAreStillWarming() {
    Effect warming = (millis, second, random) -> millis * (1 + Math.exp(-second / 4));

    assertThat(Steadiness.steady(launch(warming, warming, 1))).isFalse();
  }

  @Test
  void seesThatOneSideIsStillWarming() {
    Effect warming = (millis, second, random) -> millis * (1.3 - 0.025 * second);

    assertThat(Steadiness.steady(launch(Launches.NONE, warming, 2))).isFalse();
    assertThat(Steadiness.steady(launch(warming, Launches.NONE, 2))).isFalse();
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

  @Test
  void scoresATrendAsKendallDoes() {
    // pyMannKendall 1.4.3: original_test([5, 3, 4, 6, 8, 7, 10, 9, 12, 11]).z
    assertThat(Steadiness.trend(new double[] {5, 3, 4, 6, 8, 7, 10, 9, 12, 11}))
        .isCloseTo(3.041052449399714, within(1e-9));
    assertThat(Steadiness.trend(new double[] {1, 1, 1, 1})).isZero();
  }
}
