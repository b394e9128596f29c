package dev.faceoff.run;

import static dev.faceoff.run.ScenarioFixture.launchWithOwn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.faceoff.model.Comparison;
import dev.faceoff.model.Measure;
import dev.faceoff.model.ProfileName;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Standing;
import dev.faceoff.model.Variant;
import dev.faceoff.report.ScaleReport;
import dev.faceoff.report.ScenarioReport;
import dev.faceoff.report.ScenarioReport.EndpointReport;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OwnTrialTest {
  private static final Scenario SCENARIO = ScenarioFixture.withOwn();

  @Test
  void aServiceStandsWhereItsLatencyAndItsCountsDo() {
    ScaleReport scale = scale(launchWithOwn(0, 97, 51));

    ScaleReport.Row p95 = scale.row("list", Measure.P95_LATENCY).orElseThrow();
    assertThat(p95.position().estimate().orElseThrow().value())
        .isCloseTo(Math.log(9.7) / Math.log(10), within(0.002));
    assertThat(p95.position().standing()).isEqualTo(Standing.LIKE_NAIVE);
    assertThat(p95.position().estimate().orElseThrow().note())
        .isEqualTo("over 4 rounds of blocks of this launch only");
    assertThat(scale.row("", Measure.QUERIES).orElseThrow().position().standing())
        .isEqualTo(Standing.LIKE_NAIVE);
    // The load is the same for all, so that all answer as much of it.
    assertThat(scale.row("list", Measure.THROUGHPUT).orElseThrow().position().reason())
        .isEqualTo("The ends do not differ in this measure.");
    assertThat(List.of(scale.zero(), scale.one())).containsExactly("fixed", "naive");
  }

  @Test
  void whatIsNotSeenOfItHasNoRow() {
    ScaleReport scale = scale(launchWithOwn(0, 97, 0));

    assertThat(scale.row("", Measure.QUERIES)).isEmpty();
    assertThat(scale.row("", Measure.ROWS_READ)).isEmpty();
    assertThat(scale.row("buy", Measure.P50_LATENCY)).isEmpty();
    assertThat(scale.notPlayed()).containsExactly("buy");
    assertThat(scale.notes())
        .containsExactly(
            "A note of its file.",
            "mine ran before: its CPU and memory cannot be read.",
            "mine does not have the distance to the database that naive and fixed have.",
            "mine is told nothing of gateway, whose faults it therefore cannot suffer: it is not in the numbers under faults.",
            "The payments of mine are not reconciled.");
  }

  @Test
  void thePairIsComparedAsIfItWereAlone() {
    ScenarioReport report = report(launchWithOwn(0, 30, 5));

    assertThat(report.comparisons()).extracting(Comparison::candidate).containsOnly("fixed");
    assertThat(report.variants())
        .extracting(ScenarioReport.VariantReport::name)
        .containsExactly("naive", "fixed", "mine");
    assertThat(report.variant("mine").orElseThrow().endpoints())
        .extracting(EndpointReport::name)
        .containsExactly("list");
  }

  @Test
  void launchesAreTheUnitWhenThereAreSeveral() {
    Analysis analysis =
        new Analysis(
            SCENARIO,
            List.of(launchWithOwn(0, 30, 5), launchWithOwn(1, 33, 5), launchWithOwn(2, 28, 5)));

    ScaleReport.Row p50 =
        analysis.scale(mine()).stream()
            .filter(row -> row.measure() == Measure.P50_LATENCY)
            .findFirst()
            .orElseThrow();

    assertThat(p50.position().estimate().orElseThrow().note()).isEqualTo("over 3 launches");
    assertThat(p50.position().standing()).isEqualTo(Standing.BETWEEN);
  }

  private static Variant mine() {
    return SCENARIO.ownVariants().get(0);
  }

  private static ScaleReport scale(MeasuredLaunch launch) {
    return report(launch).scales().get(0);
  }

  private static ScenarioReport report(MeasuredLaunch launch) {
    return new ScenarioReports(SCENARIO, ProfileName.QUICK, Optional.empty(), List.of())
        .complete(List.of(launch), List.of());
  }
}
