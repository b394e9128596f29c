package dev.faceoff.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.faceoff.model.Estimate;
import dev.faceoff.stats.ScalabilityLaw.Peak;
import dev.faceoff.stats.ScalabilityLaw.Prediction;
import dev.faceoff.stats.ScalabilityLaw.Resampling;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScalabilityLawTest {
  private static final int[] LOADS = {1, 2, 4, 8, 16, 32};

  /** A system whose law is known. */
  private record Known(double lambda, double contention, double coherence) {
    double throughput(double load) {
      return lambda * load / (1 + contention * (load - 1) + coherence * load * (load - 1));
    }

    double peakLoad() {
      return Math.sqrt((1 - contention) / coherence);
    }
  }

  private static ScalabilityLaw fit(List<Observation> observations) {
    return ScalabilityLaw.fit(observations, Launches.random(1)).orElseThrow();
  }

  private static List<Observation> exact(Known known) {
    List<Observation> all = new ArrayList<>();
    for (int launch = 0; launch < 3; launch++) {
      for (int load : LOADS) {
        all.add(new Observation(launch, load, known.throughput(load)));
      }
    }
    return all;
  }

  private static List<Observation> observed(double... throughputs) {
    List<Observation> all = new ArrayList<>();
    for (int i = 0; i < throughputs.length; i++) {
      all.add(new Observation(0, LOADS[i / 2], throughputs[i]));
    }
    return all;
  }

  @Test
  void findsTheCurveThatAnotherToolFinds() {
    ScalabilityLaw law = fit(observed(98, 103, 188, 195, 349, 361, 598, 571, 832, 861, 905, 880));

    // SciPy 1.17.1: curve_fit(f, N, log(X), p0=[log(100), .01, .001], xtol=1e-14, ftol=1e-14) with
    // f = lambda N, l, s, k: l + log(N) - log(1 + s*(N-1) + k*N*(N-1))
    assertThat(law.throughputOfOnePerSecond().value()).isCloseTo(100.05656441536404, within(1e-5));
    assertThat(law.contention().value()).isCloseTo(0.03893627594185185, within(1e-8));
    assertThat(law.coherence().value()).isCloseTo(0.0013790888391069522, within(1e-9));
    Peak peak = law.peak().orElseThrow();
    assertThat(peak.load().value()).isCloseTo(26.398543777061814, within(1e-5));
    assertThat(peak.atPeak().throughputPerSecond().value())
        .isCloseTo(906.5635174344428, within(1e-4));
    assertThat(peak.atPeak().extrapolation()).isFalse();
    assertThat(law.resampling()).isEqualTo(Resampling.RESIDUALS);
    assertThat(peak.load().note()).contains("one launch");
  }

  @Test
  void neverTakesANegativeCoherence() {
    // Without bounds SciPy's curve_fit finds κ = -0.000255.
    ScalabilityLaw law =
        fit(observed(100, 102, 190, 194, 350, 362, 603, 610, 950, 930, 1400, 1380));

    // SciPy 1.17.1: the same with f = lambda N, l, s: l + log(N) - log(1 + s*(N-1))
    assertThat(law.coherence().value()).isZero();
    assertThat(law.coherence().interval().orElseThrow().low()).isZero();
    assertThat(law.contention().value()).isCloseTo(0.04374393573906004, within(1e-8));
    assertThat(law.throughputOfOnePerSecond().value()).isCloseTo(100.0726749787077, within(1e-5));
    assertThat(law.peak()).isEmpty();
  }

  @Test
  void moreThanLinearIsTakenForLinear() {
    ScalabilityLaw law =
        fit(observed(100, 101, 204, 206, 420, 410, 860, 870, 1800, 1790, 3700, 3800));

    assertThat(law.contention().value()).isZero();
    assertThat(law.coherence().value()).isZero();
    assertThat(law.peak()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "0.2, 0", "0, 0.003", "0.05, 0.001", "0.9, 0.05"})
  void recoversAnExactLaw(double contention, double coherence) {
    Known known = new Known(250, contention, coherence);

    ScalabilityLaw law = fit(exact(known));

    assertThat(law.throughputOfOnePerSecond().value()).isCloseTo(250, within(1e-4));
    assertThat(law.contention().value()).isCloseTo(contention, within(1e-7));
    assertThat(law.coherence().value()).isCloseTo(coherence, within(1e-8));
    assertThat(law.predict(48).throughputPerSecond().value())
        .isCloseTo(known.throughput(48), within(1e-2));
    law.residuals().forEach(each -> assertThat(each.residual()).isCloseTo(0, within(1e-6)));
  }

  @Test
  void aSystemThatOnlyQueuesHasNoPeak() {
    RandomGenerator random = Launches.random(5);
    int peaks = 0;
    for (int i = 0; i < 50; i++) {
      List<Observation> noisy = noisy(new Known(100, 0.1, 0), 5, 1, random);
      peaks += ScalabilityLaw.fit(noisy, random).orElseThrow().peak().isPresent() ? 1 : 0;
    }

    // One-sided 2.5 % of 50; more than 5 has a probability of 0.2 %.
    assertThat(peaks).isLessThan(6);
  }

  @Test
  void aServiceWhoseFirstUserIsOneTooManyPeaksAtOne() {
    Peak peak = fit(exact(new Known(100, 0.99, 0.05))).peak().orElseThrow();

    assertThat(peak.load().value()).isEqualTo(1);
  }

  @Test
  void predictsUpToTwiceTheHighestLoadAndSaysWhenItGoesFarther() {
    ScalabilityLaw law = fit(exact(new Known(100, 0.02, 1e-5)));

    assertThat(law.predict(64).extrapolation()).isFalse();
    assertThatThrownBy(() -> law.predict(65))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("load 65.0 is more than twice the highest measured one, 32.0");
    assertThat(law.extrapolate(65).extrapolation()).isTrue();
    assertThatThrownBy(() -> law.extrapolate(0.5)).hasMessageContaining("at least 1");
    // √(0.98 / 10⁻⁵) is 313.
    assertThat(law.peak().orElseThrow().atPeak().extrapolation()).isTrue();
  }

  @Test
  void showsHowFarTheFitIsFromEachLoad() {
    List<Observation> observations = new ArrayList<>(exact(new Known(100, 0.05, 0.001)));
    observations.replaceAll(
        o -> o.load() == 8 ? new Observation(o.launch(), 8, 1.2 * o.throughputPerSecond()) : o);

    ScalabilityLaw law = fit(observations);

    assertThat(law.residuals())
        .extracting(ScalabilityLaw.LoadResidual::load)
        .containsExactly(1.0, 2.0, 4.0, 8.0, 16.0, 32.0);
    for (ScalabilityLaw.LoadResidual residual : law.residuals()) {
      assertThat(residual.observations()).isEqualTo(3);
      assertThat(residual.throughputPerSecond() / residual.fittedPerSecond() - 1)
          .isCloseTo(residual.residual(), within(1e-9));
      boolean off = residual.load() == 8;
      assertThat(residual.residual()).isBetween(off ? 0.1 : -0.1, off ? 0.2 : 0.05);
    }
  }

  @Test
  void refusesFewerThanSixLoadsAndSingleObservations() {
    List<Observation> five =
        exact(new Known(100, 0.05, 0)).stream().filter(o -> o.load() > 1).toList();
    List<Observation> single =
        exact(new Known(100, 0.05, 0)).stream().filter(o -> o.launch() == 0).toList();
    List<Observation> partial = new ArrayList<>(exact(new Known(100, 0.05, 0)));
    partial.removeIf(o -> o.launch() == 2 && o.load() == 32);

    assertThatThrownBy(() -> fit(five))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the law needs 6 loads, but there are 5: [2.0, 4.0, 8.0, 16.0, 32.0]");
    assertThatThrownBy(() -> fit(single))
        .hasMessage("the law needs two observations at each load, but there is one at 1.0");
    assertThatThrownBy(() -> fit(partial))
        .hasMessage("each of 3 launches needs 6 loads, but launch 2 has 5");
    assertThatThrownBy(() -> new Observation(0, 4, 0))
        .hasMessage("throughputPerSecond must be above 0, but is 0.0 at load 4.0");
    assertThatThrownBy(() -> new Observation(0, 0, 4)).hasMessageContaining("load must be");
  }

  @Test
  void whereTheFitDoesNotConvergeThereIsNoLaw() {
    // So far apart that their ratio is no number.
    List<Observation> apart = observed(1e307, 1e307, 1, 1, 1, 1, 1, 1, 1, 1, 1e-307, 1e-307);

    assertThat(ScalabilityLaw.fit(apart, Launches.random(1))).isEmpty();
  }

  @Test
  void oneLaunchOfThreeThatCannotBeFittedCostsTheLawNotTheRun() {
    List<Observation> observations = new ArrayList<>(exact(new Known(100, 0.05, 0.001)));
    observations.replaceAll(
        o ->
            o.launch() != 0 || (o.load() > 1 && o.load() < 32)
                ? o
                : new Observation(0, o.load(), o.load() == 1 ? 1e307 : 1e-307));

    // More than a quarter of the draws hold that launch twice or more.
    assertThat(ScalabilityLaw.fit(observations, Launches.random(1))).isEmpty();
  }

  @Test
  void fewDrawsThatCannotBeFittedAreCountedAndManyCostTheLaw() {
    assertThat(ScalabilityLaw.areEnough(400)).isTrue();
    assertThat(ScalabilityLaw.areEnough(396)).isTrue();
    assertThat(ScalabilityLaw.areEnough(395)).isFalse();
    assertThat(ScalabilityLaw.leftOut(400)).isEmpty();
    assertThat(ScalabilityLaw.leftOut(397))
        .isEqualTo("; 3 of 400 samples could not be fitted and are left out");
  }

  @Test
  void theSameDrawsGiveTheSameIntervals() {
    List<Observation> noisy = noisy(new Known(100, 0.05, 0.001), 4, 1, Launches.random(2));

    assertThat(fit(noisy).contention()).isEqualTo(fit(noisy).contention());
    assertThat(fit(noisy).contention().note()).isEqualTo("by resampling 4 launches");
  }

  @Test
  void intervalsHoldTheTruthWhenLaunchesAreResampled() {
    assertCoverage(Launches.random(3), 3, 1);
    assertCoverage(Launches.random(4), 5, 2);
  }

  @Test
  void intervalsHoldTheTruthWhenResidualsOfOneLaunchAreResampled() {
    assertCoverage(Launches.random(6), 1, 3);
  }

  private static void assertCoverage(RandomGenerator random, int launches, int each) {
    List<Known> systems =
        List.of(
            new Known(100, 0, 0),
            new Known(700, 0.1, 0),
            new Known(100, 0, 0.002),
            new Known(100, 0.02, 0.0005),
            new Known(3000, 0.05, 0.001),
            new Known(40, 0.3, 0.004));
    int casesEach = 60;
    int cases = casesEach * systems.size();
    int lambdas = 0;
    int contentions = 0;
    int coherences = 0;
    int predictions = 0;
    int peaks = 0;
    int peaksHeld = 0;
    for (Known known : systems) {
      for (int i = 0; i < casesEach; i++) {
        ScalabilityLaw law =
            ScalabilityLaw.fit(noisy(known, launches, each, random), random).orElseThrow();
        lambdas += holds(law.throughputOfOnePerSecond(), known.lambda());
        contentions += holds(law.contention(), known.contention());
        coherences += holds(law.coherence(), known.coherence());
        Prediction prediction = law.predict(48);
        predictions += holds(prediction.throughputPerSecond(), known.throughput(48));
        if (known.coherence() > 0 && law.peak().isPresent()) {
          Peak peak = law.peak().get();
          peaks += 2;
          peaksHeld += holds(peak.load(), known.peakLoad());
          peaksHeld +=
              holds(peak.atPeak().throughputPerSecond(), known.throughput(known.peakLoad()));
        }
      }
    }
    assertThat(lambdas).as("λ").isGreaterThanOrEqualTo(cases * 93 / 100);
    assertThat(contentions).as("σ").isGreaterThanOrEqualTo(cases * 93 / 100);
    assertThat(coherences).as("κ").isGreaterThanOrEqualTo(cases * 93 / 100);
    assertThat(predictions).as("predictions").isGreaterThanOrEqualTo(cases * 93 / 100);
    assertThat(peaks).as("peaks that were found").isGreaterThan(cases / 2);
    assertThat(peaksHeld).as("peaks").isGreaterThanOrEqualTo(peaks * 93 / 100);
  }

  private static int holds(Estimate estimate, double truth) {
    return estimate.interval().orElseThrow().contains(truth) ? 1 : 0;
  }

  /** Launches differ in speed by 3 %, in contention and coherence by 10 %, blocks by 4 %. */
  private static List<Observation> noisy(
      Known known, int launches, int each, RandomGenerator random) {
    List<Observation> all = new ArrayList<>();
    for (int launch = 0; launch < launches; launch++) {
      boolean several = launches > 1;
      Known own =
          new Known(
              known.lambda() * (several ? Math.exp(0.03 * random.nextGaussian()) : 1),
              known.contention() * (several ? Math.exp(0.1 * random.nextGaussian()) : 1),
              known.coherence() * (several ? Math.exp(0.1 * random.nextGaussian()) : 1));
      for (int load : LOADS) {
        for (int i = 0; i < each; i++) {
          all.add(
              new Observation(
                  launch, load, own.throughput(load) * Math.exp(0.04 * random.nextGaussian())));
        }
      }
    }
    return all;
  }
}
