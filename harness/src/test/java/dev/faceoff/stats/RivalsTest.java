package dev.faceoff.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.faceoff.stats.Launches.Effect;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RivalsTest {
  private static final double[] HERE = {5, 7, 7, 9, 12, 12, 12, 15, 20};
  private static final double[] THERE = {7, 9, 9, 12, 14, 18, 21, 21, 25, 30};

  private static List<MatchedPairs> launches(Effect onCandidate, long seed) {
    RandomGenerator random = Launches.random(seed);
    return IntStream.range(0, 6)
        .mapToObj(launch -> Launches.pairs(launch, 5, 8, Launches.NONE, onCandidate, random))
        .toList();
  }

  @Test
  void countRanksAsMannAndWhitneyDid() {
    // SciPy 1.17.1: mannwhitneyu(here, there, method="asymptotic").pvalue
    assertThat(Rivals.mannWhitney(HERE, THERE)).isCloseTo(0.09960451989632417, within(1e-12));
    assertThat(Rivals.mannWhitney(THERE, HERE)).isCloseTo(0.09960451989632417, within(1e-12));
    // The example of SciPy's documentation: age of diagnosis of diabetes
    assertThat(Rivals.mannWhitney(new double[] {19, 22, 16, 29, 24}, new double[] {20, 11, 17, 12}))
        .isCloseTo(0.11134688653314041, within(1e-12));
    assertThat(Rivals.mannWhitney(new double[] {3, 3}, new double[] {3, 3, 3})).isEqualTo(1);
  }

  @Test
  void compareMeansAsWelchDid() {
    // SciPy 1.17.1: ttest_ind(here, there, equal_var=False).pvalue
    assertThat(Welch.of(HERE, THERE).pEither()).isCloseTo(0.06993648348896364, within(1e-10));
    assertThat(Welch.of(new double[] {1, 1}, new double[] {1, 1}).pEither()).isEqualTo(1);
    assertThat(Welch.of(new double[] {1, 1}, new double[] {2, 2}).pEither()).isZero();
  }

  @Test
  void findALargeDifference() {
    List<MatchedPairs> launches = launches((millis, second, random) -> 1.3 * millis, 1);

    assertThat(Rivals.p95IsOverTenPercentHigher(launches)).isTrue();
    assertThat(Rivals.mannWhitney(launches)).isLessThan(1e-6);
    assertThat(Rivals.tenSlices(launches)).isLessThan(1e-4);
  }

  @Test
  void findNoDifferenceWhereThereIsNone() {
    List<MatchedPairs> launches = launches(Launches.NONE, 2);

    assertThat(Rivals.p95IsOverTenPercentHigher(launches)).isFalse();
    assertThat(Rivals.mannWhitney(launches)).isGreaterThan(0.05);
    assertThat(Rivals.tenSlices(launches)).isGreaterThan(0.05);
  }

  @Test
  void refuseTooFewRequests() {
    List<MatchedPairs> none = List.of(new MatchedPairs(0, Launches.ENDPOINT));

    assertThatIllegalArgumentException().isThrownBy(() -> Rivals.mannWhitney(none));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Rivals.tenSlices(none))
        .withMessageContaining("ten slices need ten requests, but there are 0");
    assertThatIllegalArgumentException().isThrownBy(() -> Rivals.p95IsOverTenPercentHigher(none));
  }
}
