package dev.faceoff.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.faceoff.model.Interval;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LaunchEvidenceTest {
  private static final List<Double> LOG_RATIOS =
      Stream.of(1.02, 1.05, 0.99, 1.07, 1.04, 1.03).map(Math::log).toList();

  @Test
  void isStudentsTest() {
    LaunchEvidence evidence = LaunchEvidence.of(Contrast.RATIO, LOG_RATIOS, 0);

    // SciPy 1.17.1: exp(t.interval(.95, 5, m, s / sqrt(6))), ttest_1samp(x, 0, "greater")
    Interval interval = evidence.interval(0.025);
    assertThat(evidence.value()).isCloseTo(1.0330305563604865, within(1e-12));
    assertThat(interval.low()).isCloseTo(1.00463484, within(1e-8));
    assertThat(interval.high()).isCloseTo(1.06222887, within(1e-8));
    assertThat(interval.confidence()).isCloseTo(0.95, within(1e-12));
    assertThat(evidence.pAbove()).isCloseTo(0.01510078011913029, within(1e-9));
    assertThat(evidence.pBelow()).isCloseTo(1 - 0.01510078011913029, within(1e-9));
  }

  @Test
  void believesNoDeviationBelowTheFloor() {
    Interval interval = LaunchEvidence.of(Contrast.RATIO, LOG_RATIOS, 0.05).interval(0.025);

    // SciPy 1.17.1: exp(t.interval(.95, 5, m, .05 / sqrt(6)))
    assertThat(interval.low()).isCloseTo(0.98022317, within(1e-8));
    assertThat(interval.high()).isCloseTo(1.08868283, within(1e-8));
  }

  @Test
  void liesWithinAMarginWhenTheIntervalDoes() {
    LaunchEvidence evidence = LaunchEvidence.of(Contrast.RATIO, LOG_RATIOS, 0);

    assertThat(evidence.isWithin(0.0623, 0.025)).isTrue();
    assertThat(evidence.isWithin(0.0622, 0.025)).isFalse();
  }

  @Test
  void ofTheSameCountInAllLaunchesIsCertain() {
    LaunchEvidence evidence =
        LaunchEvidence.of(Contrast.RATIO, List.of(Math.log(51 / 50.0), Math.log(5.1 / 5)), 0);

    assertThat(evidence.interval(0.025))
        .isEqualTo(new Interval(evidence.value(), evidence.value(), 0.95));
    assertThat(evidence.pAbove()).isZero();
    assertThat(evidence.pBelow()).isEqualTo(1);
    assertThat(evidence.isWithin(0.021, 0.0001)).isTrue();
    assertThat(evidence.isWithin(0.019, 0.0001)).isFalse();
  }

  @Test
  void ofACountIsAboveAShareWhereTheDifferenceFromThatShareOfTheBaselineIsAboveZero() {
    for (double ratio : List.of(0.001, 0.5, 0.99, 1.0, 1.02, 3.0, 1000.0)) {
      double contrast = Contrast.COUNT.ofLaunch(Math.log(ratio));

      // Candidate less baseline, over the mean of the two.
      assertThat(contrast).isCloseTo(2 * (ratio - 1) / (ratio + 1), within(1e-12));
      assertThat(Contrast.COUNT.shown(contrast) / ratio).isCloseTo(1, within(1e-9));
      assertThat(Contrast.COUNT.of(ratio)).isCloseTo(contrast, within(1e-12));
      assertThat(Contrast.COUNT.ofChange(ratio - 1)).isCloseTo(contrast, within(1e-12));
      assertThat(Contrast.COUNT.change(contrast) + 1).isCloseTo(ratio, within(1e-9 * ratio));
    }
  }

  @Test
  void ofCountsThatDifferLittleIsThatOfTheirRatio() {
    List<Double> counts = LOG_RATIOS.stream().map(Contrast.COUNT::ofLaunch).toList();

    Interval interval = LaunchEvidence.of(Contrast.COUNT, counts, 0).interval(0.025);

    Interval ofRatio = LaunchEvidence.of(Contrast.RATIO, LOG_RATIOS, 0).interval(0.025);
    assertThat(interval.low()).isCloseTo(ofRatio.low(), within(1e-4));
    assertThat(interval.high()).isCloseTo(ofRatio.high(), within(1e-4));
  }

  @Test
  void theIntervalOfACountHasNoEndWhereTheBaselineMayBeZero() {
    List<Double> counts =
        Stream.of(20.0, 370.0, 75.0, 120.0).map(Math::log).map(Contrast.COUNT::ofLaunch).toList();

    Interval interval = LaunchEvidence.of(Contrast.COUNT, counts, 0).interval(0.0001);

    assertThat(interval.high()).isInfinite();
    assertThat(interval.low()).isGreaterThan(1);
  }

  @Test
  void ofDifferencesIsStudentsTestOfThem() {
    LaunchEvidence evidence =
        LaunchEvidence.of(Contrast.DIFFERENCE, List.of(0.02, 0.035, -0.005, 0.04, 0.03), 0);

    // SciPy 1.17.1: t.interval(.95, 4, m, s / sqrt(5)), ttest_1samp(x, 0, "greater")
    Interval interval = evidence.interval(0.025);
    assertThat(evidence.value()).isCloseTo(0.024, within(1e-12));
    assertThat(interval.low()).isCloseTo(0.00187537, within(1e-8));
    assertThat(interval.high()).isCloseTo(0.04612463, within(1e-8));
    assertThat(evidence.pAbove()).isCloseTo(0.019740410566, within(1e-9));
    assertThat(evidence.isAbove(0.024)).isTrue();
    assertThat(evidence.isAbove(0.025)).isFalse();
    assertThat(evidence.byLaunch()).containsExactly(0.02, 0.035, -0.005, 0.04, 0.03);
  }
}
