package dev.faceoff.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.faceoff.scenarios.plan.GeneratorEvent;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A generator on two cores that is told of some milliseconds after each second. */
class GeneratorCountersTest {
  private static final long SECOND = 1_000_000_000L;

  private final GeneratorCounters counters = new GeneratorCounters();

  private void tell(double atSecond, double cpuSeconds, long gcMillis) {
    counters.add(
        new GeneratorEvent(
            GeneratorEvent.Kind.PROGRESS,
            -1,
            (long) (atSecond * SECOND),
            0,
            0,
            0,
            (long) (cpuSeconds * SECOND),
            gcMillis,
            2,
            Map.of()));
  }

  @Test
  void tellsHowBusyItWasInAStretchThatAnAverageWouldHide() {
    // Idle, two seconds with one and a half of the cores, idle again.
    tell(0, 1, 0);
    tell(10, 1, 10);
    tell(11, 2.5, 110);
    tell(12, 4, 210);
    tell(20, 4, 210);

    GeneratorCounters.Busy busy = counters.between(10, 12).orElseThrow();
    assertThat(busy.cpuShare()).isCloseTo(0.75, within(1e-9));
    assertThat(busy.gcShare()).isCloseTo(0.1, within(1e-9));
    assertThat(counters.between(0, 10).orElseThrow().cpuShare()).isZero();
  }

  @Test
  void betweenTwoTellingsItGoesBySharesOfTheTime() {
    tell(0.5, 0, 0);
    tell(1.5, 1, 0);
    tell(2.5, 1, 0);
    tell(3.5, 1, 0);

    // Half of the core second of the first stretch falls into it.
    assertThat(counters.between(1, 3).orElseThrow().cpuShare()).isCloseTo(0.125, within(1e-9));
  }

  @Test
  void knowsNothingOfWhatItWasNotTold() {
    tell(1, 0, 0);
    tell(2, 1, 0);

    assertThat(counters.between(0, 1)).isEmpty();
    assertThat(counters.between(1, 3)).isEmpty();
  }
}
