package dev.faceoff.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class QuantileTest {
  /** i*i*37 mod 1009 + 1 for i in 1..250. */
  private static Histogram sample() {
    Histogram histogram = new Histogram(4);
    for (int i = 1; i <= 250; i++) {
      histogram.recordValue(i * i * 37 % 1009 + 1);
    }
    return histogram;
  }

  @Test
  void agreesWithScipy() {
    Histogram sample = sample();

    // SciPy 1.17.1: scipy.stats.mstats.hdquantiles(x, [.5, .9, .95, .99])
    assertThat(Quantile.harrellDavis(sample, 0.5)).isCloseTo(527.9961437672016, within(1e-6));
    assertThat(Quantile.harrellDavis(sample, 0.9)).isCloseTo(930.429357944514, within(1e-6));
    assertThat(Quantile.harrellDavis(sample, 0.95)).isCloseTo(969.5399859863346, within(1e-6));
    assertThat(Quantile.harrellDavis(sample, 0.99)).isCloseTo(1004.3325144160573, within(1e-6));
  }

  @Test
  void isTheValueItselfWhenAllAreEqual() {
    Histogram histogram = new Histogram(3);
    histogram.recordValueWithCount(42, 1_000_000);

    assertThat(Quantile.harrellDavis(histogram, 0.999)).isCloseTo(42, within(1e-9));
  }

  @Test
  void refusesAnEmptySampleAndAPercentage() {
    assertThatThrownBy(() -> Quantile.harrellDavis(new Histogram(3), 0.5))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Quantile.harrellDavis(sample(), 95))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("95");
  }

  @Test
  void supportsAQuantileFromTenValuesBeyondItOn() {
    assertThat(Quantile.supportedBy(199, 0.95)).isFalse();
    assertThat(Quantile.supportedBy(200, 0.95)).isTrue();
    assertThat(Quantile.supportedBy(999, 0.99)).isFalse();
    assertThat(Quantile.supportedBy(1000, 0.99)).isTrue();
  }
}
