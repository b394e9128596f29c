package dev.faceoff.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LaunchNoiseTest {
  @Test
  void isTheStandardDeviationOfTheLogRatios() {
    List<LaunchEffects> launches =
        new ArrayList<>(Gates.launches(Gates.TYPICAL, 1.02, 1.05, 0.99, 1.07, 1.04, 1.03));
    launches.addAll(Gates.launches(Gates.STATEMENTS, 1, 1));
    launches.addAll(Gates.launches(Gates.CPU, 1.1));
    launches.addAll(Gates.failures(new FailureCounts(9, 1, 2, 3), new FailureCounts(9, 2, 1, 0)));

    // NumPy 2.4.6: numpy.std(numpy.log(ratios), ddof=1)
    assertThat(LaunchNoise.sigma(launches)).containsOnlyKeys(Gates.TYPICAL, Gates.STATEMENTS);
    assertThat(LaunchNoise.sigma(launches).get(Gates.TYPICAL))
        .isCloseTo(0.026559642064380693, within(1e-12));
    assertThat(LaunchNoise.sigma(launches).get(Gates.STATEMENTS)).isZero();
  }
}
