package dev.faceoff.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.faceoff.model.Estimate;
import dev.faceoff.model.Interval;
import dev.faceoff.model.ScalePosition;
import dev.faceoff.model.Standing;
import dev.faceoff.stats.Scale.Measured;
import dev.faceoff.stats.Scale.Trials;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleTest {
  private final Scale scale = new Scale(0.95);

  /** A launch with a value of each of the three. */
  private record Unit(double own, double zero, double one) {}

  private static final Measured<Unit> GEOMETRIC =
      new Measured<>(geometric(Unit::own), geometric(Unit::zero), geometric(Unit::one));

  private static final Measured<Unit> MEANS =
      new Measured<>(mean(Unit::own), mean(Unit::zero), mean(Unit::one));

  private static ToDoubleFunction<List<Unit>> geometric(ToDoubleFunction<Unit> of) {
    return units ->
        Math.exp(
            units.stream().mapToDouble(u -> Math.log(of.applyAsDouble(u))).average().orElseThrow());
  }

  private static ToDoubleFunction<List<Unit>> mean(ToDoubleFunction<Unit> of) {
    return units -> units.stream().mapToDouble(of).average().orElseThrow();
  }

  @Test
  void theEndsAreZeroAndOneAndHalfWayIsTheirGeometricMean() {
    assertThat(exact(10).estimate().orElseThrow().value()).isZero();
    assertThat(exact(1000).estimate().orElseThrow().value()).isEqualTo(1);
    assertThat(exact(100).estimate().orElseThrow().value()).isCloseTo(0.5, within(1e-12));
    assertThat(exact(1).estimate().orElseThrow().value()).isCloseTo(-0.5, within(1e-12));
  }

  private static ScalePosition exact(double own) {
    return Scale.ofCounts(own, 10, 1000, "counted");
  }

  @Test
  void ofPairedLogsIsFiellersInterval() {
    List<Unit> units =
        List.of(
            new Unit(50, 10, 98),
            new Unit(55, 11, 105),
            new Unit(46, 10.4, 92),
            new Unit(52, 9.7, 101),
            new Unit(49, 10.1, 96));

    Estimate position = scale.ofRatios(units, GEOMETRIC, "launches").estimate().orElseThrow();

    // An interval holds exactly the positions that a paired t test does not reject.
    Interval interval = position.interval().orElseThrow();
    assertThat(Math.abs(tOf(units, interval.low()))).isCloseTo(2.776445105197793, within(1e-6));
    assertThat(Math.abs(tOf(units, interval.high()))).isCloseTo(2.776445105197793, within(1e-6));
    assertThat(tOf(units, position.value())).isCloseTo(0, within(1e-9));
    assertThat(position.note()).isEqualTo("over 5 launches");
  }

  /** Student's t of the hypothesis that this is the position. */
  private static double tOf(List<Unit> units, double position) {
    double[] rests =
        units.stream()
            .mapToDouble(
                u -> Math.log(u.own() / u.zero()) - position * Math.log(u.one() / u.zero()))
            .toArray();
    double mean = 0;
    for (double rest : rests) {
      mean += rest / rests.length;
    }
    double squares = 0;
    for (double rest : rests) {
      squares += (rest - mean) * (rest - mean);
    }
    return mean / Math.sqrt(squares / (rests.length - 1) / rests.length);
  }

  @ParameterizedTest
  @CsvSource({"0, 5", "0.1, 4", "0.5, 5", "0.93, 5", "1, 10", "1.6, 5", "-0.4, 5"})
  void theIntervalCoversTheTruthAsOftenAsItSays(double truth, int launches) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(20 + launches);
    int covered = 0;
    int placed = 0;
    for (int run = 0; run < 1000; run++) {
      List<Unit> units = new ArrayList<>();
      for (int launch = 0; launch < launches; launch++) {
        // A launch that is slow is slow for all three.
        double common = 0.1 * random.nextGaussian();
        units.add(
            new Unit(
                noisy(random, common, truth * Math.log(8)),
                noisy(random, common, 0),
                noisy(random, common, Math.log(8))));
      }
      ScalePosition position = scale.ofRatios(units, GEOMETRIC, "launches");
      placed += position.estimate().isPresent() ? 1 : 0;
      covered += position.estimate().filter(e -> contains(e, truth)).isPresent() ? 1 : 0;
    }

    assertThat(placed).isGreaterThan(990);
    assertThat((double) covered / placed).isBetween(0.93, 0.97);
  }

  private static boolean contains(Estimate estimate, double truth) {
    return estimate.interval().orElseThrow().contains(truth);
  }

  private static double noisy(RandomGenerator random, double common, double log) {
    return Math.exp(3 + log + common + 0.08 * random.nextGaussian());
  }

  @Test
  void theIntervalOfAPooledQuantileCoversTheTruthToo() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
    int covered = 0;
    for (int run = 0; run < 200; run++) {
      List<List<Histogram>> launches = new ArrayList<>();
      for (int launch = 0; launch < 6; launch++) {
        launches.add(
            List.of(
                latencies(random, 3 + 0.6 * Math.log(10)),
                latencies(random, 3),
                latencies(random, 3 + Math.log(10))));
      }
      ScalePosition position =
          scale.ofRatios(launches, new Measured<>(p95(0), p95(1), p95(2)), "launches");
      covered += contains(position.estimate().orElseThrow(), 0.6) ? 1 : 0;
    }

    assertThat(covered).isGreaterThanOrEqualTo(186);
  }

  private static Histogram latencies(RandomGenerator random, double log) {
    double ofLaunch = log + 0.05 * random.nextGaussian();
    Histogram latencies = new Histogram(3);
    for (int i = 0; i < 150; i++) {
      latencies.recordValue(Math.round(1e3 * Math.exp(ofLaunch + 0.3 * random.nextGaussian())));
    }
    return latencies;
  }

  private static ToDoubleFunction<List<List<Histogram>>> p95(int which) {
    return launches ->
        Quantile.harrellDavis(
            Latencies.together(launches.stream().map(launch -> launch.get(which))), 0.95);
  }

  @Test
  void thereIsNoScaleWhereTheEndsDoNotDifferClearly() {
    List<Unit> alike = units(new double[] {5, 5, 6}, new double[] {10, 11, 9.5}, 1.1);
    List<Unit> perhaps = units(new double[] {5, 5, 6}, new double[] {10, 30, 8}, 2);

    assertThat(scale.ofRatios(alike, GEOMETRIC, "launches"))
        .isEqualTo(ScalePosition.none("The ends do not differ in this measure."));
    assertThat(scale.ofRatios(perhaps, GEOMETRIC, "launches").estimate()).isPresent();
    assertThat(
            scale
                .ofRatios(
                    List.of(new Unit(5, 10, 30), new Unit(5, 10, 11), new Unit(5, 10, 9)),
                    GEOMETRIC,
                    "launches")
                .estimate())
        .isEmpty();
    assertThat(Scale.ofCounts(5, 10, 11, "counted").estimate()).isEmpty();
  }

  private static List<Unit> units(double[] own, double[] zero, double ratio) {
    List<Unit> units = new ArrayList<>();
    for (int i = 0; i < own.length; i++) {
      units.add(new Unit(own[i], zero[i], ratio * zero[i]));
    }
    return units;
  }

  @Test
  void countsThatNeverDifferHaveAPlaceWithoutWidth() {
    List<Unit> units = List.of(new Unit(51, 1, 51), new Unit(51, 1, 51), new Unit(51, 1, 51));

    ScalePosition position = scale.ofRatios(units, GEOMETRIC, "launches");

    Interval interval = position.estimate().orElseThrow().interval().orElseThrow();
    assertThat(interval.low()).isCloseTo(1, within(1e-9));
    assertThat(interval.high()).isCloseTo(1, within(1e-9));
    assertThat(position.standing()).isEqualTo(Standing.LIKE_NAIVE);
  }

  @Test
  void nothingAtAllHasNoPlaceAmongRatiosButOneAmongAmounts() {
    List<Unit> units = List.of(new Unit(4, 0, 8), new Unit(4.4, 0, 8.2), new Unit(3.8, 0, 8.1));

    assertThat(scale.ofRatios(units, MEANS, "launches").reason())
        .isEqualTo("0 has no place on a scale of ratios.");
    ScalePosition amount = scale.ofAmounts(units, MEANS, "launches");
    assertThat(amount.estimate().orElseThrow().value()).isCloseTo(0.502, within(0.001));
    assertThat(amount.standing()).isEqualTo(Standing.BETWEEN);
    assertThat(
            scale
                .ofAmounts(List.of(new Unit(1, 0, 0), new Unit(1, 0, 0)), MEANS, "launches")
                .estimate())
        .isEmpty();
  }

  @Test
  void sharesOfFewTrialsAreNoSurerThanThoseTrials() {
    List<Unit> units = List.of(new Unit(0, 0, 0.2), new Unit(0, 0, 0.2), new Unit(0, 0, 0.2));

    ScalePosition few = scale.ofShares(units, MEANS, new Trials(300, 300, 300), "launches");
    ScalePosition many = scale.ofShares(units, MEANS, new Trials(30_000, 30_000, 30_000), "x");

    assertThat(width(few)).isGreaterThan(5 * width(many)).isGreaterThan(0.05);
    assertThat(many.standing()).isEqualTo(Standing.LIKE_FIXED);
    assertThat(scale.ofShares(units, MEANS, new Trials(20, 20, 20), "launches").estimate())
        .isEmpty();
  }

  private static double width(ScalePosition position) {
    Interval interval = position.estimate().orElseThrow().interval().orElseThrow();
    return interval.high() - interval.low();
  }

  @Test
  void oneUnitHasAPlaceButNoVerdict() {
    ScalePosition position = scale.ofRatios(List.of(new Unit(95, 10, 100)), GEOMETRIC, "launches");

    assertThat(position.estimate().orElseThrow().interval()).isEmpty();
    assertThat(position.estimate().orElseThrow().note())
        .isEqualTo("no interval: only one of the launches");
    assertThat(position.standing()).isEqualTo(Standing.CANNOT_TELL);
  }

  @ParameterizedTest
  @CsvSource({
    "-0.9, -0.3, BEYOND_FIXED",
    "-0.3, -0.2, CANNOT_TELL",
    "-0.2, 0.2, LIKE_FIXED",
    "0.1, 0.4, CANNOT_TELL",
    "0.3, 0.7, BETWEEN",
    "0.7, 0.8, CANNOT_TELL",
    "0.88, 0.99, LIKE_NAIVE",
    "0.9, 1.3, CANNOT_TELL",
    "1.3, 2, BEYOND_NAIVE"
  })
  void aVerdictNeedsTheWholeIntervalInOnePlace(double low, double high, Standing expected) {
    assertThat(Scale.standing(low, high)).isEqualTo(expected);
  }
}
