package dev.faceoff.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.faceoff.model.Interval;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailureEvidenceTest {
  private static FailureCounts counts(long onlyBaseline, long onlyCandidate) {
    return new FailureCounts(1000, onlyBaseline, onlyCandidate, 0);
  }

  @Test
  void isMcNemarsExactTest() {
    // SciPy 1.17.1: binomtest(c, c + b, .5, alternative="greater").pvalue
    assertThat(FailureEvidence.mcNemar(15, 3)).isCloseTo(0.0037689208984375, within(1e-12));
    assertThat(FailureEvidence.mcNemar(8, 0)).isCloseTo(0.00390625, within(1e-12));
    assertThat(FailureEvidence.mcNemar(30, 12)).isCloseTo(0.003957948667448363, within(1e-12));
    assertThat(FailureEvidence.mcNemar(0, 8)).isEqualTo(1);
    assertThat(FailureEvidence.mcNemar(0, 0)).isEqualTo(1);
  }

  @Test
  void multipliesTheExactIntervalsOfItsTwoShares() {
    FailureEvidence evidence =
        FailureEvidence.of(List.of(counts(1, 3), counts(1, 3), counts(0, 3), counts(1, 3)));

    Interval interval = evidence.decisive(0.0125);

    // SciPy 1.17.1: beta.ppf and beta.isf for 15 of 4000, and for 12 of 15
    assertThat(interval.low()).isCloseTo(-0.00022980713741374686, within(1e-12));
    assertThat(interval.high()).isCloseTo(0.006120608608491232, within(1e-12));
    assertThat(evidence.value()).isCloseTo(0.00225, within(1e-12));
  }

  @Test
  void hasALowerBoundAboveZeroExactlyWhenTheTestRejects() {
    for (int candidate = 3; candidate < 30; candidate++) {
      FailureEvidence evidence =
          FailureEvidence.of(List.of(counts(1, candidate), counts(2, candidate)));

      assertThat(evidence.decisive(0.001).low() > 0)
          .as("3 against %d", 2 * candidate)
          .isEqualTo(evidence.pAbove() <= 0.001);
    }
  }

  @Test
  void boundsWhatNeverHappened() {
    FailureEvidence evidence =
        FailureEvidence.of(List.of(counts(0, 0), counts(0, 0), counts(0, 0), counts(0, 0)));

    // SciPy 1.17.1: beta.isf(.0125, 1, 4000)
    assertThat(evidence.interval(0.025).high()).isCloseTo(0.0010949068103148277, within(1e-12));
    assertThat(evidence.isWithin(0.0011, 0.025)).isTrue();
    assertThat(evidence.isWithin(0.001, 0.025)).isFalse();
  }

  @Test
  void aBurstInOneLaunchProvesNothing() {
    FailureEvidence burst =
        FailureEvidence.of(List.of(counts(0, 60), counts(0, 0), counts(0, 0), counts(0, 0)));
    FailureEvidence twoOfMany =
        FailureEvidence.of(
            List.of(
                counts(0, 60),
                counts(0, 0),
                counts(0, 0),
                counts(0, 9),
                counts(0, 0),
                counts(0, 0),
                counts(0, 0)));
    FailureEvidence everywhere =
        FailureEvidence.of(List.of(counts(0, 15), counts(0, 17), counts(0, 16), counts(0, 12)));

    assertThat(burst.pAbove()).isEqualTo(1);
    assertThat(twoOfMany.pAbove()).isEqualTo(1);
    assertThat(everywhere.pAbove()).isLessThan(1e-12);
  }

  @Test
  void widensItsIntervalWhereFailuresComeInBursts() {
    Interval burst =
        FailureEvidence.of(List.of(counts(0, 60), counts(0, 0), counts(0, 0), counts(0, 0)))
            .interval(0.025);

    assertThat(burst.low()).isLessThan(0);
    assertThat(burst.high()).isGreaterThan(0.06);
  }
}
