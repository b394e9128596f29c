package dev.faceoff.scenarios.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.scenarios.plan.LoadPlan.PlannedBlock;
import dev.faceoff.scenarios.plan.LoadPlan.Purpose;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PairedBlocksTest {
  private static final long MILLI = 1_000_000;
  private static final int ARRIVALS = 400;
  private static final String A = "baseline";
  private static final String B = "candidate";

  @Test
  void ofEveryFourArrivalsEachSideIsFirstTwice() {
    PairedBlocks paired = paired(1, Optional.empty());

    for (int k = 0; k < ARRIVALS; k += 4) {
      assertThat(IntStream.range(k, k + 4).filter(each -> isFirst(paired, each, A)).count())
          .isEqualTo(2);
    }
    for (int k = 0; k < ARRIVALS; k++) {
      assertThat(isFirst(paired, k, A)).isNotEqualTo(isFirst(paired, k, B));
    }
  }

  @Test
  void theSeedDrawsWhoIsFirst() {
    List<Boolean> drawn = firsts(1);
    List<Boolean> otherSeed = firsts(2);

    assertThat(firsts(1)).isEqualTo(drawn);
    // Five standard deviations of a fair coin either side; the seeds are fixed.
    assertThat(
            IntStream.range(0, ARRIVALS).filter(k -> drawn.get(k).equals(otherSeed.get(k))).count())
        .isBetween(150L, 250L);
  }

  @Test
  void theOtherGoesAPauseAfterTheFirstHasGone() {
    PairedBlocks paired = paired(1, Optional.empty());
    String first = isFirst(paired, 0, A) ? A : B;
    String other = first.equals(A) ? B : A;
    long due = paired.delayNanos(0, other);
    long late = paired.delayNanos(0, first) + 7 * MILLI;

    assertThat(paired.waitNanos(0, other, due, 5 * MILLI)).isEqualTo(due - 5 * MILLI);
    // Due, but the first is late itself.
    assertThat(paired.waitNanos(0, other, due, due)).isPositive();
    paired.go(0, first, late);
    assertThat(paired.waitNanos(0, other, due, due)).isEqualTo(7 * MILLI);
    assertThat(paired.waitNanos(0, other, due, due + 7 * MILLI)).isZero();
  }

  @Test
  void theOtherDoesNotWaitForeverForAFirstThatNeverComes() {
    PairedBlocks paired = paired(1, Optional.empty());
    String other = isFirst(paired, 0, A) ? B : A;
    long due = paired.delayNanos(0, other);

    assertThat(paired.waitNanos(0, other, due, due + 999 * MILLI)).isPositive();
    assertThat(paired.waitNanos(0, other, due, due + 1000 * MILLI)).isZero();
  }

  @Test
  void thePauseIsTheSlowerSidesNinthDecileAndTwoMilliseconds() {
    PairedBlocks settling = paired(1, Optional.empty());
    for (long i = 1; i <= 10; i++) {
      settling.answered(A, i * MILLI);
      settling.answered(B, 3 * i * MILLI);
    }

    assertThat(pauseNanos(settling)).isEqualTo(20 * MILLI);
    assertThat(pauseNanos(paired(1, Optional.of(settling)))).isEqualTo(29 * MILLI);
  }

  @Test
  void thePauseHasLimits() {
    PairedBlocks quick = paired(1, Optional.empty());
    quick.answered(A, MILLI);
    PairedBlocks hanging = paired(1, Optional.empty());
    hanging.answered(B, 30_000 * MILLI);

    assertThat(pauseNanos(paired(1, Optional.of(quick)))).isEqualTo(5 * MILLI);
    assertThat(pauseNanos(paired(1, Optional.of(hanging)))).isEqualTo(1000 * MILLI);
  }

  private static PairedBlocks paired(long seed, Optional<PairedBlocks> before) {
    return new PairedBlocks(
        new PlannedBlock(0, Purpose.MATCHED, A, 1, 0, 8, 0, ARRIVALS / 8.0), seed, before);
  }

  private static List<Boolean> firsts(long seed) {
    PairedBlocks paired = paired(seed, Optional.empty());
    return IntStream.range(0, ARRIVALS).mapToObj(k -> isFirst(paired, k, A)).toList();
  }

  private static boolean isFirst(PairedBlocks paired, int arrival, String side) {
    String other = side.equals(A) ? B : A;
    return paired.delayNanos(arrival, side) < paired.delayNanos(arrival, other);
  }

  private static long pauseNanos(PairedBlocks paired) {
    return Math.abs(paired.delayNanos(0, A) - paired.delayNanos(0, B));
  }
}
