package dev.faceoff.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.faceoff.model.Interval;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RatesTest {
  /** R 4.3: {@code poisson.test(x)$conf.int}. */
  @ParameterizedTest
  @CsvSource({
    "0, 0, 3.688879",
    "1, 0.02531781, 5.571643",
    "2, 0.2422093, 7.224688",
    "5, 1.623486, 11.668332",
    "10, 4.795389, 18.390356"
  })
  void theIntervalOfACountIsExact(long events, double low, double high) {
    Interval interval = Rates.garwood(events, 0.95);

    assertThat(interval.low()).isCloseTo(low, within(1e-6));
    assertThat(interval.high()).isCloseTo(high, within(1e-6));
    assertThat(interval.confidence()).isEqualTo(0.95);
  }
}
