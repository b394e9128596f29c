package dev.faceoff.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.faceoff.model.Estimate;
import dev.faceoff.model.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class JackknifeTest {
  private final Jackknife jackknife = new Jackknife(0.95);

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  private static double geometricMean(List<Double> values) {
    return Math.exp(values.stream().mapToDouble(Math::log).average().orElseThrow());
  }

  @Test
  void ofAGeometricMeanIsStudentsIntervalOfTheLogs() {
    List<Double> values = List.of(0.92, 1.05, 1.13, 0.99, 1.21);

    Estimate estimate = jackknife.positive(values, JackknifeTest::geometricMean, "launches");

    // SciPy 1.17.1: exp(mean ± t.ppf(.975, 4) * std(ddof=1) / sqrt(5)) of log(v)
    Interval interval = estimate.interval().orElseThrow();
    assertThat(estimate.value()).isCloseTo(1.055103896677242, within(1e-12));
    assertThat(interval.low()).isCloseTo(0.923135950108858, within(1e-9));
    assertThat(interval.high()).isCloseTo(1.20593747069673, within(1e-9));
    assertThat(estimate.note()).isEqualTo("over 5 launches");
  }

  @Test
  void ofAMeanOnThePlainScaleIsStudentsInterval() {
    List<Double> shares = List.of(0.092, 0.105, 0.113, 0.099, 0.121);

    Estimate estimate = jackknife.share(shares, JackknifeTest::mean, "launches");

    // SciPy 1.17.1: mean ± t.ppf(.975, 4) * std(ddof=1) / sqrt(5)
    assertThat(estimate.interval().orElseThrow().low()).isCloseTo(0.0918428522301773, within(1e-9));
    assertThat(estimate.interval().orElseThrow().high())
        .isCloseTo(0.1201571477698227, within(1e-9));
  }

  @Test
  void ofOneUnitHasNoIntervalAndSaysSo() {
    Estimate estimate = jackknife.positive(List.of(3.0), JackknifeTest::mean, "launches");

    assertThat(estimate.value()).isEqualTo(3.0);
    assertThat(estimate.interval()).isEmpty();
    assertThat(estimate.note()).isEqualTo("no interval: only one of the launches");
  }

  @Test
  void ofCountsThatAreZeroInAUnitStaysFinite() {
    Estimate estimate = jackknife.positive(List.of(0.0, 0.0, 4.0), JackknifeTest::mean, "launches");

    assertThat(estimate.interval().orElseThrow().low()).isFinite();
    assertThat(estimate.interval().orElseThrow().contains(4.0 / 3)).isTrue();
  }

  @Test
  void ofACountThatNeverDiffersIsThatCountExactly() {
    Estimate estimate =
        jackknife.positive(List.of(50.0, 50.0, 50.0), JackknifeTest::mean, "launches");

    // exp(log(50)) is 49.99999999999999
    assertThat(estimate.interval()).contains(new Interval(50, 50, 0.95));
  }

  @Test
  void ofUnitsOfWhichOneHoldsEverythingHasNoInterval() {
    Estimate estimate =
        jackknife.positive(
            List.of(1.0, 0.0, 0.0), some -> some.contains(1.0) ? 7 : Double.NaN, "pairs of blocks");

    assertThat(estimate.value()).isEqualTo(7);
    assertThat(estimate.interval()).isEmpty();
  }

  @Test
  void coversTheTrueRatioOfTailsWhenLaunchesDiffer() {
    int covered = 0;
    int cases = 300;
    double trueRatio = 1.25;
    for (int seed = 0; seed < cases; seed++) {
      List<Launch> launches = launches(6, 300, trueRatio, seed);

      Estimate ratio =
          jackknife.positive(
              launches,
              some ->
                  p95(some.stream().map(Launch::b).toList())
                      / p95(some.stream().map(Launch::a).toList()),
              "launches");

      covered += ratio.interval().orElseThrow().contains(trueRatio) ? 1 : 0;
    }

    // 95 % of 300 is 285; fewer than 273 has a probability below 0.1 % for a true 95 % interval.
    assertThat(covered).isBetween(273, 300);
  }

  /** Two samples of latencies whose processes each start with a speed of their own (sd 3 %). */
  private record Launch(Histogram a, Histogram b) {}

  private static List<Launch> launches(int number, int requests, double ratio, long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    List<Launch> launches = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      launches.add(
          new Launch(
              latencies(requests, Math.exp(0.03 * random.nextGaussian()), random),
              latencies(requests, ratio * Math.exp(0.03 * random.nextGaussian()), random)));
    }
    return launches;
  }

  private static Histogram latencies(int requests, double scale, RandomGenerator random) {
    Histogram histogram = new Histogram(3);
    for (int i = 0; i < requests; i++) {
      histogram.recordValue(Math.round(1e6 * scale * Math.exp(0.4 * random.nextGaussian())));
    }
    return histogram;
  }

  private static double p95(List<Histogram> histograms) {
    Histogram sum = new Histogram(3);
    histograms.forEach(sum::add);
    return Quantile.harrellDavis(sum, 0.95);
  }
}
