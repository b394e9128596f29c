package dev.faceoff.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.faceoff.model.Measure;
import java.util.List;
import org.junit.jupiter.api.Test;

class LaunchNoiseTest {
  @Test
  void isTheStandardDeviationOfTheLogRatios() {
    // NumPy 2.4.6: numpy.std(numpy.log(ratios), ddof=1)
    assertThat(
            LaunchNoise.sigma(Measure.TYPICAL_LATENCY, List.of(1.02, 1.05, 0.99, 1.07, 1.04, 1.03)))
        .isCloseTo(0.026559642064380693, within(1e-12));
  }

  @Test
  void countsThatDoNotDifferHaveNone() {
    assertThat(LaunchNoise.sigma(Measure.TYPICAL_LATENCY, List.of(1.0, 1.0))).isZero();
  }

  @Test
  void ofSlowRequestsIsThatOfTheirDifferences() {
    assertThat(LaunchNoise.sigma(Measure.SLOW_SHARE, List.of(-0.01, 0.0, 0.01)))
        .isCloseTo(0.01, within(1e-12));
  }
}
