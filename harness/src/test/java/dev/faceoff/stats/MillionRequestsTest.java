package dev.faceoff.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.faceoff.model.Price;
import org.junit.jupiter.api.Test;

class MillionRequestsTest {
  @Test
  void addUpToCoreHoursAndGigabyteHours() {
    MillionRequests million = MillionRequests.of(7.2, 1.8, 512, 50);

    // 7.2 ms times a million are 7,200 s: two hours.
    assertThat(million.serviceCoreHours()).isCloseTo(2, within(1e-12));
    assertThat(million.databaseCoreHours()).isCloseTo(0.5, within(1e-12));
    // A million at 50/s take 20,000 s, 5.556 h; 512 MiB are 0.5369 GB.
    assertThat(million.gigabyteHours()).isCloseTo(0.536870912 * 20 / 3.6, within(1e-12));
  }

  @Test
  void memoryIsHeldTheLongerTheFewerRequestsCome() {
    assertThat(MillionRequests.of(1, 0, 100, 10).gigabyteHours())
        .isCloseTo(10 * MillionRequests.of(1, 0, 100, 100).gigabyteHours(), within(1e-12));
  }

  @Test
  void costMoney() {
    MillionRequests million = new MillionRequests(2, 0.5, 4);

    assertThat(million.money(new Price(0.05, 0.01, "EUR"))).isCloseTo(0.165, within(1e-12));
  }

  @Test
  void aThroughputOfNothingIsRefused() {
    assertThatThrownBy(() -> MillionRequests.of(1, 0, 1, 0))
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
