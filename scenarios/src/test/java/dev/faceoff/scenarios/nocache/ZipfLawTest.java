package dev.faceoff.scenarios.nocache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.faceoff.scenarios.plan.SeededRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZipfLawTest {

  @Test
  void theSecondIsHalfAsPopularAsTheFirstAndTheTenthATenth() {
    ZipfLaw law = new ZipfLaw(100, 1);

    // 1 / H(100); H(100) = 5.187377517639621, OEIS A001008 over A002805.
    assertThat(law.share(1)).isCloseTo(1 / 5.187377517639621, within(1e-12));
    assertThat(law.share(1) / law.share(2)).isCloseTo(2, within(1e-9));
    assertThat(law.share(1) / law.share(10)).isCloseTo(10, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "100, 1", "100, 0", "1000, 1.3", "7, 0.5"})
  void sharesAddUpToOne(int ranks, double exponent) {
    ZipfLaw law = new ZipfLaw(ranks, exponent);

    assertThat(IntStream.rangeClosed(1, ranks).mapToDouble(law::share).sum())
        .isCloseTo(1, within(1e-9));
  }

  /** Pearson's chi-square; the seed is fixed, so that it holds always or never. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.7, 1, 1.5})
  void drawsFollowTheLaw(double exponent) {
    int ranks = 100;
    int draws = 1_000_000;
    ZipfLaw law = new ZipfLaw(ranks, exponent);
    RandomGenerator random = SeededRandom.of(4711, "zipf");
    int[] counts = new int[ranks + 1];

    for (int draw = 0; draw < draws; draw++) {
      counts[law.draw(random)]++;
    }

    double chiSquare = 0;
    for (int rank = 1; rank <= ranks; rank++) {
      double expected = draws * law.share(rank);
      chiSquare += (counts[rank] - expected) * (counts[rank] - expected) / expected;
    }
    // The 99.9th percentile with 99 degrees of freedom: SciPy 1.17.1, chi2.ppf(0.999, 99).
    assertThat(chiSquare).isLessThan(148.2304);
  }

  @Test
  void theLowestAndTheHighestRandomNumberGiveTheFirstAndTheLastRank() {
    ZipfLaw law = new ZipfLaw(100, 1);

    assertThat(law.draw(always(0))).isEqualTo(1);
    assertThat(law.draw(always(Math.nextDown(1.0)))).isEqualTo(100);
  }

  @Test
  void aRankBeginsWhereTheSharesBeforeItEnd() {
    ZipfLaw law = new ZipfLaw(4, 0);

    assertThat(law.draw(always(Math.nextDown(0.25)))).isEqualTo(1);
    assertThat(law.draw(always(0.25))).isEqualTo(2);
    assertThat(law.draw(always(0.75))).isEqualTo(4);
  }

  @Test
  void refusesWhatIsNoLaw() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ZipfLaw(0, 1))
        .withMessage("ranks must be at least 1, but is 0");
    assertThatIllegalArgumentException().isThrownBy(() -> new ZipfLaw(10, -0.5));
    assertThatIllegalArgumentException().isThrownBy(() -> new ZipfLaw(10, Double.NaN));
  }

  private static RandomGenerator always(double number) {
    return new RandomGenerator() {
      @Override
      public long nextLong() {
        throw new UnsupportedOperationException();
      }

      @Override
      public double nextDouble() {
        return number;
      }
    };
  }
}
