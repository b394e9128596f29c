package dev.faceoff.scenarios.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Arrivals that are due 80 a second, of which 20 are let in at first. */
class AdmissionTest {
  private static final int MOST = 80;
  private static final long SECOND = 1_000_000_000L;

  private final Admission admission = new Admission(MOST, 20);

  @Test
  void letsInEvenlyAsManyAsTheRateNeeds() {
    assertThat(letIn(0))
        .containsExactly(
            3, 7, 11, 15, 19, 23, 27, 31, 35, 39, 43, 47, 51, 55, 59, 63, 67, 71, 75, 79);
    assertThat(letIn(1)).hasSize(20);
  }

  @Test
  void aRateThatIsNoPartOfTheMostIsKeptOnAverage() {
    admission.change(30, -SECOND);

    assertThat(IntStream.range(0, 8).map(second -> letIn(second).length).sum()).isEqualTo(8 * 30);
  }

  @Test
  void aChangeHoldsFromTheNextSecondOnSoThatBothBlocksSeeItAlike() {
    admission.change(MOST, 5 * SECOND + SECOND / 2);

    assertThat(letIn(5)).hasSize(20);
    assertThat(letIn(6)).hasSize(MOST);
    assertThat(letIn(600)).hasSize(MOST);
  }

  @Test
  void whoeverComesEarlyByPartOfAMillisecondSeesTheOldRate() {
    admission.change(MOST, 6 * SECOND - 100_000);

    assertThat(letIn(6)).hasSize(20);
    assertThat(letIn(7)).hasSize(MOST);
  }

  @Test
  void refusesARateThatItCannotGive() {
    for (double rate : new double[] {0, -1, MOST + 1, Double.NaN}) {
      assertThatThrownBy(() -> admission.change(rate, 0))
          .hasMessageStartingWith("the rate must be above 0 and at most 80.0 a second, but is ");
    }
  }

  private int[] letIn(int second) {
    return IntStream.range(second * MOST, (second + 1) * MOST)
        .filter(arrival -> admission.admits(arrival, arrival * SECOND / MOST))
        .toArray();
  }
}
