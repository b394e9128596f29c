package dev.faceoff.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.faceoff.stats.CapacityBracket.Ending;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.random.RandomGenerator;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapacitySearchTest {
  private final List<Double> played = new ArrayList<>();

  private CapacityBracket play(CapacitySearch search, DoubleFunction<StepOutcome> service) {
    for (OptionalDouble rate = search.next(); rate.isPresent(); rate = search.next()) {
      played.add(rate.getAsDouble());
      search.record(rate.getAsDouble(), service.apply(rate.getAsDouble()));
    }
    return search.result();
  }

  private static StepOutcome upTo(double capacity, double rate) {
    return rate <= capacity ? StepOutcome.KEPT : StepOutcome.NOT_KEPT;
  }

  @Test
  void rampsUpConfirmsTheFirstFailureAndHalvesTheGap() {
    CapacityBracket bracket = play(new CapacitySearch(100, 2, 1.2, 20), rate -> upTo(300, rate));

    assertThat(played.stream().map(rate -> (int) Math.round(rate)))
        .containsExactly(100, 200, 400, 400, 283, 336, 336, 283, 283);
    assertThat(bracket.ending()).isEqualTo(Ending.FOUND);
    assertThat(bracket.kept()).isCloseTo(283, within(0.5));
    assertThat(bracket.notKept()).isCloseTo(336, within(0.5));
    assertThat(bracket.steps()).isEqualTo(9);
  }

  @Test
  void takesLongerStepsWhereTheFirstRateWasAPoorGuess() {
    CapacityBracket bracket =
        play(new CapacitySearch(100, 1.2, 1.2, 16), rate -> upTo(1_000, rate));

    assertThat(played.stream().limit(6).map(rate -> (int) Math.round(rate)))
        .containsExactly(100, 120, 144, 207, 358, 743);
    assertThat(bracket.ending()).isEqualTo(Ending.FOUND);
    assertThat(bracket.kept()).isLessThanOrEqualTo(1_000);
    assertThat(bracket.notKept()).isGreaterThan(1_000);
  }

  @Test
  void goesDownWhenTheFirstRateIsTooHigh() {
    CapacityBracket bracket = play(new CapacitySearch(100, 2, 1.2, 30), rate -> upTo(9, rate));

    assertThat(bracket.ending()).isEqualTo(Ending.FOUND);
    assertThat(bracket.kept()).isLessThanOrEqualTo(9);
    assertThat(bracket.notKept()).isGreaterThan(9);
  }

  @Test
  void oneUnluckyStepOnTheWayUpDoesNotHoldItBack() {
    boolean[] unlucky = {true};

    CapacityBracket bracket =
        play(
            new CapacitySearch(100, 2, 1.2, 20),
            rate -> {
              boolean now = rate == 200 && unlucky[0];
              unlucky[0] = unlucky[0] && !now;
              return now ? StepOutcome.NOT_KEPT : upTo(300, rate);
            });

    assertThat(bracket.kept()).isCloseTo(283, within(0.5));
    assertThat(bracket.notKept()).isCloseTo(336, within(0.5));
  }

  @Test
  void aKeptEndThatFailsWhenRepeatedIsNoEnd() {
    CapacitySearch search = new CapacitySearch(100, 2, 1.2, 20);
    int[] times = {0};

    CapacityBracket bracket =
        play(
            search,
            rate ->
                rate > 280 && rate < 290 && ++times[0] > 1
                    ? StepOutcome.NOT_KEPT
                    : upTo(300, rate));

    assertThat(bracket.ending()).isEqualTo(Ending.FOUND);
    assertThat(bracket.kept()).isLessThan(280);
    // 283 was kept once and not kept once: the capacity is about there.
    assertThat(bracket.notKept()).isGreaterThan(290);
  }

  @Test
  void whatTheGeneratorCannotOfferIsNoEvidenceAboutTheService() {
    CapacityBracket bracket =
        play(
            new CapacitySearch(100, 2, 1.2, 20),
            rate -> rate > 500 ? StepOutcome.GENERATOR_UNSOUND : StepOutcome.KEPT);

    assertThat(bracket.ending()).isEqualTo(Ending.GENERATOR_LIMIT);
    assertThat(bracket.kept()).isBetween(400.0, 500.0);
    assertThat(bracket.notKeptPerSecond()).isEmpty();
    assertThat(bracket.isClosed()).isFalse();
  }

  @Test
  void aGeneratorThatStumbledOnceIsAskedAgain() {
    boolean[] stumbles = {true};

    CapacityBracket bracket =
        play(
            new CapacitySearch(100, 2, 1.2, 20),
            rate -> {
              boolean now = stumbles[0] && rate == 200;
              stumbles[0] = stumbles[0] && !now;
              return now ? StepOutcome.GENERATOR_UNSOUND : upTo(300, rate);
            });

    assertThat(bracket.ending()).isEqualTo(Ending.FOUND);
    assertThat(bracket.kept()).isCloseTo(283, within(0.5));
  }

  @Test
  void aLimitOfTheGeneratorThatIsKnownIsNotTried() {
    CapacityBracket fast =
        play(
            new CapacitySearch(100, 1.2, 1.2, 16, OptionalDouble.of(500), OptionalDouble.empty()),
            rate -> upTo(9_999, rate));

    assertThat(played).allMatch(rate -> rate < 500);
    assertThat(fast.ending()).isEqualTo(Ending.GENERATOR_LIMIT);
    assertThat(fast.kept()).isBetween(500 / 1.2, 500.0);
    assertThat(fast.notKeptPerSecond()).isEmpty();

    played.clear();
    CapacityBracket slow =
        play(
            new CapacitySearch(
                100, 1.2, 1.2, 16, OptionalDouble.of(50_000), OptionalDouble.empty()),
            rate -> upTo(130, rate));

    assertThat(played).allMatch(rate -> rate < 200);
    assertThat(slow.ending()).isEqualTo(Ending.FOUND);

    CapacityBracket early =
        play(
            new CapacitySearch(100, 1.2, 1.2, 2, OptionalDouble.of(50_000), OptionalDouble.empty()),
            rate -> upTo(9_999, rate));
    assertThat(early.ending()).isEqualTo(Ending.BUDGET);
  }

  private static CapacitySearch upToMost(double most) {
    return new CapacitySearch(100, 1.2, 1.2, 16, OptionalDouble.empty(), OptionalDouble.of(most));
  }

  @Test
  void noRateBeyondTheMostIsTriedHoweverMuchIsKept() {
    CapacityBracket fast = play(upToMost(150), rate -> StepOutcome.KEPT);

    assertThat(played.stream().map(rate -> (int) Math.round(rate)))
        .containsExactly(100, 120, 144, 150, 150, 150);
    assertThat(fast.ending()).isEqualTo(Ending.ASKED_LIMIT);
    assertThat(fast.kept()).isEqualTo(150);
    assertThat(fast.notKeptPerSecond()).isEmpty();
  }

  @Test
  void aCapacityBelowTheMostIsFoundAsWithoutOne() {
    CapacityBracket slow = play(upToMost(150), rate -> upTo(130, rate));

    assertThat(slow.ending()).isEqualTo(Ending.FOUND);
    assertThat(slow.kept()).isCloseTo(120, within(0.5));
    assertThat(slow.notKept()).isCloseTo(144, within(0.5));
  }

  @Test
  void anUndecidedMostIsNoLimitOfTheService() {
    CapacityBracket open =
        play(upToMost(150), rate -> rate == 150 ? StepOutcome.UNDECIDED : StepOutcome.KEPT);

    assertThat(open.ending()).isEqualTo(Ending.ASKED_LIMIT);
    assertThat(open.kept()).isCloseTo(144, within(0.5));
    assertThat(open.notKeptPerSecond()).isEmpty();
  }

  @Test
  void whatTheGeneratorCannotOfferMayBeBeyondTheMost() {
    CapacitySearch search =
        new CapacitySearch(100, 1.2, 1.2, 16, OptionalDouble.of(400), OptionalDouble.of(150));

    assertThat(play(search, rate -> StepOutcome.KEPT).ending()).isEqualTo(Ending.ASKED_LIMIT);
    assertThat(played).allMatch(rate -> rate <= 150);
  }

  @Test
  void usedUpStepsAreSaidToBe() {
    CapacityBracket noEnd = play(new CapacitySearch(100, 2, 1.2, 3), rate -> StepOutcome.KEPT);
    CapacityBracket noneKept =
        play(new CapacitySearch(100, 2, 1.2, 5), rate -> StepOutcome.NOT_KEPT);
    CapacityBracket wide = play(new CapacitySearch(100, 2, 1.2, 4), rate -> upTo(300, rate));

    assertThat(noEnd)
        .isEqualTo(
            new CapacityBracket(OptionalDouble.of(400), OptionalDouble.empty(), Ending.BUDGET, 3));
    assertThat(noneKept.keptPerSecond()).isEmpty();
    assertThat(noneKept.notKept()).isEqualTo(50);
    assertThat(noneKept.ending()).isEqualTo(Ending.BUDGET);
    assertThat(wide.ending()).isEqualTo(Ending.BUDGET);
    assertThat(wide.notKept() / wide.kept()).isEqualTo(2);
  }

  @Test
  void alwaysEndsWithinItsStepsWhateverHappens() {
    RandomGenerator random = Launches.random(1);
    StepOutcome[] outcomes = StepOutcome.values();
    for (int i = 0; i < 2000; i++) {
      int most = 1 + random.nextInt(40);
      double bias = random.nextDouble();
      played.clear();

      CapacityBracket bracket =
          play(
              new CapacitySearch(
                  1 + 100 * random.nextDouble(),
                  1.1 + random.nextDouble(),
                  1.01 + random.nextDouble(),
                  most),
              rate ->
                  random.nextDouble() < bias
                      ? StepOutcome.KEPT
                      : outcomes[random.nextInt(outcomes.length)]);

      assertThat(bracket.steps()).isEqualTo(played.size()).isBetween(1, most);
      assertThat(played).allMatch(rate -> rate > 0 && rate < Double.POSITIVE_INFINITY);
    }
  }

  @Test
  void refusesAStepThatItDidNotAskFor() {
    CapacitySearch search = new CapacitySearch(100, 2, 1.2, 1);

    assertThatThrownBy(() -> search.record(200, StepOutcome.KEPT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("200.0/s was not asked for");
    search.record(100, StepOutcome.KEPT);
    assertThatThrownBy(() -> search.record(100, StepOutcome.KEPT))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new CapacitySearch(0, 2, 1.2, 1))
        .hasMessage("firstRate must be above 0.0, but is 0.0");
    assertThatThrownBy(() -> new CapacitySearch(1, 1, 1.2, 1)).hasMessageContaining("factor");
    assertThatThrownBy(() -> new CapacitySearch(1, 2, 1, 1)).hasMessageContaining("ratio");
    assertThatThrownBy(() -> new CapacitySearch(1, 2, 1.2, 0)).hasMessageContaining("mostSteps");
    assertThatThrownBy(() -> upToMost(50))
        .hasMessage("firstRate must be at most 50.0, but is 100.0");
  }

  @Test
  void findsTheCapacityOfServicesWhoseStepsAreUncertain() {
    RandomGenerator random = Launches.random(2);
    int cases = 300;
    int held = 0;
    int found = 0;
    for (int i = 0; i < cases; i++) {
      double capacity = 20 * Math.exp(4 * random.nextDouble());

      CapacityBracket bracket =
          play(
              new CapacitySearch(20, 2, 1.1, 40),
              rate -> {
                // One step in thirty is unlucky; at 2 % below the capacity one in eight fails.
                double keeps = 1 / (1 + Math.exp(Math.log(rate / capacity) / 0.01));
                return random.nextDouble() < keeps && random.nextInt(30) > 0
                    ? StepOutcome.KEPT
                    : StepOutcome.NOT_KEPT;
              });

      found += bracket.ending() == Ending.FOUND ? 1 : 0;
      held +=
          bracket.isClosed() && bracket.kept() <= capacity && capacity <= bracket.notKept() ? 1 : 0;
    }
    assertThat(found).isGreaterThanOrEqualTo(cases * 98 / 100);
    assertThat(held).isGreaterThanOrEqualTo(cases * 93 / 100);
  }

  @Test
  void anUndecidedStepLeavesItsRateBetweenTheEnds() {
    CapacityBracket bracket =
        play(
            new CapacitySearch(100, 2, 1.2, 30),
            rate -> rate > 250 && rate < 320 ? StepOutcome.UNDECIDED : upTo(300, rate));

    assertThat(bracket.kept()).isLessThanOrEqualTo(250);
    assertThat(bracket.notKept()).isGreaterThanOrEqualTo(320);
    assertThat(bracket.ending()).isEqualTo(Ending.FOUND);
  }

  /** The capacity of a step: the rate at which half of the steps have a p99 within the limit. */
  @ParameterizedTest
  @CsvSource({"20, 1", "8, 7"})
  void findsTheCapacityOfAQueueFromTheLatenciesOfItsRequests(int stepSeconds, int seed) {
    double limitMillis = 20;
    Queue queue = new Queue(8, 250);
    double steady = queue.capacity(0.99, limitMillis / 1e3);
    double capacity = queue.halfKept(steady, 0.99, limitMillis, stepSeconds);
    Objective objective = new Objective(0.99, limitMillis, 0.01);
    RandomGenerator random = Launches.random(seed);
    int cases = 300;
    int held = 0;
    for (int i = 0; i < cases; i++) {
      CapacityBracket bracket =
          play(
              new CapacitySearch(300 + 300 * random.nextDouble(), 1.5, 1.1, 40),
              rate -> {
                Histogram latencies = queue.latencies(rate, stepSeconds, random);
                return objective.judge(latencies, 0, latencies.getTotalCount());
              });

      held += bracket.kept() <= capacity && capacity <= bracket.notKept() ? 1 : 0;
    }
    // Steps begin with an empty queue, so they keep a little more than the steady state would.
    assertThat(capacity).isBetween(0.98 * steady, 1.05 * steady);
    assertThat(held).isGreaterThanOrEqualTo(cases * 93 / 100);
  }

  /** Requests arrive at random, are served in order by several servers, and take random times. */
  private record Queue(int servers, double servedPerSecond) {

    /**
     * The rate at which a share of the requests takes no longer than a limit, by the distribution
     * of the response time of M/M/c (Gross et al., "Fundamentals of Queueing Theory", 4th edition,
     * 2008, section 2.3).
     */
    double capacity(double share, double limitSeconds) {
      double low = 0;
      // Where the spare capacity is one server's the formula is 0 over 0: never exactly met.
      double high = 0.999 * servers * servedPerSecond;
      for (int i = 0; i < 60; i++) {
        double middle = (low + high) / 2;
        boolean keeps = shareAbove(middle, limitSeconds) < 1 - share;
        low = keeps ? middle : low;
        high = keeps ? high : middle;
      }
      return low;
    }

    double halfKept(double about, double share, double limitMillis, int stepSeconds) {
      RandomGenerator random = Launches.random(99);
      double low = 0.8 * about;
      double high = 1.25 * about;
      for (int i = 0; i < 8; i++) {
        double middle = (low + high) / 2;
        int kept = 0;
        for (int step = 0; step < 51; step++) {
          Histogram latencies = latencies(middle, stepSeconds, random);
          kept += latencies.getValueAtPercentile(100 * share) <= 1e6 * limitMillis ? 1 : 0;
        }
        low = kept > 25 ? middle : low;
        high = kept > 25 ? high : middle;
      }
      return (low + high) / 2;
    }

    private double shareAbove(double rate, double seconds) {
      double offered = rate / servedPerSecond;
      double blocking = 1;
      for (int c = 1; c <= servers; c++) {
        blocking = offered * blocking / (c + offered * blocking);
      }
      double waits = blocking / (1 - offered / servers * (1 - blocking));
      double spare = servers * servedPerSecond - rate;
      double faster = spare - servedPerSecond;
      double served = Math.exp(-servedPerSecond * seconds);
      return served + waits * servedPerSecond * (served - Math.exp(-spare * seconds)) / faster;
    }

    Histogram latencies(double rate, int seconds, RandomGenerator random) {
      return new SimulatedQueue(servers, servedPerSecond).latencies(rate, seconds, random);
    }
  }
}
