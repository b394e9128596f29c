package dev.faceoff.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RobustTest {
  private static final double[] VALUES = {3, 41, 7, 8, 1, 6, 12, 9, 4, 10, 2};

  @Test
  void agreesWithScipy() {
    // SciPy 1.17.1: scipy.stats.trim_mean(values, 0.2), numpy.median(values)
    assertThat(Robust.trimmedMean(VALUES)).isCloseTo(6.714285714285714, within(1e-12));
    assertThat(Robust.median(VALUES)).isEqualTo(7);
    assertThat(Robust.median(new double[] {4, 1, 3, 2})).isEqualTo(2.5);
  }

  @Test
  void ofNothingIsNoNumber() {
    assertThat(Robust.median(new double[0])).isNaN();
    assertThat(Robust.trimmedMean(new double[0])).isNaN();
  }
}
