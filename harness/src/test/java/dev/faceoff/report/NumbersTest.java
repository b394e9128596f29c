package dev.faceoff.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.model.Estimate;
import dev.faceoff.model.Interval;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

  @Test
  void hundredPerCentIsSaidOfNothingLess() {
    assertThat(Numbers.share(1)).isEqualTo("100 %");
    assertThat(Numbers.share(0.9996)).isEqualTo("99.96 %");
    assertThat(Numbers.share(0.99999961)).isEqualTo("99.99996 %");
    assertThat(Numbers.share(0.9979)).isEqualTo("99.8 %");
    assertThat(Numbers.share(0.1396)).isEqualTo("14 %");
    assertThat(Numbers.share(0)).isEqualTo("0 %");
  }

  @Test
  void waitsOfASecondAndMoreAreSaidInSeconds() {
    assertThat(Numbers.duration(21.4)).isEqualTo("21.4 ms");
    assertThat(Numbers.duration(999)).isEqualTo("999 ms");
    assertThat(Numbers.duration(8_120)).isEqualTo("8.12 s");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "96.42|96.4",
        "9.996|10.0",
        "1|1.00",
        "0|0",
        "800000|800,000",
        "812345|812,000",
        "0.0000249|0.0000249",
        "0.104|0.104",
        "-3.14159|-3.14",
        "999.7|1,000"
      })
  void showsThreeSignificantDigits(double value, String expected) {
    assertThat(Numbers.significant(value)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "9.597|9.0909|10.204|9.6|[9.1, 10.2]",
        "0.1042|0.098|0.11|0.104|[0.098, 0.110]",
        "1242.2|952.4|1612.9|1,240|[950, 1,610]",
        "12345|6000|18000|12,000|[6,000, 18,000]",
        "9.612|9.6119|9.6121|9.61|[9.61, 9.61]",
        "0|-0.02|0.02|0.000|[-0.020, 0.020]",
        "2.31|0.1|54|2|[0.1, 54]",
        "4|0.0431|41|4|[0.04, 41]",
        "4|0|41|4|[0, 41]"
      })
  void showsNoDigitTheIntervalDoesNotSupport(
      double value, double low, double high, String expected, String interval) {
    Estimate estimate = new Estimate(value, Optional.of(new Interval(low, high, 0.95)), "a note");

    assertThat(Numbers.value(estimate)).isEqualTo(expected);
    assertThat(Numbers.interval(estimate)).contains(interval);
  }

  @Test
  void turnsSharesIntoPercentages() {
    assertThat(Numbers.percent(0.0825)).isEqualTo("8.25 %");
    assertThat(Numbers.percent(0.95)).isEqualTo("95 %");
    assertThat(Numbers.exactPercent(0.99999)).isEqualTo("99.999 %");
    assertThat(Numbers.exactPercent(1 - Math.pow(10, -5))).isEqualTo("99.999 %");
    assertThat(Numbers.exactPercent(0.97488114)).isEqualTo("97.49 %");
    assertThat(Numbers.exactPercent(0)).isEqualTo("0 %");
  }

  @Test
  void leavesAxesWithRoundTicks() {
    assertThat(Axis.log(9.2, 152).ticks())
        .extracting(Axis.Tick::label)
        .containsExactly("5", "10", "20", "50", "100", "200");
    assertThat(Axis.nines(0.999).ticks())
        .extracting(Axis.Tick::label)
        .containsExactly("0 %", "50 %", "90 %", "99 %", "99.9 %");
    assertThat(Axis.nines(0.997).ticks())
        .extracting(Axis.Tick::label)
        .containsExactly("0 %", "50 %", "90 %", "99 %");
    assertThat(Axis.fromZero(12, 4).ticks())
        .extracting(Axis.Tick::label)
        .containsExactly("0", "5", "10", "15");
    assertThat(Axis.log(7, 7).ticks()).hasSizeGreaterThan(1);
  }
}
