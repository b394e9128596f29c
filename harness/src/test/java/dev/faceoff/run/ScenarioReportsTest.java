package dev.faceoff.run;

import static dev.faceoff.run.ScenarioFixture.launch;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.model.Measure;
import dev.faceoff.model.ProfileName;
import dev.faceoff.model.Status;
import dev.faceoff.report.ScenarioReport;
import dev.faceoff.report.ScenarioReport.ExpectationResult;
import dev.faceoff.report.ScenarioReport.ExpectationResult.Outcome;
import dev.faceoff.report.ScenarioReport.VariantReport;
import dev.faceoff.stats.GeneratorHealth;
import dev.faceoff.stats.LaunchSamples;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** What a run may say of a scenario depends on how it ended. */
class ScenarioReportsTest {
  private final ScenarioReports reports =
      new ScenarioReports(ScenarioFixture.scenario(), ProfileName.QUICK, List.of());

  @Test
  void aSoundRunIsValidAndHasItsNumbers() {
    ScenarioReport report = reports.complete(List.of(launch(0, 100, 10)), List.of());

    assertThat(report.status()).isEqualTo(Status.VALID);
    assertThat(report.reasons()).isEmpty();
    assertThat(report.variants()).extracting(VariantReport::name).containsExactly("naive", "fixed");
    assertThat(report.comparisons()).isNotEmpty();
    assertThat(outcome(report)).isEqualTo(Outcome.HELD);
  }

  @Test
  void oneUnsoundLaunchMakesItInvalidAndTakesItsNumbersAway() {
    ScenarioReport report =
        reports.complete(List.of(launch(0, 100, 10), missing(launch(1, 100, 10))), List.of());

    assertThat(report.status()).isEqualTo(Status.INVALID);
    assertThat(report.reasons()).containsExactly("The load generator missed 3 of 800 arrivals.");
    hasNoNumbers(report);
    // What shows why it is not to be trusted stays.
    assertThat(report.trust().orElseThrow().missedArrivals()).isEqualTo(3);
  }

  @Test
  void measuredAgainIsNoted() {
    ScenarioReport report =
        reports.complete(
            List.of(launch(0, 100, 10)),
            List.of(
                new ReplacedLaunch("The load generator missed 3 of 800 arrivals.", Map.of()),
                new ReplacedLaunch("Another.", Map.of())));

    assertThat(report.trust().orElseThrow().notes())
        .contains(
            "2 launches were disturbed and measured again: The load generator missed 3 of 800"
                + " arrivals.");
  }

  @Test
  void costsThatWereNotReadInTimeAreNamed() {
    MeasuredLaunch launch = launch(0, 100, 10);
    MeasuredLaunch lacking =
        new MeasuredLaunch(
            launch.samples(),
            launch.blockCosts().subList(1, 8),
            launch.launchCosts(),
            launch.planned(),
            launch.plays(),
            launch.books(),
            launch.queryPlans(),
            Optional.of(0.5));

    ScenarioReport report = reports.complete(List.of(lacking), List.of());

    assertThat(report.variant("naive").orElseThrow().cost()).doesNotContainKey(Measure.QUERIES);
    assertThat(report.trust().orElseThrow().notMeasured())
        .anyMatch(sentence -> sentence.startsWith("Costs per request: "));
    assertThat(reports.complete(List.of(launch), List.of()).trust().orElseThrow().notMeasured())
        .noneMatch(sentence -> sentence.startsWith("Costs per request: "));
  }

  @Test
  void interruptedItHasTheNumbersOfTheCompletePairs() {
    ScenarioReport report =
        reports.partial(
            List.of(firstPairOf(launch(0, 100, 10)), missing(launch(1, 100, 10))), List.of());

    assertThat(report.status()).isEqualTo(Status.PARTIAL);
    assertThat(report.reasons())
        .containsExactly("Interrupted: these are the numbers of 1 of 4 pairs of blocks.");
    assertThat(report.variant("naive").orElseThrow().endpoints().get(0).requests()).isEqualTo(100);
  }

  @Test
  void interruptedTooEarlyItHasNone() {
    ScenarioReport report = reports.partial(List.of(missing(launch(0, 100, 10))), List.of());

    assertThat(report.status()).isEqualTo(Status.PARTIAL);
    assertThat(report.reasons()).containsExactly("The load generator missed 3 of 800 arrivals.");
    hasNoNumbers(report);
    assertThat(reports.partial(List.of(), List.of()).reasons())
        .containsExactly("Interrupted before the first pair of blocks was complete.");
  }

  @Test
  void failedItSaysWhyAndWhatIsKept() {
    ScenarioReport report = reports.failed("naive ended while under load", 1);

    assertThat(report.status()).isEqualTo(Status.FAILED);
    assertThat(report.reasons())
        .containsExactly(
            "naive ended while under load",
            "1 of 1 launches were complete; their histograms are kept.");
    hasNoNumbers(report);
    assertThat(reports.failed("why", 0).reasons()).containsExactly("why");
  }

  private static void hasNoNumbers(ScenarioReport report) {
    assertThat(report.hasNumbers()).isFalse();
    assertThat(report.variants()).isEmpty();
    assertThat(report.comparisons()).isEmpty();
    assertThat(report.blocks()).isEmpty();
    assertThat(outcome(report)).isEqualTo(Outcome.UNDECIDED);
  }

  private static Outcome outcome(ScenarioReport report) {
    assertThat(report.expectations()).hasSize(1);
    ExpectationResult result = report.expectations().get(0);
    assertThat(result.text()).isEqualTo("queriesPerRequest of fixed <= 1");
    return result.outcome();
  }

  /** The same launch, three arrivals short. */
  private static MeasuredLaunch missing(MeasuredLaunch launch) {
    LaunchSamples samples = launch.samples();
    return with(
        launch,
        new LaunchSamples(
            samples.launch(),
            samples.blocks(),
            List.of(),
            List.of(),
            new GeneratorHealth(
                new Histogram(3),
                800,
                797,
                0,
                samples.generator().cpuShare(),
                samples.generator().gcShare())));
  }

  private static MeasuredLaunch firstPairOf(MeasuredLaunch launch) {
    LaunchSamples samples = launch.samples();
    return with(
        launch,
        new LaunchSamples(
            samples.launch(),
            samples.blocks().subList(0, 2),
            List.of(),
            List.of(),
            new GeneratorHealth(
                new Histogram(3),
                200,
                200,
                0,
                samples.generator().cpuShare(),
                samples.generator().gcShare())));
  }

  private static MeasuredLaunch with(MeasuredLaunch launch, LaunchSamples samples) {
    return new MeasuredLaunch(
        samples,
        launch.blockCosts(),
        launch.launchCosts(),
        launch.planned(),
        launch.plays(),
        launch.books(),
        launch.queryPlans(),
        Optional.of(0.5));
  }
}
