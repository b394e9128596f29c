package dev.faceoff.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.model.Expectation;
import dev.faceoff.model.Expectation.Operator;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Scenario;
import dev.faceoff.report.FaultReport;
import dev.faceoff.report.FaultReport.Reaction;
import dev.faceoff.report.ScenarioReport.ExpectationResult;
import dev.faceoff.report.ScenarioReport.ExpectationResult.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExpectationsTest {
  private static final String FAULT = "gateway-down";

  private final Scenario scenario = ScenarioFixture.underFaults();
  private final FaultReport faults =
      new FaultReport(
          Map.of(),
          new FaultAnalysis(scenario, List.of(ScenarioFixture.launchUnderFaults(0))).timeline(),
          Optional.empty(),
          Optional.empty());

  @Test
  void whoseUsersNoticedAndWereNotWellAgainHasFailedWhateverTheLimit() {
    assertThat(reaction("naive").detectSeconds()).isPresent();
    assertThat(reaction("naive").recoverSeconds()).isEmpty();

    assertThat(recovery("naive", 500))
        .isEqualTo(new ExpectationResult("recovers", Optional.empty(), Outcome.FAILED));
  }

  @Test
  void theTimeThatUsersTakeToNoticeIsJudged() {
    double seconds = reaction("naive").detectSeconds().orElseThrow().value();

    assertThat(judged("naive", Measure.DETECT_SECONDS, seconds).outcome()).isEqualTo(Outcome.HELD);
    assertThat(judged("naive", Measure.DETECT_SECONDS, seconds / 2).outcome())
        .isEqualTo(Outcome.FAILED);
  }

  @Test
  void whoseUsersDidNotNoticeHasNothingToRecoverFrom() {
    assertThat(reaction("fixed").detectSeconds()).isEmpty();

    assertThat(recovery("fixed", 0))
        .isEqualTo(new ExpectationResult("recovers", Optional.of(0.0), Outcome.HELD));
  }

  private Reaction reaction(String variant) {
    return faults.timeline().orElseThrow().reactions().stream()
        .filter(each -> each.variant().equals(variant) && each.window().equals(FAULT))
        .findFirst()
        .orElseThrow();
  }

  private ExpectationResult recovery(String variant, double bound) {
    return judged(variant, Measure.RECOVER_SECONDS, bound);
  }

  private ExpectationResult judged(String variant, Measure measure, double bound) {
    return new Expectations(List.of(), List.of(), faults)
        .judge(
            new Expectation(
                "recovers",
                measure,
                variant,
                Optional.empty(),
                Optional.of("list"),
                Optional.of(FAULT),
                Operator.AT_MOST,
                bound));
  }
}
