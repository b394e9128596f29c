package dev.faceoff.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.faceoff.stats.CensoredMedian.Bounds;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CensoredMedianTest {
  private static final double LIMIT = 15;

  private static CensoredMedian of(int longer, double... known) {
    return CensoredMedian.of(known, longer, LIMIT, 0.95);
  }

  @Test
  void isTheMiddleTimeOrBetweenTheMiddleTwo() {
    assertThat(of(0, 7).median()).hasValue(7);
    assertThat(of(0, 9, 1, 4).median()).hasValue(4);
    assertThat(of(0, 9, 1, 4, 6).median()).hasValue(5);
  }

  @Test
  void timesThatAreNotKnownStandBehindAllOthers() {
    assertThat(of(1, 9, 1).median()).hasValue(9);
    assertThat(of(2, 9, 1, 4).median()).hasValue(9);
  }

  @Test
  void isNotKnownWhereHalfOfTheTimesAreNot() {
    assertThat(of(1, 3).median()).isEmpty();
    assertThat(of(2, 3).median()).isEmpty();
    assertThat(of(4).median()).isEmpty();
  }

  /** R 4.3: {@code qbinom(0.025, n, 0.5)}, the rank of the lower end. */
  @ParameterizedTest
  @CsvSource({"6, 1", "7, 1", "8, 1", "9, 2", "12, 3", "15, 4", "20, 6", "30, 10", "100, 40"})
  void itsIntervalLiesBetweenTwoTimesOfThatRank(int times, int rank) {
    double[] known = new double[times];
    Arrays.setAll(known, i -> i + 1);

    Bounds bounds = CensoredMedian.of(known, 0, 200, 0.95).bounds().orElseThrow();

    assertThat(bounds.low()).isEqualTo(rank);
    assertThat(bounds.high()).hasValue(times + 1 - rank);
  }

  @Test
  void fewerThanSixTimesHaveNoInterval() {
    assertThat(CensoredMedian.leastTimes(0.95)).isEqualTo(6);
    assertThat(of(0, 1, 2, 3, 4, 5).bounds()).isEmpty();
    assertThat(of(3, 1, 2).bounds()).isEmpty();
  }

  @Test
  void anIntervalThatEndsWithATimeThatIsNotKnownHasNoUpperEnd() {
    Bounds some = of(1, 1, 2, 3, 4, 5).bounds().orElseThrow();
    Bounds none = of(6).bounds().orElseThrow();

    assertThat(some.low()).isEqualTo(1);
    assertThat(some.high()).isEmpty();
    assertThat(none.low()).isEqualTo(LIMIT);
    assertThat(none.high()).isEmpty();
  }

  @Test
  void doesNotTouchItsArgument() {
    double[] known = {3, 1, 2};

    CensoredMedian.of(known, 2, LIMIT, 0.95);

    assertThat(known).containsExactly(3, 1, 2);
  }

  @Test
  void thereIsNoMedianOfNoTimes() {
    assertThatThrownBy(() -> of(0)).isInstanceOf(IllegalArgumentException.class);
  }

  /** Of an exponential law, half of whose times are not known; its median is log 2. */
  @Test
  void itsIntervalHoldsTheMedianAsOftenAsItSays() {
    Random random = new Random(20261122);
    double limit = Math.log(2) * 1.05;
    int held = 0;
    int trials = 4000;
    for (int trial = 0; trial < trials; trial++) {
      double[] times = random.doubles(12).map(u -> -Math.log(1 - u)).toArray();
      double[] known = Arrays.stream(times).filter(time -> time <= limit).toArray();
      Bounds bounds =
          CensoredMedian.of(known, times.length - known.length, limit, 0.95).bounds().orElseThrow();
      held +=
          bounds.low() <= Math.log(2) && bounds.high().orElse(Double.MAX_VALUE) >= Math.log(2)
              ? 1
              : 0;
    }

    // Between the third and the tenth of twelve: 1 - 2 * pbinom(2, 12, 0.5) = 0.9614.
    assertThat((double) held / trials).isCloseTo(0.9614, within(0.015));
  }
}
