package dev.faceoff.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.faceoff.model.Claim;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Side;
import dev.faceoff.stats.GeneratorHealth;
import dev.faceoff.stats.LaunchEffects;
import dev.faceoff.stats.MatchedLaunch;
import dev.faceoff.stats.MatchedPairs;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.IntCountsHistogram;
import org.junit.jupiter.api.Test;

class PairedMeasurementTest {
  private static final int PAIRS = 100;

  @Test
  void costsAreOfARequest() {
    LaunchEffects effects = effects(Map.of(Measure.QUERIES, 100.0), Map.of(Measure.QUERIES, 200.0));

    Claim queries = new Claim("", Measure.QUERIES);
    assertThat(effects.baseline()).containsEntry(queries, 1.0);
    assertThat(effects.candidate()).containsEntry(queries, 2.0);
    assertThat(effects.contrasts().get(queries)).isCloseTo(Math.log(2), within(1e-12));
  }

  @Test
  void whatNeitherSideDoesIsTheSame() {
    assertThat(
            effects(Map.of(Measure.BUFFERS_READ, 0.0), Map.of(Measure.BUFFERS_READ, 0.0))
                .contrasts())
        .containsEntry(new Claim("", Measure.BUFFERS_READ), 0.0);
  }

  @Test
  void whatOneSideDoesNotDoHasNoRatio() {
    assertThat(
            effects(Map.of(Measure.BUFFERS_READ, 3.0), Map.of(Measure.BUFFERS_READ, 0.0))
                .contrasts())
        .doesNotContainKey(new Claim("", Measure.BUFFERS_READ));
    assertThat(effects(Map.of(Measure.CPU, 3.0), Map.of()).contrasts())
        .doesNotContainKey(new Claim("", Measure.CPU));
  }

  @Test
  void theFirstStatementCountsThoughNoneHasARatioToIt() {
    Claim queries = new Claim("", Measure.QUERIES);
    Map<Measure, Double> none = Map.of(Measure.QUERIES, 0.0);
    Map<Measure, Double> one = Map.of(Measure.QUERIES, 100.0);

    assertThat(effects(none, one).contrasts().get(queries)).isCloseTo(Math.log(201), within(1e-12));
    assertThat(effects(one, none).contrasts().get(queries))
        .isCloseTo(-Math.log(201), within(1e-12));
    assertThat(effects(none, Map.of(Measure.QUERIES, 1.0)).contrasts())
        .as("one in a hundred requests is no request's")
        .doesNotContainKey(queries);
    assertThat(effects(none, Map.of()).contrasts()).doesNotContainKey(queries);
  }

  @Test
  void statementsOfNoRequestAreNotComparedThoughBothSidesHaveSome() {
    Claim queries = new Claim("", Measure.QUERIES);

    assertThat(effects(Map.of(Measure.QUERIES, 0.2), Map.of(Measure.QUERIES, 0.7)).contrasts())
        .doesNotContainKey(queries);
    assertThat(effects(Map.of(Measure.QUERIES, 0.2), Map.of(Measure.QUERIES, 0.2)).contrasts())
        .containsEntry(queries, 0.0);
  }

  @Test
  void cacheHitsAreAShareOfLookups() {
    LaunchEffects effects =
        effects(
            Map.of(Measure.CACHE_HITS, 45.0, Measure.CACHE_LOOKUPS, 50.0),
            Map.of(Measure.CACHE_HITS, 40.0, Measure.CACHE_LOOKUPS, 50.0));

    Claim hits = new Claim("", Measure.CACHE_HITS);
    assertThat(effects.baseline()).containsEntry(hits, 0.9);
    assertThat(effects.contrasts().get(hits)).isCloseTo(Math.log(0.8 / 0.9), within(1e-12));
    assertThat(effects.baseline()).doesNotContainKey(new Claim("", Measure.CACHE_LOOKUPS));
  }

  private static LaunchEffects effects(
      Map<Measure, Double> ofBaseline, Map<Measure, Double> ofCandidate) {
    MatchedPairs pairs = new MatchedPairs(0, "list");
    for (int i = 0; i < PAIRS; i++) {
      Side first = i % 2 == 0 ? Side.BASELINE : Side.CANDIDATE;
      pairs.add(first, i * 20_000_000L, 5_000_000, false, 5_000_000, false, false);
    }
    MatchedLaunch launch =
        new MatchedLaunch(
            0,
            List.of(),
            List.of(pairs),
            1,
            0,
            Map.of(),
            0,
            new GeneratorHealth(new IntCountsHistogram(3), PAIRS, PAIRS, 0, 0, 0));
    return PairedMeasurement.of(
            launch,
            Map.of(Side.BASELINE, ofBaseline, Side.CANDIDATE, ofCandidate),
            true,
            Optional.empty())
        .effects();
  }
}
