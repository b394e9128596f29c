package dev.faceoff.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LogRatioTest {
  private static final double[] BASELINE = {101.2, 99.4, 103.1, 100.7, 98.9};
  private static final double[] CANDIDATE = {107.5, 104.9, 112.3, 105.1};
  private static final Offset<Double> CLOSE = within(1e-9);

  /**
   * SciPy 1.17.1: {@code a, b = numpy.log([101.2, 99.4, 103.1, 100.7, 98.9]), numpy.log([107.5,
   * 104.9, 112.3, 105.1])}; {@code r = scipy.stats.ttest_ind(b, a, equal_var=False)}; {@code
   * r.statistic, r.df, numpy.exp(r.confidence_interval(0.95)), numpy.exp(r.confidence_interval(
   * 0.98)), numpy.exp(b.mean() - a.mean())}; the shares with {@code alternative='greater'} and
   * {@code 'less'}.
   */
  @Test
  void agreesWithAnotherImplementationOfWelchsTest() {
    LogRatio found = LogRatio.of(BASELINE, CANDIDATE);

    assertThat(found.ratio()).isEqualTo(1.0671644302743222, CLOSE);
    assertThat(found.log() / found.standardError()).isEqualTo(3.723254299380654, CLOSE);
    assertThat(found.degrees()).isEqualTo(4.271137667872766, CLOSE);
    assertThat(found.pAbove()).isEqualTo(0.00907908951182432, CLOSE);
    assertThat(found.pBelow()).isEqualTo(0.9909209104881757, CLOSE);
    assertThat(found.interval(0.95).low()).isEqualTo(1.0178782851630777, CLOSE);
    assertThat(found.interval(0.95).high()).isEqualTo(1.1188370337031617, CLOSE);
    assertThat(found.interval(0.98).low()).isEqualTo(1.001824035056062, CLOSE);
    assertThat(found.interval(0.98).high()).isEqualTo(1.1367664194431002, CLOSE);
  }

  /**
   * SciPy 1.17.1: {@code r = scipy.stats.ttest_rel(b, a)} of the logarithms; {@code numpy.exp((b -
   * a).mean()), r.statistic, r.df, numpy.exp(r.confidence_interval(0.95))}; the share with {@code
   * alternative='greater'}.
   */
  @Test
  void agreesWithAnotherImplementationOfThePairedTest() {
    LogRatio found = LogRatio.paired(BASELINE, new double[] {107.5, 104.9, 112.3, 105.1, 103.2});

    assertThat(found.ratio()).isEqualTo(1.0586659853447693, CLOSE);
    assertThat(found.log() / found.standardError()).isEqualTo(7.230590541812485, CLOSE);
    assertThat(found.degrees()).isEqualTo(4);
    assertThat(found.pAbove()).isEqualTo(0.0009704679348443724, CLOSE);
    assertThat(found.interval(0.95).low()).isEqualTo(1.0357426669723562, CLOSE);
    assertThat(found.interval(0.95).high()).isEqualTo(1.0820966483906804, CLOSE);
    assertThatThrownBy(() -> LogRatio.paired(BASELINE, CANDIDATE))
        .hasMessage("5 and 4 values are no pairs");
  }

  @Test
  void turnsAroundWithItsGroups() {
    LogRatio forth = LogRatio.of(BASELINE, CANDIDATE);
    LogRatio back = LogRatio.of(CANDIDATE, BASELINE);

    assertThat(back.ratio()).isEqualTo(1 / forth.ratio(), CLOSE);
    assertThat(back.pBelow()).isEqualTo(forth.pAbove(), CLOSE);
  }

  @Test
  void knowsGroupsWithoutSpread() {
    LogRatio found = LogRatio.of(new double[] {2.1, 2.1, 2.1}, new double[] {4.2, 4.2});

    assertThat(found.standardError()).isZero();
    assertThat(found.pAbove()).isZero();
    assertThat(found.pBelow()).isOne();
    assertThat(found.interval(0.95).low()).isEqualTo(found.interval(0.95).high());
  }

  @Test
  void refusesGroupsThatTellNothing() {
    assertThatThrownBy(() -> LogRatio.of(new double[] {1}, CANDIDATE))
        .hasMessage("a group needs two values, but has 1");
    assertThatThrownBy(() -> LogRatio.of(BASELINE, new double[] {1, 0}))
        .hasMessage("a value must be above 0, but is 0.0");
  }
}
