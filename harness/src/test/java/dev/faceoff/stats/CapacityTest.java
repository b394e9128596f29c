package dev.faceoff.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.faceoff.model.Interval;
import dev.faceoff.stats.CapacityBracket.Ending;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class CapacityTest {
  private static final List<CapacityBracket> NAIVE =
      List.of(found(100, 110), found(110, 121), found(99, 109));
  private static final List<CapacityBracket> FIXED =
      List.of(found(400, 440), found(440, 484), found(396, 430));

  private static CapacityBracket found(double kept, double notKept) {
    return new CapacityBracket(
        OptionalDouble.of(kept), OptionalDouble.of(notKept), Ending.FOUND, 9);
  }

  private static CapacityBracket atLeast(double kept) {
    return new CapacityBracket(
        OptionalDouble.of(kept), OptionalDouble.empty(), Ending.GENERATOR_LIMIT, 9);
  }

  @Test
  void isTheMeanOfTheKeptRatesWithStudentsIntervalAroundTheBrackets() {
    Capacity capacity = Capacity.of(FIXED).orElseThrow();

    // SciPy 1.17.1: exp(mean(log(kept))), exp(mean(log(kept)) - h), exp(mean(log(notKept)) + h)
    // with
    // h = t.ppf(.975, 2) * std((log(kept) + log(notKept)) / 2, ddof=1) / sqrt(3)
    assertThat(capacity.atLeast()).isFalse();
    assertThat(capacity.estimate().value()).isCloseTo(411.5310591240708, within(1e-9));
    Interval interval = capacity.estimate().interval().orElseThrow();
    assertThat(interval.low()).isCloseTo(354.2248504176275, within(1e-9));
    assertThat(interval.high()).isCloseTo(523.6556056029352, within(1e-9));
    assertThat(capacity.estimate().note())
        .isEqualTo("over 3 launches and the width of their brackets");
  }

  @Test
  void ratioIsPairedByLaunch() {
    Capacity ratio = Capacity.ratio(NAIVE, FIXED).orElseThrow();

    // SciPy 1.17.1: the same of the logarithms' differences; the lower end is kept over not kept.
    assertThat(ratio.estimate().value()).isCloseTo(3.990772636318667, within(1e-9));
    Interval interval = ratio.estimate().interval().orElseThrow();
    assertThat(interval.low()).isCloseTo(3.5993066482945495, within(1e-9));
    assertThat(interval.high()).isCloseTo(4.4248150521812715, within(1e-9));
  }

  @Test
  void oneLaunchHasItsBracketAndNoInterval() {
    Capacity capacity = Capacity.of(FIXED.subList(0, 1)).orElseThrow();
    Capacity ratio = Capacity.ratio(NAIVE.subList(0, 1), FIXED.subList(0, 1)).orElseThrow();

    assertThat(capacity.estimate().value()).isCloseTo(400, within(1e-9));
    assertThat(capacity.estimate().interval()).isEmpty();
    assertThat(capacity.estimate().note())
        .isEqualTo("no interval: only one launch, whose search ended between 400.0 and 440.0/s");
    assertThat(ratio.estimate().value()).isCloseTo(4, within(1e-9));
    assertThat(ratio.estimate().note())
        .isEqualTo("no interval: only one launch, whose searches allow 3.64 to 4.40");
  }

  @Test
  void beyondTheGeneratorThereIsOnlyALowerBound() {
    List<CapacityBracket> limited = List.of(atLeast(4000), found(4000, 4400), atLeast(4000));

    Capacity capacity = Capacity.of(limited).orElseThrow();
    Capacity ratio = Capacity.ratio(NAIVE, limited).orElseThrow();

    assertThat(capacity.atLeast()).isTrue();
    assertThat(capacity.estimate().value()).isCloseTo(4000, within(1e-6));
    assertThat(capacity.estimate().interval()).isEmpty();
    assertThat(capacity.estimate().note())
        .isEqualTo("at least: in 2 of 3 launches no rate was found that is not kept");
    assertThat(ratio.atLeast()).isTrue();
    assertThat(ratio.estimate().value()).isBetween(4000 / 121.0, 4000 / 109.0);
    // How much more a candidate takes than "at least 4000" has no lower bound.
    assertThat(Capacity.ratio(limited, NAIVE)).isEmpty();
  }

  @Test
  void aLowerBoundIsNoMoreThanEveryLaunchHasShown() {
    List<CapacityBracket> limited = List.of(atLeast(4000), found(1000, 1100), atLeast(4000));

    assertThat(Capacity.of(limited).orElseThrow().estimate().value()).isEqualTo(1000);
    assertThat(Capacity.ratio(NAIVE, limited).orElseThrow().estimate().value())
        .isCloseTo(1000 / 121.0, within(1e-9));
  }

  @Test
  void withoutAKeptRateThereIsNoCapacity() {
    CapacityBracket none =
        new CapacityBracket(OptionalDouble.empty(), OptionalDouble.of(3), Ending.BUDGET, 9);

    assertThat(Capacity.of(List.of(NAIVE.get(0), none))).isEmpty();
    assertThat(Capacity.ratio(List.of(none), List.of(found(3, 4)))).isEmpty();
    assertThat(Capacity.ratio(List.of(found(3, 4)), List.of(none))).isEmpty();
  }

  @Test
  void refusesNoLaunchesUnequalLaunchesAndEndsInTheWrongOrder() {
    assertThatThrownBy(() -> Capacity.of(List.of())).hasMessageContaining("at least one launch");
    assertThatThrownBy(() -> Capacity.ratio(NAIVE, FIXED.subList(0, 2)))
        .hasMessage("both variants need the same launches, but have 3 and 2");
    assertThatThrownBy(() -> found(4, 4)).hasMessage("4.0/s cannot be kept when 4.0/s is not");
  }

  @Test
  void intervalsHoldTheTruthWhenLaunchesDiffer() {
    RandomGenerator random = Launches.random(1);
    int cases = 500;
    int held = 0;
    int ratios = 0;
    for (int i = 0; i < cases; i++) {
      List<CapacityBracket> naive = new ArrayList<>();
      List<CapacityBracket> fixed = new ArrayList<>();
      for (int launch = 0; launch < 4; launch++) {
        double level = Math.exp(0.05 * random.nextGaussian());
        naive.add(around(100 * level * Math.exp(0.05 * random.nextGaussian()), random));
        fixed.add(around(430 * level * Math.exp(0.05 * random.nextGaussian()), random));
      }
      held +=
          Capacity.of(naive).orElseThrow().estimate().interval().orElseThrow().contains(100)
              ? 1
              : 0;
      ratios +=
          Capacity.ratio(naive, fixed)
                  .orElseThrow()
                  .estimate()
                  .interval()
                  .orElseThrow()
                  .contains(4.3)
              ? 1
              : 0;
    }
    assertThat(held).isGreaterThanOrEqualTo(cases * 95 / 100);
    assertThat(ratios).isGreaterThanOrEqualTo(cases * 95 / 100);
  }

  /** A bracket of a tenth that holds the capacity somewhere. */
  private static CapacityBracket around(double capacity, RandomGenerator random) {
    double kept = capacity / Math.pow(1.1, random.nextDouble());
    return found(kept, 1.1 * kept);
  }
}
