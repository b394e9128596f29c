package dev.faceoff.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.faceoff.model.Estimate;
import dev.faceoff.model.Interval;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MillionRequestsTest {
  private static final Estimate CPU = estimate(7.2, 3.6, 10.8);
  private static final Estimate MEMORY = estimate(512, 500, 600);
  private static final Estimate RATE = estimate(50, 40, 100);

  private static Estimate estimate(double value, double low, double high) {
    return new Estimate(value, Optional.of(new Interval(low, high, 0.95)), "over 5 launches");
  }

  @Test
  void addUpToCoreHoursAndGigabyteHours() {
    MillionRequests million = MillionRequests.of(CPU, MEMORY, RATE);

    // 7.2 ms times a million are 7,200 s: two hours.
    assertThat(million.coreHours().value()).isCloseTo(2, within(1e-12));
    assertThat(million.coreHours().interval().orElseThrow().low()).isCloseTo(1, within(1e-12));
    assertThat(million.coreHours().interval().orElseThrow().high()).isCloseTo(3, within(1e-12));
    // A million at 50/s take 20,000 s, 5.556 h; 512 MiB are 0.5369 GB.
    assertThat(million.gigabyteHours().value()).isCloseTo(0.536870912 * 20 / 3.6, within(1e-12));
    Interval held = million.gigabyteHours().interval().orElseThrow();
    assertThat(held.low()).isCloseTo(500 * 1.048576e-3 * 10 / 3.6, within(1e-12));
    assertThat(held.high()).isCloseTo(600 * 1.048576e-3 * 25 / 3.6, within(1e-12));
    assertThat(million.coreHours().note()).isEqualTo("over 5 launches");
    assertThat(million.gigabyteHours().note()).isEqualTo("over 5 launches");
  }

  @Test
  void costMoney() {
    MillionRequests million = new MillionRequests(estimate(2, 1, 3), estimate(4, 2, 10));

    Estimate money = million.money(new Price(0.05, 0.01, "EUR"));

    assertThat(money.value()).isCloseTo(0.14, within(1e-12));
    assertThat(money.interval().orElseThrow().low()).isCloseTo(0.07, within(1e-12));
    assertThat(money.interval().orElseThrow().high()).isCloseTo(0.25, within(1e-12));
  }

  @Test
  void whatHasNoIntervalGivesNone() {
    Estimate once = Estimate.exact(512, "no interval: one launch");

    MillionRequests million = MillionRequests.of(CPU, once, RATE);

    assertThat(million.coreHours().interval()).isPresent();
    assertThat(million.gigabyteHours().interval()).isEmpty();
    assertThat(million.gigabyteHours().note()).isEqualTo("no interval: one launch");
    assertThat(million.money(new Price(1, 1, "EUR")).note()).isEqualTo("no interval: one launch");
  }

  @Test
  void aThroughputThatMayBeNothingBoundsNothing() {
    MillionRequests million = MillionRequests.of(CPU, MEMORY, estimate(5, 0, 10));

    assertThat(million.gigabyteHours().interval()).isEmpty();
    assertThat(million.gigabyteHours().note())
        .isEqualTo("no interval: that of the throughput reaches 0");
    assertThatThrownBy(() -> MillionRequests.of(CPU, MEMORY, Estimate.exact(0, "counted")))
        .hasMessage("requestsPerSecond must be above 0, but is 0.0");
  }

  @Test
  void pricesAreNotNegativeAndHaveACurrency() {
    assertThatThrownBy(() -> new Price(-1, 0, "EUR"))
        .hasMessage("perCoreHour must be 0 or more, but is -1.0");
    assertThatThrownBy(() -> new Price(1, Double.NaN, "EUR"))
        .hasMessageContaining("perGigabyteHour");
    assertThatThrownBy(() -> new Price(1, 1, " ")).hasMessage("currency must not be empty");
  }
}
