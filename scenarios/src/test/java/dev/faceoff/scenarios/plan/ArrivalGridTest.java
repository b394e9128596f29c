package dev.faceoff.scenarios.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ArrivalGridTest {
  private static final long MILLI = 1_000_000;

  @Test
  void aWholeRateIsSpreadEvenlyOverEachSecond() {
    assertThat(dueMillis(8, 2)).containsExactly(0L, 250L, 500L, 750L, 1000L, 1250L, 1500L, 1750L);
  }

  @Test
  void aRateThatDividesNoSecondIsRoundedDownToMilliseconds() {
    assertThat(dueMillis(3, 1)).containsExactly(0L, 333L, 666L);
  }

  @Test
  void aFractionalRateHasWholeNumbersOfArrivalsInItsSeconds() {
    // 2.5 a second for 4 s: 3, 2, 3 and 2, as Gatling rounds up what is due by each second's end.
    assertThat(dueMillis(10, 4))
        .containsExactly(0L, 333L, 666L, 1000L, 1500L, 2000L, 2333L, 2666L, 3000L, 3500L);
  }

  @Test
  void lessThanOneASecondLeavesSecondsEmpty() {
    // 0.4 a second for 5 s.
    assertThat(dueMillis(2, 5)).containsExactly(0L, 2000L);
  }

  @Test
  void everyArrivalHasItsPlaceInOrderWithinTheBlock() {
    for (long arrivals : new long[] {1, 7, 59, 61, 997, 1003, 12_345}) {
      List<Long> due = dueMillis(arrivals, 7);
      assertThat(due).isSorted().allMatch(millis -> millis >= 0 && millis < 7000);
    }
  }

  @Test
  void refusesAnArrivalThatIsNotPlanned() {
    ArrivalGrid grid = new ArrivalGrid(10, 2);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> grid.dueNanos(10))
        .withMessage("arrival must be from 0 to 9, but is 10");
    assertThatIllegalArgumentException().isThrownBy(() -> grid.dueNanos(-1));
  }

  private static List<Long> dueMillis(long arrivals, int seconds) {
    ArrivalGrid grid = new ArrivalGrid(arrivals, seconds);
    return LongStream.range(0, arrivals).mapToObj(grid::dueNanos).map(due -> due / MILLI).toList();
  }
}
