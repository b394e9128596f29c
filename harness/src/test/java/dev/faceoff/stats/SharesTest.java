package dev.faceoff.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.faceoff.model.Estimate;
import dev.faceoff.model.Interval;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SharesTest {
  private static Estimate share(long events, long trials) {
    return Shares.widened(
        Estimate.exact((double) events / trials, "over 4 pairs"),
        Shares.clopperPearson(events, trials, 0.95));
  }

  @Test
  void agreesWithScipy() {
    // SciPy 1.17.1: scipy.stats.binomtest(k, 400).proportion_ci(0.95, method="exact")
    Interval some = Shares.clopperPearson(10, 400, 0.95);
    assertThat(some.low()).isCloseTo(0.012052, within(1e-6));
    assertThat(some.high()).isCloseTo(0.045494, within(1e-6));
    Interval none = Shares.clopperPearson(0, 400, 0.95);
    assertThat(none.low()).isZero();
    assertThat(none.high()).isCloseTo(0.009180, within(1e-6));
    assertThat(Shares.clopperPearson(400, 400, 0.95).high()).isEqualTo(1);
  }

  @Test
  void keepsTheWiderOfBothIntervals() {
    Estimate bursts = new Estimate(0.025, Optional.of(new Interval(0, 0.2, 0.95)), "over 4 pairs");

    Interval widened =
        Shares.widened(bursts, Shares.clopperPearson(10, 400, 0.95)).interval().orElseThrow();

    assertThat(widened).isEqualTo(new Interval(0, 0.2, 0.95));
  }

  @Test
  void aFewErrorsAgainstNoneDecideNothing() {
    Interval ratio =
        Shares.ratio(share(0, 400), share(2, 400)).orElseThrow().interval().orElseThrow();

    assertThat(ratio.contains(1)).isTrue();
  }

  @Test
  void manyErrorsAgainstNoneDecide() {
    Interval ratio =
        Shares.ratio(share(0, 400), share(40, 400)).orElseThrow().interval().orElseThrow();

    assertThat(ratio.high()).isLessThan(1);
  }

  @Test
  void aRatioToNoErrorsIsNone() {
    assertThat(Shares.ratio(share(5, 400), share(0, 400))).isEmpty();
  }
}
