package dev.faceoff.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.stats.Incident.Told;
import dev.faceoff.stats.Watch.Fired;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Two faults of 15 s, at 30 s and at 80 s, in a load of 110 s. */
class WatchTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long NEVER = Long.MAX_VALUE;
  private static final List<PhaseSpan> FAULTS =
      List.of(
          new PhaseSpan("slow", 30 * SECOND, 45 * SECOND),
          new PhaseSpan("down", 80 * SECOND, 95 * SECOND));

  private static Watch watch(List<Fired> fired, double... failedSeconds) {
    long[] failed = Arrays.stream(failedSeconds).mapToLong(s -> (long) (s * SECOND)).toArray();
    return Watch.of(FAULTS, fired, failed, 110 * SECOND);
  }

  private static Fired fired(String alert, double fromSecond, double toSecond) {
    return new Fired(alert, (long) (fromSecond * SECOND), (long) (toSecond * SECOND));
  }

  @Test
  void theFirstAlertOfAFaultTells() {
    Watch watch =
        watch(
            List.of(
                fired("Errors", 37, 50), fired("Threads", 34.5, 47), fired("Errors", 92.25, 99)));

    assertThat(watch.incidents())
        .extracting(Incident::told)
        .containsExactly(
            Optional.of(new Told("Threads", 4.5)), Optional.of(new Told("Errors", 12.25)));
    assertThat(watch.incidents()).extracting(Incident::fault).containsExactly("slow", "down");
    assertThat(watch.incidents()).extracting(Incident::seconds).containsOnly(15.0);
    assertThat(watch.falseAlerts()).isEmpty();
  }

  @Test
  void requestsThatFailAreCountedUntilSomebodyIsToldAndInAll() {
    Watch watch = watch(List.of(fired("Errors", 35, 50)), 29, 30.5, 34.9, 35.1, 46, 79.9, 80.1, 94);

    assertThat(watch.incidents().get(0).failedUntold()).isEqualTo(2);
    assertThat(watch.incidents().get(0).failed()).isEqualTo(5);
    assertThat(watch.incidents().get(1).failedUntold()).isEqualTo(2);
    assertThat(watch.incidents().get(1).failed()).isEqualTo(2);
  }

  @Test
  void whereNobodyIsToldItIsAllUntilTheEndOfTheFault() {
    Watch watch = watch(List.of(), 31, 44, 46);

    assertThat(watch.incidents().get(0).told()).isEmpty();
    assertThat(watch.incidents().get(0).failedUntold()).isEqualTo(2);
    assertThat(watch.incidents().get(0).failed()).isEqualTo(3);
  }

  @Test
  void anAlertAfterTheFaultHasToldNobodyInTimeAndIsNoFalseOneEither() {
    Watch watch = watch(List.of(fired("Errors", 46, 60)));

    assertThat(watch.incidents().get(0).told()).isEmpty();
    assertThat(watch.falseAlerts()).isEmpty();
  }

  @Test
  void anAlertWithoutAFaultIsAFalseOne() {
    Watch watch = watch(List.of(fired("Errors", 5, 8), fired("Threads", 60, 61)));

    assertThat(watch.falseAlerts()).containsExactly("Errors", "Threads");
    assertThat(watch.incidents()).hasSize(2);
    assertThat(watch.leftOut()).isZero();
  }

  @Test
  void quietIsWithoutAFaultAndTenSecondsAfterIt() {
    // Until 30, from 55 to 80, and from 105 to 110.
    assertThat(watch(List.of()).quietSeconds()).isEqualTo(60);
  }

  @Test
  void whatFiredBeforeTheLoadIsNobodysBusiness() {
    Watch watch = watch(List.of(fired("Errors", -3, -1)));

    assertThat(watch.falseAlerts()).isEmpty();
    assertThat(watch.leftOut()).isZero();
  }

  @Test
  void aFaultThatBeginsWhileAnAlertIsStillFiringShowsNothing() {
    Watch still = watch(List.of(new Fired("Errors", 33 * SECOND, NEVER), fired("Threads", 85, 90)));
    Watch ended = watch(List.of(fired("Errors", 33, 80)));

    assertThat(still.incidents()).extracting(Incident::fault).containsExactly("slow");
    assertThat(still.leftOut()).isOne();
    assertThat(ended.incidents()).hasSize(2);
  }
}
