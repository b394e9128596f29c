package dev.faceoff.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.config.GateFile;
import dev.faceoff.model.GateRules;
import dev.faceoff.model.Load;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Side;
import dev.faceoff.stats.GeneratorHealth;
import dev.faceoff.stats.MatchedLaunch;
import dev.faceoff.stats.MatchedPairs;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.IntCountsHistogram;
import org.junit.jupiter.api.Test;

/** A user sends two requests; 25 users come each second. */
class PairRateTest {
  private static final Load LOAD = new Load(25, 2, Duration.ofSeconds(5), Duration.ofMillis(20));
  private static final GateRules RULES = GateFile.none().rules(Optional.empty());

  private static final Map<Measure, Double> CHEAP = Map.of(Measure.CPU, 0.1);

  @Test
  void leavesMostOfTheProcessorsIdle() {
    // 50 requests of 2 and 3 ms each second take an eighth of two processors: 1.6 times as many
    // may.
    assertThat(rate(RULES, Map.of(Measure.CPU, 2.0), Map.of(Measure.CPU, 3.0), 2, 2)).isEqualTo(40);
  }

  @Test
  void letsNoRequestsQueueAtTheSlowerSide() {
    // 50 requests of 8 ms each second are 0.4 at a time.
    assertThat(rate(RULES, CHEAP, 2, 8)).isEqualTo(62);
    assertThat(rate(RULES, CHEAP, 8, 2)).isEqualTo(62);
  }

  @Test
  void isNeverBelowTheScenariosOwn() {
    assertThat(rate(RULES, Map.of(Measure.CPU, 20.0), 2, 2)).isEqualTo(25);
    assertThat(rate(RULES, CHEAP, 2, 400)).isEqualTo(25);
    assertThat(rate(RULES, Map.of(), 2, 2)).isEqualTo(25);
  }

  @Test
  void isBoundedAsMorePairsWouldTellNoMore() {
    assertThat(rate(RULES, CHEAP, 1, 1)).isEqualTo(100);
  }

  @Test
  void isWhatTheUserAskedFor() {
    assertThat(rate(RULES.withPairs(7), CHEAP, 2, 2)).isEqualTo(7);
    assertThat(rate(RULES.withPairs(300), CHEAP, 2, 2)).isEqualTo(300);
  }

  private static double rate(
      GateRules rules, Map<Measure, Double> cost, int baselineMillis, int candidateMillis) {
    return rate(rules, cost, cost, baselineMillis, candidateMillis);
  }

  /** Costs a request; there are fifty requests a second. */
  private static double rate(
      GateRules rules,
      Map<Measure, Double> ofBaseline,
      Map<Measure, Double> ofCandidate,
      int baselineMillis,
      int candidateMillis) {
    int requests = 50 * rules.measureSeconds();
    MatchedPairs pairs = new MatchedPairs(0, "list");
    for (int i = 0; i < requests; i++) {
      pairs.add(
          i % 2 == 0 ? Side.BASELINE : Side.CANDIDATE,
          i * 20_000_000L,
          baselineMillis * 1_000_000L,
          false,
          candidateMillis * 1_000_000L,
          false,
          false);
    }
    MatchedLaunch samples =
        new MatchedLaunch(
            0,
            List.of(),
            List.of(pairs),
            1,
            0,
            Map.of(),
            0,
            new GeneratorHealth(new IntCountsHistogram(3), 0, 0, 0, 0, 0));
    PairedMeasurement trial =
        PairedMeasurement.of(
            samples,
            Map.of(
                Side.BASELINE, totals(ofBaseline, requests),
                Side.CANDIDATE, totals(ofCandidate, requests)),
            true,
            Optional.empty());
    return PairRate.after(trial, rules.measureSeconds(), rules, LOAD, 2).pairsPerSecond(LOAD);
  }

  private static Map<Measure, Double> totals(Map<Measure, Double> perRequest, int requests) {
    Map<Measure, Double> totals = new EnumMap<>(Measure.class);
    perRequest.forEach((measure, value) -> totals.put(measure, requests * value));
    return totals;
  }
}
