package dev.faceoff.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.config.GateFile;
import dev.faceoff.model.GateRules;
import dev.faceoff.model.Load;
import dev.faceoff.model.Side;
import dev.faceoff.stats.GeneratorHealth;
import dev.faceoff.stats.MatchedLaunch;
import dev.faceoff.stats.MatchedPairs;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.IntCountsHistogram;
import org.junit.jupiter.api.Test;

/** A user sends two requests; 25 users come each second. */
class PairRateTest {
  private static final Load LOAD = new Load(25, 2, Duration.ofSeconds(5), Duration.ofMillis(20));
  private static final GateRules RULES = GateFile.none().rules(Optional.empty());

  @Test
  void isAThirdOfWhatTheSlowerSideAnswersWithoutPause() {
    // 50 requests a second were sent, four times as many can be answered: 0.35 * 4 * 25 users.
    assertThat(rate(RULES, Map.of(Side.BASELINE, 200.0, Side.CANDIDATE, 900.0))).isEqualTo(35);
  }

  @Test
  void isNeverBelowTheScenariosOwn() {
    assertThat(rate(RULES, Map.of(Side.BASELINE, 60.0, Side.CANDIDATE, 60.0))).isEqualTo(25);
    assertThat(rate(RULES, Map.of(Side.BASELINE, 600.0))).isEqualTo(25);
  }

  @Test
  void isBoundedAsMorePairsWouldTellNoMore() {
    assertThat(rate(RULES, Map.of(Side.BASELINE, 9e4, Side.CANDIDATE, 9e4))).isEqualTo(100);
  }

  @Test
  void isWhatTheUserAskedFor() {
    Map<Side, Double> fast = Map.of(Side.BASELINE, 900.0, Side.CANDIDATE, 900.0);
    assertThat(rate(RULES.withPairs(7), fast)).isEqualTo(7);
    assertThat(rate(RULES.withPairs(300), fast)).isEqualTo(300);
  }

  private static double rate(GateRules rules, Map<Side, Double> warmUp) {
    return PairRate.of(PairRate.after(trial(rules, warmUp), rules, LOAD), LOAD);
  }

  private static MatchedLaunch trial(GateRules rules, Map<Side, Double> warmUp) {
    MatchedPairs pairs = new MatchedPairs(0, "list");
    for (int i = 0; i < 50 * rules.measureSeconds(); i++) {
      pairs.add(Side.BASELINE, i * 20_000_000L, 5_000_000, false, 5_000_000, false, false);
    }
    return new MatchedLaunch(
        0,
        List.of(),
        List.of(pairs),
        1,
        0,
        Map.of(),
        warmUp,
        0,
        new GeneratorHealth(new IntCountsHistogram(3), 0, 0, 0, 0, 0));
  }
}
