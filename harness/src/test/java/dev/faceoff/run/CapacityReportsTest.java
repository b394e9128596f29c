package dev.faceoff.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.faceoff.model.CapacityRules;
import dev.faceoff.model.Designs;
import dev.faceoff.model.Profile;
import dev.faceoff.model.ProfileName;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Status;
import dev.faceoff.report.CapacityReport;
import dev.faceoff.report.CapacityReport.Ending;
import dev.faceoff.report.CapacityReport.VariantCapacity;
import dev.faceoff.stats.CapacityBracket;
import dev.faceoff.stats.CapacitySearch;
import dev.faceoff.stats.ClosedSamples;
import dev.faceoff.stats.GeneratorHealth;
import dev.faceoff.stats.LaunchSamples;
import dev.faceoff.stats.StepOutcome;
import dev.faceoff.stats.StepUsage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** A service that keeps up to 100/s (naive) or 400/s (fixed), and a generator with a limit. */
class CapacityReportsTest {
  private static final List<Integer> USERS = List.of(1, 2, 4, 8, 16, 32);

  private final CapacityReports reports = reports(1);

  private static CapacityReports reports(int launches) {
    Scenario sample = ScenarioFixture.scenario();
    CapacityRules rules =
        new CapacityRules(
            "list",
            0.95,
            100,
            0.01,
            USERS,
            2,
            6,
            160,
            Map.of(ProfileName.QUICK, new Profile(launches, 24, 3, 1, 8, 1)));
    return new CapacityReports(
        new Scenario(
            sample.name(),
            sample.title(),
            sample.question(),
            sample.story(),
            sample.journeyClass(),
            sample.endpoints(),
            sample.load(),
            sample.target(),
            sample.dependencies(),
            sample.faults(),
            Optional.empty(),
            sample.variants(),
            sample.settings(),
            sample.profiles(),
            sample.causeMeasure(),
            Optional.empty(),
            sample.expectations(),
            new Designs(Optional.empty(), Optional.of(rules), Optional.empty()),
            sample.folder(),
            false),
        ProfileName.QUICK);
  }

  private static GeneratorHealth health(double cpu) {
    return new GeneratorHealth(new Histogram(3), 600, 600, 0, cpu, 0);
  }

  /** By the law with a contention of 0.1 and a coherence of 0.001, alternately 1 % off. */
  private static Optional<LaunchSamples> closed(int launch, double generatorCpu) {
    List<ClosedSamples> closed = new ArrayList<>();
    for (int users : USERS) {
      for (int round = 0; round < 2; round++) {
        for (String variant : List.of("naive", "fixed")) {
          double one = variant.equals("naive") ? 20 : 80;
          double law = one * users / (1 + 0.1 * (users - 1) + 0.001 * users * (users - 1));
          closed.add(
              new ClosedSamples(
                  closed.size(),
                  0,
                  variant,
                  "list",
                  users,
                  100,
                  Math.round(100 * law * (round == 0 ? 1.01 : 0.99)),
                  new Histogram(3),
                  Map.of()));
        }
      }
    }
    return Optional.of(
        new LaunchSamples(launch, List.of(), closed, List.of(), List.of(), health(generatorCpu)));
  }

  private static PlayedStep step(double rate, StepOutcome outcome) {
    boolean kept = outcome == StepOutcome.KEPT;
    return new PlayedStep(
        rate,
        outcome,
        outcome == StepOutcome.GENERATOR_UNSOUND
            ? List.of("The load generator missed 3 of 600 arrivals.")
            : List.of(),
        Math.round(6 * rate),
        0,
        kept ? 50 : 500,
        new StepUsage(
            OptionalDouble.of(kept ? 0.8 : 0.97),
            OptionalDouble.of(kept ? 0.2 : 0.25),
            OptionalDouble.of(kept ? 0.5 : 0.6),
            OptionalDouble.of(0.1),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty()),
        OptionalDouble.of(18),
        rate,
        health(0.1));
  }

  /** A launch whose steps end as the services and the generator allow. */
  private static SearchedLaunch launch(
      int launch, double first, double generatorLimit, int mostSteps) {
    Map<String, List<PlayedStep>> steps = new LinkedHashMap<>();
    Map<String, CapacityBracket> brackets = new LinkedHashMap<>();
    for (String variant : List.of("naive", "fixed")) {
      double limit = variant.equals("naive") ? 100 : 400;
      CapacitySearch search = new CapacitySearch(first, 1.2, 1.2, mostSteps);
      List<PlayedStep> played = new ArrayList<>();
      while (search.next().isPresent()) {
        double rate = search.next().getAsDouble();
        StepOutcome outcome =
            rate > generatorLimit
                ? StepOutcome.GENERATOR_UNSOUND
                : rate <= limit ? StepOutcome.KEPT : StepOutcome.NOT_KEPT;
        played.add(step(rate, outcome));
        search.record(rate, outcome);
      }
      steps.put(variant, played);
      brackets.put(variant, search.result());
    }
    return new SearchedLaunch(
        launch,
        closed(launch, 0.1),
        steps,
        brackets,
        Map.of("naive", 200.0, "fixed", 250.0),
        false);
  }

  private static VariantCapacity naive(CapacityReport report) {
    return report.variants().get(0);
  }

  @Test
  void oneLaunchHasABracketAndNoInterval() {
    reports.add(launch(0, 70, 10_000, 40));

    CapacityReport report = reports.report(false, List.of());

    assertThat(report.status()).isEqualTo(Status.VALID);
    assertThat(naive(report).rate().orElseThrow().estimate().value()).isCloseTo(84, within(1e-9));
    assertThat(naive(report).rate().orElseThrow().estimate().interval()).isEmpty();
    assertThat(naive(report).searches().get(0).notKept().orElseThrow())
        .isCloseTo(100.8, within(1e-9));
    assertThat(naive(report).searches().get(0).steps()).hasSize(6);
    assertThat(report.ratio().orElseThrow().estimate().value()).isBetween(3.5, 4.9);
    assertThat(report.trust().orElseThrow().launches()).isEqualTo(1);
  }

  @Test
  void severalLaunchesHaveAnInterval() {
    CapacityReports two = reports(2);
    two.add(launch(0, 70, 10_000, 40));
    two.add(launch(1, 75, 10_000, 40));

    CapacityReport report = two.report(false, List.of());

    assertThat(report.status()).isEqualTo(Status.VALID);
    assertThat(naive(report).rate().orElseThrow().estimate().interval()).isPresent();
    assertThat(report.ratio().orElseThrow().estimate().interval().orElseThrow().low())
        .isLessThan(4);
    assertThat(report.ratio().orElseThrow().estimate().interval().orElseThrow().high())
        .isGreaterThan(4);
  }

  @Test
  void namesWhatRanOutWithItsEvidence() {
    reports.add(launch(0, 70, 10_000, 40));

    assertThat(naive(reports.report(false, List.of())).limits())
        .singleElement()
        .satisfies(
            limit -> {
              assertThat(limit.resource()).isEqualTo("CPU, used by the database");
              assertThat(limit.evidence()).contains("97 % (80 % at the highest kept rate)");
            });
  }

  @Test
  void theGeneratorsOwnLimitMakesTheRateALowerBound() {
    reports.add(launch(0, 70, 300, 40));

    CapacityReport report = reports.report(false, List.of());

    VariantCapacity fixed = report.variants().get(1);
    assertThat(fixed.rate().orElseThrow().atLeast()).isTrue();
    assertThat(fixed.searches().get(0).ending()).isEqualTo(Ending.GENERATOR_LIMIT);
    assertThat(fixed.limits()).isEmpty();
    assertThat(report.ratio().orElseThrow().atLeast()).isTrue();
    assertThat(report.trust().orElseThrow().notes())
        .contains("The load generator missed 3 of 600 arrivals.");
  }

  @Test
  void withoutASoundStepTheSearchIsInvalid() {
    reports.add(launch(0, 70, 1, 2));

    CapacityReport report = reports.report(false, List.of());

    assertThat(report.status()).isEqualTo(Status.INVALID);
    assertThat(report.reasons())
        .containsExactly(
            "No step of naive was sound.", "The load generator missed 3 of 600 arrivals.");
    assertThat(report.variants()).isEmpty();
  }

  @Test
  void anInterruptedSearchKeepsWhatItHas() {
    reports.add(launch(0, 70, 10_000, 3));

    CapacityReport report = reports.report(true, List.of());

    assertThat(report.status()).isEqualTo(Status.PARTIAL);
    assertThat(report.reasons())
        .containsExactly("Interrupted: 1 of 1 launches had begun, and 6 steps were played.");
    assertThat(naive(report).rate()).isPresent();
    assertThat(naive(report).law()).isPresent();
  }

  @Test
  void anInterruptionBeforeTheSearchKeepsTheLaw() {
    reports.add(
        new SearchedLaunch(
            0,
            closed(0, 0.1),
            Map.of("naive", List.of(), "fixed", List.of()),
            Map.of(),
            Map.of(),
            false));

    CapacityReport report = reports.report(true, List.of());

    assertThat(report.status()).isEqualTo(Status.PARTIAL);
    assertThat(naive(report).rate()).isEmpty();
    assertThat(naive(report).law()).isPresent();
    assertThat(report.trust()).isEmpty();
  }

  @Test
  void nothingIsKnownOfASearchThatDidNotBegin() {
    CapacityReport report = reports.report(true, List.of());

    assertThat(report.status()).isEqualTo(Status.PARTIAL);
    assertThat(report.variants()).isEmpty();
  }

  @Test
  void aFailureHasItsReasonAndNoNumbers() {
    reports.add(launch(0, 70, 10_000, 3));

    CapacityReport report = reports.failed("naive ended.");

    assertThat(report.status()).isEqualTo(Status.FAILED);
    assertThat(report.reasons()).containsExactly("naive ended.", "6 steps were played until then.");
    assertThat(report.variants()).isEmpty();
  }

  @Test
  void fitsTheLawToTheClosedBlocks() {
    reports.add(launch(0, 70, 10_000, 40));

    CapacityReport.Law law = naive(reports.report(false, List.of())).law().orElseThrow();

    assertThat(law.ofOne().value()).isCloseTo(20, within(0.3));
    assertThat(law.contention().value()).isCloseTo(0.1, within(0.01));
    assertThat(law.coherence().value()).isCloseTo(0.001, within(0.0003));
    assertThat(law.curve().get(0).users()).isEqualTo(1);
    assertThat(law.curve().get(law.curve().size() - 1).users()).isCloseTo(64, within(1e-9));
  }

  @Test
  void closedBlocksOfABusyGeneratorHaveNoLaw() {
    SearchedLaunch sound = launch(0, 70, 10_000, 40);
    reports.add(
        new SearchedLaunch(
            0,
            closed(0, 0.6),
            sound.steps(),
            sound.brackets(),
            sound.peakMemoryMebibytes(),
            false));

    VariantCapacity naive = naive(reports.report(false, List.of()));

    assertThat(naive.law()).isEmpty();
    assertThat(naive.lawNote())
        .isEqualTo(
            "no law: The load generator took 60 % of the machine's processors; the limit is 50 %.");
  }

  @Test
  void aMillionRequestsTakeWhatTheHighestKeptStepsTook() {
    reports.add(launch(0, 70, 10_000, 40));

    CapacityReport.Cost cost = naive(reports.report(false, List.of())).cost().orElseThrow();

    // 18 ms a request are 18,000 s a million, 5 hours.
    assertThat(cost.coreHours().value()).isCloseTo(5, within(1e-9));
    assertThat(cost.coreHours().note()).startsWith("no interval: ");
  }

  @Test
  void saysThatTheTimeWasUp() {
    SearchedLaunch early = launch(0, 70, 10_000, 3);
    reports.add(
        new SearchedLaunch(
            0, early.closed(), early.steps(), early.brackets(), early.peakMemoryMebibytes(), true));

    CapacityReport report = reports.report(false, List.of());

    assertThat(report.status()).isEqualTo(Status.VALID);
    assertThat(report.trust().orElseThrow().notes())
        .contains("A search had more to ask when its 160 seconds were over.");
  }
}
