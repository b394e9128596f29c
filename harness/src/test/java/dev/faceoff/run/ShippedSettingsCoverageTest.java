package dev.faceoff.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.config.Catalogue;
import dev.faceoff.config.Overrides;
import dev.faceoff.model.CapacityRules;
import dev.faceoff.model.Estimate;
import dev.faceoff.model.Growth;
import dev.faceoff.model.Profile;
import dev.faceoff.model.ProfileName;
import dev.faceoff.model.Scenario;
import dev.faceoff.scenarios.plan.LoadPlan;
import dev.faceoff.stats.Capacity;
import dev.faceoff.stats.CapacityBracket;
import dev.faceoff.stats.CapacitySearch;
import dev.faceoff.stats.Objective;
import dev.faceoff.stats.Observation;
import dev.faceoff.stats.PowerLaw;
import dev.faceoff.stats.ScalabilityLaw;
import dev.faceoff.stats.SimulatedQueue;
import dev.faceoff.stats.StepOutcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleBinaryOperator;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whether intervals hold the truth of systems of known law with the settings that the core pairs
 * come with: their steps, users, blocks, sizes, rates and launches. Launches differ in speed by 1.6
 * %, as those of a Spring Boot service do, and arrivals and answers are Poisson's.
 */
class ShippedSettingsCoverageTest {
  private static final Path PROJECT = Path.of("..");
  private static final Catalogue CATALOGUE = new Catalogue(PROJECT.resolve("scenarios"), PROJECT);

  private static final double BETWEEN_LAUNCHES = 0.016;

  /** Of the throughputs of a number of users, by what others do on the machine. */
  private static final double BETWEEN_BLOCKS = 0.02;

  /** Of the latencies of one kind of request, as a share. */
  private static final double BETWEEN_REQUESTS = 0.3;

  static List<String> core() {
    return CATALOGUE.core(Overrides.NONE).stream().map(Scenario::name).toList();
  }

  private static Scenario scenario(String name) {
    return CATALOGUE.find(List.of(name), Overrides.NONE).get(0);
  }

  private static CapacityRules capacity(String name) {
    return scenario(name).designs().capacity().orElseThrow();
  }

  private static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  private static double speed(RandomGenerator random) {
    return Math.exp(BETWEEN_LAUNCHES * random.nextGaussian());
  }

  private static int holds(Optional<Estimate> estimate, double truth) {
    return estimate.flatMap(Estimate::interval).filter(i -> i.contains(truth)).isPresent() ? 1 : 0;
  }

  /** Two processors; a step begins with an empty queue. */
  private record Service(double servedPerSecond) {
    private static final int PROCESSORS = 2;

    Histogram latencies(double rate, int seconds, RandomGenerator random) {
      return new SimulatedQueue(PROCESSORS, servedPerSecond).latencies(rate, seconds, random);
    }

    double most() {
      return PROCESSORS * servedPerSecond;
    }

    /** The rate at which half of the steps have their quantile within the limit. */
    double capacity(CapacityRules rules) {
      RandomGenerator random = random(99);
      double low = 0.3 * most();
      double high = 1.2 * most();
      for (int i = 0; i < 9; i++) {
        double middle = (low + high) / 2;
        int kept = 0;
        for (int step = 0; step < 101; step++) {
          double millis =
              latencies(middle, rules.stepSeconds(), random)
                      .getValueAtPercentile(100 * rules.quantile())
                  / 1e6;
          kept += millis <= rules.millis() ? 1 : 0;
        }
        low = kept > 50 ? middle : low;
        high = kept > 50 ? high : middle;
      }
      return (low + high) / 2;
    }
  }

  /** A search of one launch, from what closed blocks got done. */
  private static final class Searching {
    private final Service service;
    private final CapacitySearch search;

    Searching(Service usual, RandomGenerator random) {
      service = new Service(usual.servedPerSecond() * speed(random));
      double closed = service.most() * Math.exp(BETWEEN_BLOCKS * random.nextGaussian());
      // As CapacityLaunch.firstRate has it.
      search = CapacityLaunch.search(0.75 * closed, Optional.empty(), OptionalDouble.empty());
    }

    boolean isOver() {
      return search.next().isEmpty();
    }

    void step(CapacityRules rules, Objective objective, RandomGenerator random) {
      double rate = search.next().orElseThrow();
      Histogram latencies = service.latencies(rate, rules.stepSeconds(), random);
      search.record(
          rate,
          latencies.getTotalCount() == 0
              ? StepOutcome.GENERATOR_UNSOUND
              : objective.judge(latencies, 0, latencies.getTotalCount()));
    }
  }

  /** Both variants' searches take turns until the launch's time is up. */
  private static void search(
      Searching naive, Searching fixed, CapacityRules rules, RandomGenerator random) {
    Objective objective = CapacityLaunch.objective(rules);
    // Their rates are below those that are led in.
    double seconds = 0;
    while (!naive.isOver() || !fixed.isOver()) {
      for (Searching each : List.of(naive, fixed)) {
        if (!each.isOver()) {
          if (seconds >= rules.budgetSeconds()) {
            return;
          }
          each.step(rules, objective, random);
          seconds += Timetable.stepSeconds(rules);
        }
      }
    }
  }

  /** Of many cases: in how many there was an interval, and in how many it held the truth. */
  private static final class Coverage {
    private final double truth;
    private int given;
    private int held;

    Coverage(double truth) {
      this.truth = truth;
    }

    void add(Optional<Capacity> capacity) {
      Optional<Estimate> estimate = capacity.map(Capacity::estimate);
      given += estimate.flatMap(Estimate::interval).isPresent() ? 1 : 0;
      held += holds(estimate, truth);
    }
  }

  /**
   * Requests of naive take a sixth of the limit, of fixed a quarter of that, and all times are
   * exponential, so that steps of naive near its capacity are of two minds: the time of a search
   * then ends now and then before it has a bracket, and the capacity has no interval.
   */
  @ParameterizedTest
  @MethodSource("core")
  void capacitiesAndTheirRatioAreHeld(String name) {
    CapacityRules rules = capacity(name);
    Service naive = new Service(6e3 / rules.millis());
    Service fixed = new Service(24e3 / rules.millis());
    double capacityOfNaive = naive.capacity(rules);
    double capacityOfFixed = fixed.capacity(rules);
    for (ProfileName profile : List.of(ProfileName.STANDARD, ProfileName.THOROUGH)) {
      RandomGenerator random = random(5);
      Coverage ofNaive = new Coverage(capacityOfNaive);
      Coverage ofFixed = new Coverage(capacityOfFixed);
      Coverage ofRatio = new Coverage(capacityOfFixed / capacityOfNaive);
      for (int i = 0; i < 100; i++) {
        List<CapacityBracket> bracketsOfNaive = new ArrayList<>();
        List<CapacityBracket> bracketsOfFixed = new ArrayList<>();
        for (int launch = 0; launch < rules.profiles().get(profile).launches(); launch++) {
          Searching searchOfNaive = new Searching(naive, random);
          Searching searchOfFixed = new Searching(fixed, random);
          search(searchOfNaive, searchOfFixed, rules, random);
          bracketsOfNaive.add(searchOfNaive.search.result());
          bracketsOfFixed.add(searchOfFixed.search.result());
        }
        ofNaive.add(Capacity.of(bracketsOfNaive));
        ofFixed.add(Capacity.of(bracketsOfFixed));
        ofRatio.add(Capacity.ratio(bracketsOfNaive, bracketsOfFixed));
      }
      for (Coverage each : List.of(ofNaive, ofFixed, ofRatio)) {
        assertThat(each.given).as("intervals of %s", profile).isGreaterThanOrEqualTo(80);
        assertThat(each.held)
            .as("held by %s", profile)
            .isGreaterThanOrEqualTo(93 * each.given / 100);
      }
    }
  }

  private record Known(double ofOne, double contention, double coherence) {
    double throughput(int users) {
      return ofOne * users / (1 + contention * (users - 1) + coherence * users * (users - 1));
    }
  }

  private static long poisson(double mean, RandomGenerator random) {
    long count = 0;
    for (double at = random.nextExponential(); at < mean; at += random.nextExponential()) {
      count++;
    }
    return count;
  }

  /**
   * The closed blocks of a pair's launches, for one variant. With one launch the law is that
   * launch's own: the report says that what launches differ by is not in its intervals.
   */
  private static List<Observation> closed(
      Known known, CapacityRules rules, Profile profile, RandomGenerator random) {
    int countedSeconds = profile.blockSeconds() - LoadPlan.CLOSED_LEAD_SECONDS;
    List<Observation> observations = new ArrayList<>();
    for (int launch = 0; launch < profile.launches(); launch++) {
      double speed = profile.launches() == 1 ? 1 : speed(random);
      for (int round = 0; round < rules.rounds(); round++) {
        for (int users : rules.users()) {
          double perSecond =
              known.throughput(users) * speed * Math.exp(BETWEEN_BLOCKS * random.nextGaussian());
          long answers = Math.max(1, poisson(perSecond * countedSeconds, random));
          observations.add(new Observation(launch, users, (double) answers / countedSeconds));
        }
      }
    }
    return observations;
  }

  /**
   * The core pairs have the same users, rounds and blocks; the slow law is that of two processors.
   */
  @ParameterizedTest
  @CsvSource({
    "QUICK, 500, 0.1, 0.0005",
    "STANDARD, 500, 0.1, 0.0005",
    "THOROUGH, 500, 0.1, 0.0005",
    "QUICK, 25, 0.4, 0.001",
    "STANDARD, 25, 0.4, 0.001",
    "THOROUGH, 25, 0.4, 0.001"
  })
  void scalabilityIsHeld(ProfileName profile, double ofOne, double contention, double coherence) {
    CapacityRules rules = capacity("missing-index");
    Known known = new Known(ofOne, contention, coherence);
    RandomGenerator random = random(6);
    int cases = 200;
    int ofOnes = 0;
    int contentions = 0;
    int coherences = 0;
    for (int i = 0; i < cases; i++) {
      ScalabilityLaw law =
          ScalabilityLaw.fit(closed(known, rules, rules.profiles().get(profile), random), random)
              .orElseThrow();
      ofOnes += holds(Optional.of(law.throughputOfOnePerSecond()), ofOne);
      contentions += holds(Optional.of(law.contention()), contention);
      coherences += holds(Optional.of(law.coherence()), coherence);
    }
    assertThat(ofOnes).as("λ").isGreaterThanOrEqualTo(cases * 93 / 100);
    assertThat(contentions).as("σ").isGreaterThanOrEqualTo(cases * 93 / 100);
    assertThat(coherences).as("κ").isGreaterThanOrEqualTo(cases * 93 / 100);
  }

  /** Every size is measured by launches of its own; its median is of as many requests as arrive. */
  @ParameterizedTest
  @EnumSource(ProfileName.class)
  void exponentsOfEveryPairsLatenciesAreHeld(ProfileName name) {
    for (String pair : core()) {
      Growth growth = scenario(pair).designs().growth().orElseThrow();
      for (double exponent : new double[] {0.03, 0.97}) {
        RandomGenerator random = random(7);
        int cases = 300;
        int held = 0;
        for (int i = 0; i < cases; i++) {
          PowerLaw law =
              PowerLaw.through(
                  grown(
                      growth,
                      name,
                      (size, arrivals) ->
                          Math.pow(size, exponent)
                              * speed(random)
                              * median(poisson(arrivals, random), random)));
          held += holds(Optional.of(law.exponent()), exponent);
        }
        assertThat(held)
            .as("%s, %s, exponent %s", pair, name, exponent)
            .isGreaterThanOrEqualTo(cases * 93 / 100);
      }
    }
  }

  /** Both variants have the speed of their launch, and requests of their own. */
  @ParameterizedTest
  @EnumSource(ProfileName.class)
  void exponentsOfTheRatiosOfEveryPairsLatenciesAreHeld(ProfileName name) {
    for (String pair : core()) {
      Growth growth = scenario(pair).designs().growth().orElseThrow();
      RandomGenerator random = random(8);
      int cases = 300;
      int held = 0;
      for (int i = 0; i < cases; i++) {
        PowerLaw law =
            PowerLaw.through(
                grown(
                    growth,
                    name,
                    (size, arrivals) -> {
                      double speed = speed(random);
                      double naive =
                          speed * Math.pow(size, 0.97) * median(poisson(arrivals, random), random);
                      double fixed =
                          speed * Math.pow(size, 0.03) * median(poisson(arrivals, random), random);
                      return naive / fixed;
                    }));
        held += holds(Optional.of(law.exponent()), 0.94);
      }
      assertThat(held).as(pair).isGreaterThanOrEqualTo(cases * 93 / 100);
    }
  }

  /**
   * What was observed of a growth.
   *
   * @param ofLaunch the number of one launch, from its size and the arrivals at each variant
   */
  private static List<PowerLaw.Observation> grown(
      Growth growth, ProfileName name, DoubleBinaryOperator ofLaunch) {
    Profile profile = growth.profiles().get(name);
    double seconds = profile.blocks() / 2.0 * profile.blockSeconds();
    double arrivals = growth.settings().get("arrivalsPerSecond") * seconds;
    List<PowerLaw.Observation> observations = new ArrayList<>();
    for (double size : growth.values()) {
      List<Double> byLaunch = new ArrayList<>();
      for (int launch = 0; launch < profile.launches(); launch++) {
        byLaunch.add(ofLaunch.applyAsDouble(size, arrivals));
      }
      observations.add(new PowerLaw.Observation(size, byLaunch));
    }
    return observations;
  }

  /** Of so many requests whose typical latency is 1. */
  private static double median(long requests, RandomGenerator random) {
    double[] logs = new double[(int) Math.max(1, requests)];
    Arrays.setAll(logs, i -> BETWEEN_REQUESTS * random.nextGaussian());
    Arrays.sort(logs);
    return Math.exp((logs[(logs.length - 1) / 2] + logs[logs.length / 2]) / 2);
  }
}
