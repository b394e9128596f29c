package dev.faceoff.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HolmTest {
  private static final double[] P = {
    0.0211, 0.0004, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528,
    0.7590, 1.0, 0.0001, 0.0019
  };

  // statsmodels 0.15.0: multipletests(p, method="holm")[1]
  private static final double[] ADJUSTED = {
    0.2412, 0.006, 0.1235, 0.2412, 0.278, 0.278, 0.278, 0.3213, 1, 1, 1, 1, 1, 1, 0.0016, 0.0266
  };

  @Test
  void rejectsWhatStatsmodelsRejects() {
    for (double error : new double[] {0.001, 0.005, 0.01, 0.05, 0.2, 0.25, 0.3, 0.35}) {
      double[] levels = Holm.levels(P, error, P.length);

      for (int i = 0; i < P.length; i++) {
        assertThat(P[i] <= levels[i])
            .as("p %s at error %s", P[i], error)
            .isEqualTo(ADJUSTED[i] <= error);
      }
    }
  }

  @Test
  void testsAllAfterTheFirstThatStaysAtOneLevel() {
    assertThat(Holm.levels(new double[] {0.5, 0.001, 0.04}, 0.06, 3))
        .containsExactly(0.03, 0.02, 0.03);
  }

  @Test
  void sharesTheErrorWithClaimsThatCannotBeRejected() {
    assertThat(Holm.levels(new double[] {0.001, 0.5}, 0.12, 4)).containsExactly(0.03, 0.04);
  }

  @Test
  void whatWeighsMoreGetsMoreOfTheError() {
    double[] p = {0.01, 0.02};
    double[] weights = {1, 3};

    assertThat(Holm.levels(p, weights, 0.04, 0)).containsExactly(0.04, 0.03);
    assertThat(Holm.levels(p, weights, 0.04, 4)).containsExactly(0.005, 0.015);
  }

  @Test
  void errsNoMoreOftenThanItMayWhateverTheWeights() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(5);
    double[] weights = {3, 1, 1, 1, 1, 1};
    int gates = 20_000;
    int alarms = 0;
    for (int gate = 0; gate < gates; gate++) {
      double[] p = random.doubles(weights.length).toArray();
      double[] levels = Holm.levels(p, weights, 0.05, 0);
      alarms += IntStream.range(0, p.length).anyMatch(i -> p[i] <= levels[i]) ? 1 : 0;
    }

    // Five standard errors above 5 %, and so little below that nothing is given away.
    assertThat(alarms / (double) gates).isBetween(0.04, 0.058);
  }
}
