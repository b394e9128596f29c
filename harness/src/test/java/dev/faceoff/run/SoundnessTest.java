package dev.faceoff.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.model.Load;
import dev.faceoff.stats.GeneratorHealth;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** The limit of the start lag is 20 ms here. */
class SoundnessTest {
  private static final Load LOAD = ScenarioFixture.scenario().load();
  private static final long MILLI = 1_000_000;

  @Test
  void withinItsLimitsALaunchIsSound() {
    assertThat(complaints(19, 100, 0.5, 0.1)).isEmpty();
  }

  @Test
  void aLaunchWithoutArrivalsIsNotLate() {
    GeneratorHealth nothing = new GeneratorHealth(new Histogram(3), 0, 0, 0, 0, 0);

    assertThat(Soundness.complaints(nothing, LOAD)).isEmpty();
  }

  @Test
  void oneSlowStartInAHundredIsAllowed() {
    Histogram lag = lag(99, 1);
    lag.recordValue(900 * MILLI);

    assertThat(Soundness.complaints(health(lag, 100, 0, 0), LOAD)).isEmpty();
  }

  @Test
  void eachFaultOfTheGeneratorIsASentence() {
    assertThat(complaints(25, 98, 0.61, 0.2))
        .containsExactly(
            "The load generator was late: 1 % of the requests started more than 25 ms after their"
                + " time; the limit is 20 ms.",
            "The load generator missed 2 of 100 arrivals.",
            "The load generator took 61 % of the machine's processors; the limit is 50 %.",
            "The load generator collected garbage for 20 % of the time; the limit is 10 %.");
  }

  @Test
  void aDelayOfSecondsIsWrittenInGroupsOfThreeDigits() {
    assertThat(complaints(3_812, 100, 0, 0))
        .singleElement()
        .asString()
        .contains("more than 3,81"); // a histogram of three digits
  }

  @Test
  void usersThatReachIntoTheNextBlockAreASentence() {
    GeneratorHealth overlapping = new GeneratorHealth(lag(100, 1), 100, 100, 2, 0, 0);

    assertThat(Soundness.complaints(overlapping, LOAD))
        .singleElement()
        .asString()
        .startsWith("2 of 100 users were still waiting when the next block began");
  }

  private static List<String> complaints(long lagMillis, long started, double cpu, double gc) {
    return Soundness.complaints(health(lag(100, lagMillis), started, cpu, gc), LOAD);
  }

  private static Histogram lag(int count, long millis) {
    Histogram lag = new Histogram(5);
    lag.recordValueWithCount(millis * MILLI, count);
    return lag;
  }

  private static GeneratorHealth health(Histogram lag, long started, double cpu, double gc) {
    return new GeneratorHealth(lag, 100, started, 0, cpu, gc);
  }
}
