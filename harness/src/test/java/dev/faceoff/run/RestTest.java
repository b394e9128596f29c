package dev.faceoff.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class RestTest {
  private final AtomicLong millis = new AtomicLong(1_000);

  /**
   * Waits for a service, without waiting.
   *
   * @param cpuMillis that it has taken so many milliseconds after the load
   */
  private double seconds(DoubleUnaryOperator cpuMillis) throws InterruptedException {
    return rest().await(0, fromNow(cpuMillis));
  }

  private Rest rest() {
    return new Rest(() -> millis.get() * 1_000_000, millis::addAndGet);
  }

  private Supplier<OptionalDouble> fromNow(DoubleUnaryOperator cpuMillis) {
    long from = millis.get();
    return () -> OptionalDouble.of(7_000 + cpuMillis.applyAsDouble(millis.get() - from));
  }

  @Test
  void aServiceThatIsDoneIsAtRestAtOnce() throws InterruptedException {
    assertThat(seconds(after -> 0)).isZero();
    // What polls now and then is no work.
    assertThat(seconds(after -> 0.03 * after)).isZero();
  }

  @Test
  void aServiceThatWorksOnIsWaitedFor() throws InterruptedException {
    assertThat(seconds(after -> Math.min(after, 3_000) * 1.4)).isCloseTo(3, within(0.25));
  }

  @Test
  void aServiceThatNeverRestsIsNotWaitedForForEver() throws InterruptedException {
    assertThat(seconds(after -> after)).isCloseTo(Rest.MOST_SECONDS, within(0.25));
  }

  @Test
  void aServiceThatIsNeverIdleIsAtRestWhenItDoesWhatItAlwaysDoes() throws InterruptedException {
    double usual = rest().usualCores(fromNow(after -> 0.3 * after));

    assertThat(usual).isCloseTo(0.3, within(1e-9));
    assertThat(rest().await(usual, fromNow(after -> 0.3 * after))).isZero();
    assertThat(rest().await(usual, fromNow(after -> 0.3 * after + Math.min(after, 3_000) * 1.1)))
        .isCloseTo(3, within(0.25));
  }

  @Test
  void aServiceThatComesToRestHasNoUsualWork() throws InterruptedException {
    assertThat(rest().usualCores(fromNow(after -> Math.min(after, 3_000)))).isZero();
  }

  @Test
  void whatCannotBeLookedAtIsNotWaitedFor() throws InterruptedException {
    assertThat(rest().await(0, OptionalDouble::empty)).isZero();
    assertThat(rest().usualCores(OptionalDouble::empty)).isZero();
    assertThat(millis).hasValue(1_000);
  }
}
