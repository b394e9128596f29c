package dev.faceoff.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.faceoff.model.Tolerance;
import java.util.List;
import org.junit.jupiter.api.Test;

class PowerTest {
  /** Small enough to leave the plain t test. */
  private static final Tolerance NONE = new Tolerance(1e-9, 0);

  private static double chance(double change, double sigma, int launches, double error) {
    return Power.chance(
        Contrast.DIFFERENCE, change, sigma, 0, new Evidence.Level(launches, error, 0.025), NONE);
  }

  @Test
  void agreesWithTheNoncentralT() {
    // SciPy 1.17.1: nct.sf(t.isf(error, n - 1), n - 1, change / (sigma / sqrt(n)))
    assertThat(chance(0.05, 0.016, 8, 0.001)).isCloseTo(0.99406, within(0.005));
    assertThat(chance(0.03, 0.016, 14, 0.0005)).isCloseTo(0.98578, within(0.005));
    assertThat(chance(0.06, 0.02, 5, 0.01)).isCloseTo(0.96999, within(0.01));
    assertThat(chance(0.04, 0.016, 4, 0.025)).isCloseTo(0.89861, within(0.01));
  }

  @Test
  void isLostToTheFloorAndToTheMargin() {
    Evidence.Level look = new Evidence.Level(14, 0.001, 0.025);

    assertThat(Power.chance(Contrast.RATIO, 0.015, 1e-6, 0, look, new Tolerance(0.02, 0.02)))
        .isZero();
    assertThat(Power.chance(Contrast.RATIO, 0.025, 1e-6, 0, look, new Tolerance(0.03, 0.02)))
        .isZero();
    assertThat(Power.chance(Contrast.RATIO, 0.031, 1e-6, 0, look, new Tolerance(0.03, 0.02)))
        .isEqualTo(1);
  }

  @Test
  void resolvesWhatItFindsInNineOfTen() {
    Evidence.Level look = new Evidence.Level(8, 0.001, 0.0036);
    Tolerance tolerance = new Tolerance(0.03, 0.02);

    double resolvable =
        Power.resolvable(Contrast.RATIO, 0.016, 0.016, List.of(look), tolerance).orElseThrow();

    assertThat(Power.chance(Contrast.RATIO, resolvable, 0.016, 0.016, look, tolerance))
        .isCloseTo(0.9, within(0.001));
  }

  @Test
  void resolvesADifferenceOfShares() {
    Evidence.Level look = new Evidence.Level(8, 0.0005, 0.0036);
    Tolerance tolerance = new Tolerance(0.02, 0.01);

    double resolvable =
        Power.resolvable(Contrast.DIFFERENCE, 0.01, 0.01, List.of(look), tolerance).orElseThrow();

    assertThat(resolvable).isBetween(0.02, 0.04);
    assertThat(Power.chance(Contrast.DIFFERENCE, resolvable, 0.01, 0.01, look, tolerance))
        .isCloseTo(0.9, within(0.001));
  }
}
