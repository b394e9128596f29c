package dev.faceoff.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.config.GateFile;
import dev.faceoff.model.Endpoint;
import dev.faceoff.model.GateRules;
import dev.faceoff.model.Side;
import dev.faceoff.report.GateReport;
import dev.faceoff.stats.GeneratorHealth;
import dev.faceoff.stats.MatchedLaunch;
import dev.faceoff.stats.MatchedPairs;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.HdrHistogram.IntCountsHistogram;
import org.junit.jupiter.api.Test;

class AnswersTest {
  private static final int PAIRS = 200;
  private static final GateRules ALL = GateFile.none().rules(Optional.empty());

  @Test
  void aFewDifferencesAreNoOtherService() {
    assertThat(answers(launch(2, 0)))
        .containsExactly(new GateReport.Answers("list", PAIRS, 2, false, false));
  }

  @Test
  void manyDifferencesAre() {
    assertThat(answers(launch(20, 0)))
        .containsExactly(new GateReport.Answers("list", PAIRS, 20, false, true));
  }

  @Test
  void whatChangesByItselfIsNotCompared() {
    assertThat(answers(launch(PAIRS, 0.5)))
        .containsExactly(new GateReport.Answers("list", PAIRS, PAIRS, true, false));
  }

  @Test
  void whatIsDeclaredToChangeIsNotCompared() {
    assertThat(Answers.of(List.of(launch(PAIRS, 0)), List.of(new Endpoint("list", 100, true)), ALL))
        .containsExactly(new GateReport.Answers("list", PAIRS, PAIRS, true, false));
  }

  @Test
  void whatIsNotJudgedIsNotCompared() {
    List<PairedMeasurement> launches = List.of(launch(PAIRS, 0));
    List<Endpoint> endpoints = List.of(new Endpoint("list", 100), new Endpoint("show", 100));

    assertThat(Answers.of(launches, endpoints, judging("show"))).isEmpty();
    assertThat(Answers.of(launches, endpoints, judging("list")))
        .extracting(GateReport.Answers::differ)
        .containsExactly(true);
  }

  @Test
  void launchesAddUp() {
    assertThat(answers(launch(3, 0), launch(3, 0), launch(3, 0)))
        .containsExactly(new GateReport.Answers("list", 3 * PAIRS, 9, false, false));
    assertThat(answers(launch(9, 0), launch(9, 0), launch(9, 0)))
        .containsExactly(new GateReport.Answers("list", 3 * PAIRS, 27, false, true));
  }

  private static GateRules judging(String endpoint) {
    return new GateRules(
        ALL.gated(),
        ALL.falseAlarmShare(),
        ALL.looks(),
        ALL.budget(),
        Set.of(endpoint),
        ALL.pairsPerSecond(),
        ALL.warmUpSeconds(),
        ALL.settleSeconds(),
        ALL.measureSeconds());
  }

  private static List<GateReport.Answers> answers(PairedMeasurement... launches) {
    return Answers.of(List.of(launches), List.of(new Endpoint("list", 100)), ALL);
  }

  private static PairedMeasurement launch(int different, double selfDifferent) {
    MatchedPairs pairs = new MatchedPairs(0, "list");
    for (int i = 0; i < PAIRS; i++) {
      Side first = i % 2 == 0 ? Side.BASELINE : Side.CANDIDATE;
      pairs.add(first, i * 20_000_000L, 5_000_000, false, 5_000_000, false, i < different);
    }
    MatchedLaunch launch =
        new MatchedLaunch(
            0,
            List.of(),
            List.of(pairs),
            1,
            0,
            Map.of("list", selfDifferent),
            0,
            new GeneratorHealth(new IntCountsHistogram(3), PAIRS, PAIRS, 0, 0, 0));
    return PairedMeasurement.of(
        launch, Map.of(Side.BASELINE, Map.of(), Side.CANDIDATE, Map.of()), true, Optional.empty());
  }
}
