package dev.faceoff.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.faceoff.model.Estimate;
import dev.faceoff.model.Interval;
import dev.faceoff.stats.PowerLaw.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PowerLawTest {
  private static final double[] SIZES = {62_500, 125_000, 250_000, 500_000, 1_000_000};
  private static final int CASES = 500;

  private static List<Observation> observed(double[] sizes, DoubleUnaryOperator value) {
    List<Observation> observations = new ArrayList<>();
    for (double size : sizes) {
      observations.add(new Observation(size, List.of(value.applyAsDouble(size))));
    }
    return observations;
  }

  private static List<Observation> observed(double[] sizes, double... values) {
    List<Observation> observations = new ArrayList<>();
    for (int i = 0; i < sizes.length; i++) {
      observations.add(new Observation(sizes[i], List.of(values[i])));
    }
    return observations;
  }

  @Test
  void countsOnALawHaveAnExactExponent() {
    Estimate rows = PowerLaw.through(observed(SIZES, size -> size)).exponent();
    Estimate statements = PowerLaw.through(observed(SIZES, size -> 1)).exponent();

    assertThat(rows.value()).isEqualTo(1);
    assertThat(statements.value()).isZero();
    assertThat(rows.interval()).isEmpty();
    assertThat(rows.note()).isEqualTo("no interval: counted, and exactly on the law");
    assertThat(PowerLaw.through(observed(SIZES, size -> size)).predict(10_000_000).value())
        .isCloseTo(10_000_000, within(1e-3));
  }

  @Test
  void countsThatAreNotOnALawHaveAnIntervalForIt() {
    double[] pages = {5, 16, 50, 160, 500};

    PowerLaw law = PowerLaw.through(observed(pages, size -> 2 * size + 1));

    assertThat(law.exponent().value()).isBetween(0.95, 1.0);
    assertThat(law.exponent().interval().orElseThrow().contains(law.exponent().value())).isTrue();
    assertThat(law.exponent().interval().orElseThrow().high()).isLessThan(1.02);
    assertThat(law.farthest()).isBetween(0.001, 0.05);
  }

  /**
   * Python 3.11.7, statsmodels 0.15.0: {@code sm.OLS(log(y), sm.add_constant(log(x)))}; {@code
   * fit(cov_type='HC2', use_t=True).conf_int()} is wider than that of {@code fit()}. The prediction
   * adds {@code fit().scale} to HC2's {@code get_prediction([[1, log(1e7)]]).var_pred_mean}.
   */
  @Test
  void oneLaunchASizeIsFittedAsStatsmodelsDoes() {
    PowerLaw law = PowerLaw.through(observed(SIZES, 4.12, 6.87, 12.9, 25.3, 49.8));

    between(law.exponent(), 0.9071614380, 0.78999618, 1.02432669, 1e-8);
    between(law.predict(1e7), 385.376964, 246.596046, 602.261905, 1e-5);
    assertThat(law.exponent().note()).isEqualTo("over 5 sizes");
  }

  /** The same, 'HC3' in place of 'HC2'; of the prediction the plain one is the wider. */
  @Test
  void severalLaunchesASizeAreFittedAsStatsmodelsDoes() {
    double[] values = {4.05, 4.31, 7.72, 8.40, 16.1, 15.2, 30.9, 33.8, 62.2, 64.9};
    List<Observation> observations = new ArrayList<>();
    for (int i = 0; i < SIZES.length; i++) {
      observations.add(new Observation(SIZES[i], List.of(values[2 * i], values[2 * i + 1])));
    }

    PowerLaw law = PowerLaw.through(observations);

    between(law.exponent(), 0.9858127521, 0.95242889, 1.01919661, 1e-8);
    between(law.predict(1e7), 611.043361, 521.605746, 715.816479, 1e-5);
  }

  private static void between(
      Estimate estimate, double value, double low, double high, double tolerance) {
    assertThat(estimate.value()).isCloseTo(value, within(tolerance));
    assertThat(estimate.interval().orElseThrow().low()).isCloseTo(low, within(tolerance));
    assertThat(estimate.interval().orElseThrow().high()).isCloseTo(high, within(tolerance));
  }

  @ParameterizedTest
  @CsvSource({"0.97, 0.02, 1", "0.97, 0.2, 1", "0.03, 0.1, 1", "1.5, 0.1, 3", "0.03, 0.1, 3"})
  void intervalsCoverTheTruth(double exponent, double scatter, int launches) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(20);
    int covered = 0;
    int predicted = 0;
    for (int i = 0; i < CASES; i++) {
      PowerLaw law =
          PowerLaw.through(
              noisy(random, launches, s -> 3e-4 * Math.pow(s, exponent), s -> scatter));
      covered += covers(law.exponent(), exponent);
      double next = Math.exp(scatter * random.nextGaussian()) * 3e-4 * Math.pow(1e7, exponent);
      predicted += covers(law.predict(1e7), next);
    }

    assertThat(covered).as("exponent").isGreaterThanOrEqualTo(CASES * 93 / 100);
    assertThat(predicted).as("prediction").isGreaterThanOrEqualTo(CASES * 93 / 100);
  }

  /**
   * A launch that is slow is slow for both variants; naive grows with the 0.6th power, fixed with
   * the 0.03rd.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void whatBothVariantsOfALaunchShareCancelsInTheirRatio(int launches) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(60);
    int covered = 0;
    double widths = 0;
    double widthsOfNaive = 0;
    for (int i = 0; i < CASES; i++) {
      List<Observation> naive = new ArrayList<>();
      List<Observation> ratio = new ArrayList<>();
      for (double size : SIZES) {
        List<Double> naiveByLaunch = new ArrayList<>();
        List<Double> ratioByLaunch = new ArrayList<>();
        for (int launch = 0; launch < launches; launch++) {
          double shared = Math.exp(0.2 * random.nextGaussian());
          double ofNaive = shared * Math.pow(size, 0.6) * Math.exp(0.05 * random.nextGaussian());
          double ofFixed = shared * Math.pow(size, 0.03) * Math.exp(0.05 * random.nextGaussian());
          naiveByLaunch.add(ofNaive);
          ratioByLaunch.add(ofNaive / ofFixed);
        }
        naive.add(new Observation(size, naiveByLaunch));
        ratio.add(new Observation(size, ratioByLaunch));
      }
      Estimate exponent = PowerLaw.through(ratio).exponent();
      covered += covers(exponent, 0.57);
      widths += width(exponent.interval().orElseThrow());
      widthsOfNaive += width(PowerLaw.through(naive).exponent().interval().orElseThrow());
    }

    assertThat(covered).isGreaterThanOrEqualTo(CASES * 93 / 100);
    assertThat(widths).isLessThan(widthsOfNaive / 2);
  }

  /** Small counts scatter more: by the square root of what was counted. */
  @ParameterizedTest
  @CsvSource({"1.0, 20, 1", "0.5, 20, 1", "1.0, 100, 3"})
  void intervalsCoverTheTruthWhereSmallCountsScatterMore(
      double exponent, double countOfSmallest, int launches) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(30);
    int covered = 0;
    for (int i = 0; i < CASES; i++) {
      DoubleUnaryOperator count = size -> countOfSmallest * Math.pow(size / SIZES[0], exponent);
      PowerLaw law =
          PowerLaw.through(
              noisy(random, launches, count, s -> 1 / Math.sqrt(count.applyAsDouble(s))));
      covered += covers(law.exponent(), exponent);
    }

    assertThat(covered).isGreaterThanOrEqualTo(CASES * 93 / 100);
  }

  private static List<Observation> noisy(
      RandomGenerator random, int launches, DoubleUnaryOperator law, DoubleUnaryOperator scatter) {
    List<Observation> observations = new ArrayList<>();
    for (double size : SIZES) {
      List<Double> values = new ArrayList<>();
      for (int launch = 0; launch < launches; launch++) {
        double noise = Math.exp(scatter.applyAsDouble(size) * random.nextGaussian());
        values.add(law.applyAsDouble(size) * noise);
      }
      observations.add(new Observation(size, values));
    }
    return observations;
  }

  private static int covers(Estimate estimate, double truth) {
    return estimate.interval().orElseThrow().contains(truth) ? 1 : 0;
  }

  @Test
  void severalLaunchesNarrowTheIntervalUnlessTheLawDoesNotFit() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(40);
    List<Observation> straight = noisy(random, 4, size -> size, size -> 0.05);
    List<Observation> bent = noisy(random, 4, size -> size + 1e-6 * size * size, size -> 0.005);

    assertThat(PowerLaw.through(straight).exponent().note())
        .isEqualTo("over 20 launches at 5 sizes");
    assertThat(PowerLaw.through(bent).exponent().note())
        .isEqualTo("over 5 sizes, which differ from the law by more than their launches do");
    assertThat(width(PowerLaw.through(bent).exponent().interval().orElseThrow()))
        .isGreaterThan(width(PowerLaw.through(straight).exponent().interval().orElseThrow()));
  }

  private static double width(Interval interval) {
    return interval.high() - interval.low();
  }

  @Test
  void tellsThatLargerSizesGrowByAnotherLaw() {
    PowerLaw.Bend bend =
        PowerLaw.through(observed(SIZES, size -> 5 + size / 50_000)).bend().orElseThrow();

    assertThat(bend.at()).isEqualTo(250_000);
    assertThat(bend.above()).isGreaterThan(bend.below() + 0.1);
  }

  @Test
  void takesScatterForABendNoMoreOftenThanOnceInTwenty() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(50);
    int bends = 0;
    for (int i = 0; i < CASES; i++) {
      List<Observation> observations = noisy(random, 1, size -> size, size -> 0.1);
      bends += PowerLaw.through(observations).bend().isPresent() ? 1 : 0;
    }

    assertThat(bends).isLessThanOrEqualTo(CASES * 7 / 100);
    assertThat(PowerLaw.through(observed(SIZES, size -> size)).bend()).isEmpty();
  }

  @Test
  void saysWhyThereIsNoLaw() {
    assertThat(PowerLaw.obstacle(observed(new double[] {1, 2, 3}, size -> size)))
        .hasValue("measured at 3 sizes, and a law needs 4");
    assertThat(PowerLaw.obstacle(observed(SIZES, 1, 2, 0, 4, 5)))
        .hasValue("nothing was counted at 250,000, and a power law is never 0");
    assertThat(PowerLaw.obstacle(observed(SIZES, 1, 2, 3, 4, 5))).isEmpty();
    List<Observation> zero = observed(SIZES, 1, 2, 0, 4, 5);
    assertThatThrownBy(() -> PowerLaw.through(zero)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void predictsNothingFartherThanTenTimesTheLargestSize() {
    PowerLaw law = PowerLaw.through(observed(SIZES, 1, 2, 3, 4, 5));

    assertThat(law.predict(10_000_000).interval()).isPresent();
    assertThatThrownBy(() -> law.predict(10_000_001)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> law.predict(6_249)).isInstanceOf(IllegalArgumentException.class);
  }
}
