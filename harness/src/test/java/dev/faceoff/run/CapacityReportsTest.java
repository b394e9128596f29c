package dev.faceoff.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.faceoff.model.CapacityRules;
import dev.faceoff.model.Designs;
import dev.faceoff.model.Estimate;
import dev.faceoff.model.Price;
import dev.faceoff.model.Profile;
import dev.faceoff.model.ProfileName;
import dev.faceoff.model.Status;
import dev.faceoff.report.CapacityReport;
import dev.faceoff.report.CapacityReport.Ending;
import dev.faceoff.report.CapacityReport.Expected;
import dev.faceoff.report.CapacityReport.GeneratorLimit;
import dev.faceoff.report.CapacityReport.VariantCapacity;
import dev.faceoff.report.CostReport;
import dev.faceoff.report.CostReport.Part;
import dev.faceoff.report.CostReport.PartCost;
import dev.faceoff.report.CostReport.VariantCost;
import dev.faceoff.stats.CapacityBracket;
import dev.faceoff.stats.CapacitySearch;
import dev.faceoff.stats.ClosedSamples;
import dev.faceoff.stats.GeneratorHealth;
import dev.faceoff.stats.LaunchSamples;
import dev.faceoff.stats.StepOutcome;
import dev.faceoff.stats.StepUsage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** A service that keeps up to 100/s (naive) or 400/s (fixed), and a generator with a limit. */
class CapacityReportsTest {
  private static final List<Integer> USERS = List.of(1, 2, 4, 8, 16, 32);

  private final CapacityReports reports = reports(1);

  private static CapacityReports reports(int launches) {
    return reports(launches, Optional.empty());
  }

  private static CapacityReports reports(int launches, Optional<Price> price) {
    return reports(launches, price, OptionalDouble.empty());
  }

  private static CapacityReports reports(
      int launches, Optional<Price> price, OptionalDouble mostArrivalsPerSecond) {
    CapacityRules rules =
        ScenarioFixture.capacityRules(mostArrivalsPerSecond, new Profile(launches, 24, 3, 1, 8, 1));
    return new CapacityReports(
        ScenarioFixture.asking(
            new Designs(Optional.empty(), Optional.of(rules), Optional.empty()), Map.of()),
        ProfileName.QUICK,
        price);
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
                  0,
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
        0.25,
        new StepUsage(
            OptionalDouble.of(kept ? 0.8 : 0.97),
            OptionalDouble.of(kept ? 0.2 : 0.25),
            OptionalDouble.of(kept ? 0.5 : 0.6),
            OptionalDouble.of(0.1),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty()),
        OptionalDouble.of(18),
        OptionalDouble.of(9),
        rate,
        health(0.1));
  }

  /** A launch whose steps end as the services and the generator allow. */
  private static SearchedLaunch launch(
      int launch, double first, double generatorLimit, int mostSteps) {
    return launch(
        launch, first, Map.of("naive", generatorLimit, "fixed", generatorLimit), mostSteps);
  }

  private static SearchedLaunch launch(
      int launch, double first, Map<String, Double> generatorLimits, int mostSteps) {
    Map<String, List<PlayedStep>> steps = new LinkedHashMap<>();
    Map<String, CapacityBracket> brackets = new LinkedHashMap<>();
    for (String variant : List.of("naive", "fixed")) {
      double limit = variant.equals("naive") ? 100 : 400;
      CapacitySearch search = new CapacitySearch(first, 1.2, 1.2, mostSteps);
      List<PlayedStep> played = new ArrayList<>();
      while (search.next().isPresent()) {
        double rate = search.next().getAsDouble();
        StepOutcome outcome =
            rate > generatorLimits.get(variant)
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
        Optional.of(new GeneratorLimit(Optional.of(500.0), Optional.of(650.0), "It was busy.")),
        steps,
        brackets,
        Map.of("naive", 200.0, "fixed", 250.0),
        Map.of(),
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
  void whatOnlyLeavesWorkIsLimitedByThat() {
    reports.add(
        withSteps(
            launch(0, 70, 10_000, 40),
            step -> step.outcome() == StepOutcome.KEPT ? step : puttingOff(step)));

    assertThat(naive(reports.report(false, List.of())).limits())
        .singleElement()
        .satisfies(
            limit -> {
              assertThat(limit.resource()).isEqualTo("work after the answers");
              assertThat(limit.evidence())
                  .startsWith("It worked on for 1.8 s after a step of 6 s (0.")
                  .endsWith("Nothing that is measured had run out: cores busy for 61 %.");
            });
  }

  /** The same launch, each of whose steps went as told. */
  private static SearchedLaunch withSteps(SearchedLaunch launch, UnaryOperator<PlayedStep> told) {
    Map<String, List<PlayedStep>> steps = new LinkedHashMap<>();
    launch
        .steps()
        .forEach((variant, played) -> steps.put(variant, played.stream().map(told).toList()));
    return new SearchedLaunch(
        launch.launch(),
        launch.closed(),
        launch.generatorLimit(),
        steps,
        launch.brackets(),
        launch.peakMemoryMebibytes(),
        launch.usualCores(),
        launch.outOfTime());
  }

  /** The same step, of a service that answers at once and works later. */
  private static PlayedStep puttingOff(PlayedStep step) {
    return new PlayedStep(
        step.arrivalsPerSecond(),
        step.outcome(),
        step.complaints(),
        step.requests(),
        step.errorShare(),
        step.latencyMillis(),
        1.8,
        new StepUsage(
            OptionalDouble.of(0.61),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty()),
        step.serviceCpuMillis(),
        step.databaseCpuMillis(),
        step.requestsOfAllPerSecond(),
        step.generator());
  }

  @Test
  void theGeneratorsOwnLimitMakesTheRateALowerBound() {
    reports.add(launch(0, 70, 300, 40));

    CapacityReport report = reports.report(false, List.of());

    VariantCapacity fixed = report.variants().get(1);
    assertThat(fixed.rate().orElseThrow().atLeast()).isTrue();
    assertThat(fixed.searches().get(0).ending()).isEqualTo(Ending.GENERATOR_LIMIT);
    assertThat(report.ratio().orElseThrow().atLeast()).isTrue();
    assertThat(report.trust().orElseThrow().notes())
        .contains("The load generator missed 3 of 600 arrivals.");
  }

  @Test
  void namesTheCpuThatWasSharedWhereARateCouldNotBeOffered() {
    reports.add(launch(0, 70, 300, 40));

    assertThat(reports.report(false, List.of()).variants().get(1).limits())
        .singleElement()
        .satisfies(
            limit -> {
              assertThat(limit.resource()).isEqualTo("CPU, shared with the load generator");
              assertThat(limit.evidence())
                  .startsWith("The machine's cores were busy for 97 % (80 % at the highest kept")
                  .contains("10 % by the generator");
            });
  }

  @Test
  void namesNothingWhereARateCouldNotBeOfferedThoughCoresWereIdle() {
    reports.add(
        withSteps(
            launch(0, 70, 300, 40),
            step -> step.outcome() == StepOutcome.KEPT ? step : puttingOff(step)));

    assertThat(reports.report(false, List.of()).variants().get(1).limits()).isEmpty();
  }

  @Test
  void aLimitThatWasAskedForMakesTheRateALowerBoundAndLeavesTheLawOut() {
    CapacityReports limited = reports(1, Optional.empty(), OptionalDouble.of(90));
    Map<String, List<PlayedStep>> steps = new LinkedHashMap<>();
    Map<String, CapacityBracket> brackets = new LinkedHashMap<>();
    for (String variant : List.of("naive", "fixed")) {
      steps.put(variant, Collections.nCopies(3, step(90, StepOutcome.KEPT)));
      brackets.put(
          variant,
          new CapacityBracket(
              OptionalDouble.of(90),
              OptionalDouble.empty(),
              CapacityBracket.Ending.ASKED_LIMIT,
              3));
    }
    limited.add(
        new SearchedLaunch(
            0,
            Optional.of(new LaunchSamples(0, List.of(), List.of(), List.of(), health(0.1))),
            Optional.empty(),
            steps,
            brackets,
            Map.of(),
            Map.of(),
            false));

    CapacityReport report = limited.report(false, List.of());

    assertThat(report.status()).isEqualTo(Status.VALID);
    assertThat(report.users()).isEmpty();
    assertThat(report.ratio()).isEmpty();
    assertThat(naive(report).rate().orElseThrow().atLeast()).isTrue();
    assertThat(naive(report).rate().orElseThrow().estimate().value()).isEqualTo(90);
    assertThat(naive(report).searches().get(0).ending()).isEqualTo(Ending.ASKED_LIMIT);
    assertThat(naive(report).throughputs()).isEmpty();
    assertThat(naive(report).lawNote())
        .isEqualTo(
            "no law: users without pause were left out, as no more than 90 users a second were allowed");
  }

  @Test
  void withoutASoundStepTheSearchIsInvalid() {
    reports.add(launch(0, 70, 1, 2));

    CapacityReport report = reports.report(false, List.of());

    assertThat(report.status()).isEqualTo(Status.INVALID);
    assertThat(report.reasons())
        .containsExactly("No step was sound.", "The load generator missed 3 of 600 arrivals.");
    assertThat(report.variants()).isEmpty();
    assertThat(report.cost()).isEmpty();
  }

  @Test
  void aVariantWithoutASoundStepDoesNotHideTheOther() {
    reports.add(launch(0, 70, Map.of("naive", 0.0, "fixed", 10_000.0), 40));

    CapacityReport report = reports.report(false, List.of());

    assertThat(report.status()).isEqualTo(Status.VALID);
    assertThat(naive(report).rate()).isEmpty();
    assertThat(naive(report).hasSoundStep()).isFalse();
    assertThat(naive(report).rateNote())
        .isEqualTo("no rate: no step was sound. The load generator missed 3 of 600 arrivals.");
    VariantCapacity fixed = report.variants().get(1);
    assertThat(fixed.rate().orElseThrow().estimate().value()).isBetween(333.0, 400.0);
    assertThat(fixed.rateNote()).isEmpty();
    assertThat(report.ratio()).isEmpty();
    assertThat(report.cost().orElseThrow().parts())
        .allSatisfy(
            part ->
                assertThat(part.variants())
                    .extracting(VariantCost::variant)
                    .containsExactly("fixed"));
  }

  @Test
  void aLaunchWithoutASoundStepTellsNothingAndTakesNothingAway() {
    CapacityReports three = reports(3);
    three.add(launch(0, 70, 10_000, 40));
    three.add(launch(1, 70, Map.of("naive", 0.0, "fixed", 10_000.0), 40));
    three.add(launch(2, 75, 10_000, 40));

    CapacityReport report = three.report(false, List.of());

    assertThat(naive(report).rate().orElseThrow().estimate().note())
        .isEqualTo("over 2 launches and the width of their brackets");
    assertThat(report.variants().get(1).rate().orElseThrow().estimate().note())
        .isEqualTo("over 3 launches and the width of their brackets");
    assertThat(report.ratio().orElseThrow().estimate().note())
        .isEqualTo("over 2 launches and the width of their brackets");
  }

  @Test
  void saysWhichRateWasNotKeptWhereNoneWas() {
    reports.add(launch(0, 1_000, 10_000, 3));

    CapacityReport report = reports.report(false, List.of());

    assertThat(naive(report).rate()).isEmpty();
    assertThat(naive(report).hasSoundStep()).isTrue();
    assertThat(naive(report).rateNote())
        .isEqualTo(
            "no rate: in 1 of 1 launches not even 833.3/s was kept, the lowest that was tried");
  }

  @Test
  void namesWhatRanOutWhereNoRateWasKept() {
    reports.add(launch(0, 1_000, 10_000, 3));

    assertThat(naive(reports.report(false, List.of())).limits())
        .singleElement()
        .satisfies(
            limit -> {
              assertThat(limit.resource()).isEqualTo("CPU, used by the database");
              assertThat(limit.evidence())
                  .startsWith("The machine's cores were busy for 97 % of the time, 60 % by");
            });
  }

  @Test
  void whatNeverGetsItsWorkDoneIsLimitedByThat() {
    reports.add(withSteps(launch(0, 1_000, 10_000, 3), CapacityReportsTest::puttingOff));

    assertThat(naive(reports.report(false, List.of())).limits())
        .singleElement()
        .satisfies(
            limit -> {
              assertThat(limit.resource()).isEqualTo("work after the answers");
              assertThat(limit.evidence())
                  .startsWith("It worked on for 1.8 s after a step of 6 s. Nothing that is");
            });
  }

  @Test
  void saysThatAVariantIsNeverIdle() {
    SearchedLaunch busy = launch(0, 70, 10_000, 40);
    reports.add(
        new SearchedLaunch(
            busy.launch(),
            busy.closed(),
            busy.generatorLimit(),
            busy.steps(),
            busy.brackets(),
            busy.peakMemoryMebibytes(),
            Map.of("naive", 0.0, "fixed", 0.3),
            busy.outOfTime()));

    assertThat(reports.report(false, List.of()).trust().orElseThrow().notes())
        .filteredOn(note -> note.contains("idle"))
        .containsExactly(
            "Before the load fixed was not idle: with its database it took 0.30 cores. Only what it"
                + " took beyond that and a tenth of a core counts as work that it had left to do.");
  }

  @Test
  void passesOnWhatTheGeneratorItselfKeeps() {
    reports.add(launch(0, 70, 10_000, 40));

    assertThat(reports.generatorLimit().orElseThrow().kept()).hasValue(500.0);
    assertThat(reports.report(false, List.of()).generator()).isEqualTo(reports.generatorLimit());
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
            Optional.empty(),
            Map.of("naive", List.of(), "fixed", List.of()),
            Map.of(),
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
    assertThat(law.curve()).extracting(Expected::users).contains(1.0, 2.0, 4.0, 8.0, 16.0, 32.0);
    assertThat(law.curve().get(law.curve().size() - 1).users()).isCloseTo(64, within(1e-9));
  }

  @Test
  void closedBlocksOfABusyGeneratorHaveNoLaw() {
    SearchedLaunch sound = launch(0, 70, 10_000, 40);
    reports.add(
        new SearchedLaunch(
            0,
            closed(0, 0.6),
            Optional.empty(),
            sound.steps(),
            sound.brackets(),
            sound.peakMemoryMebibytes(),
            Map.of(),
            false));

    VariantCapacity naive = naive(reports.report(false, List.of()));

    assertThat(naive.law()).isEmpty();
    assertThat(naive.lawNote())
        .isEqualTo(
            "no law: The load generator took 60 % of the machine's processors; the limit is 50 %.");
  }

  @Test
  void aFitThatDoesNotConvergeCostsTheLawAlone() {
    SearchedLaunch sound = launch(0, 70, 10_000, 40);
    LaunchSamples samples = sound.closed().orElseThrow();
    // So far apart that their ratio is no number.
    List<ClosedSamples> apart =
        samples.closed().stream()
            .map(
                block ->
                    block.variant().equals("fixed") || (block.users() > 1 && block.users() < 32)
                        ? block
                        : answering(block, block.users() == 1 ? 1e307 : 1e-307))
            .toList();
    reports.add(
        new SearchedLaunch(
            0,
            Optional.of(new LaunchSamples(0, List.of(), apart, List.of(), List.of(), health(0.1))),
            sound.generatorLimit(),
            sound.steps(),
            sound.brackets(),
            sound.peakMemoryMebibytes(),
            sound.usualCores(),
            false));

    CapacityReport report = reports.report(false, List.of());

    assertThat(report.status()).isEqualTo(Status.VALID);
    assertThat(naive(report).law()).isEmpty();
    assertThat(naive(report).lawNote()).isEqualTo("no law: the fit did not converge");
    assertThat(naive(report).rate()).isPresent();
    assertThat(report.variants().get(1).law()).isPresent();
    assertThat(report.variants().get(1).lawNote()).isEmpty();
  }

  private static ClosedSamples answering(ClosedSamples block, double perSecond) {
    return new ClosedSamples(
        block.block(),
        block.pair(),
        block.variant(),
        block.endpoint(),
        block.users(),
        1 / perSecond,
        1,
        block.journeys(),
        block.latencyNanos(),
        block.errorsByKind());
  }

  @Test
  void aMillionRequestsTakeWhatTheHighestKeptStepsTook() {
    CapacityReports priced = reports(1, Optional.of(new Price(0.1, 0, "EUR")));
    priced.add(launch(0, 70, 10_000, 40));

    CostReport cost = priced.report(false, List.of()).cost().orElseThrow();

    assertThat(cost.parts())
        .extracting(PartCost::part)
        .containsExactly(Part.SERVICE_CPU, Part.DATABASE_CPU, Part.MEMORY, Part.MONEY);
    // 18 ms a request are 18,000 s a million, 5 hours; half as much in the database.
    assertThat(naive(cost, 0).value()).isCloseTo(5, within(1e-9));
    assertThat(naive(cost, 0).note()).isEqualTo("over 3 kept steps of one launch");
    assertThat(naive(cost, 1).value()).isCloseTo(2.5, within(1e-9));
    // 200 MiB for a million at 84/s.
    assertThat(naive(cost, 2).value()).isCloseTo(0.2097152 * 1e6 / 84 / 3600, within(1e-9));
    assertThat(naive(cost, 3).value()).isCloseTo(0.75, within(1e-9));
    assertThat(cost.parts().get(3).ratio().orElseThrow().value()).isCloseTo(1, within(1e-9));
    assertThat(cost.arrivalsPerSecond()).isEmpty();
  }

  @Test
  void launchesAreTheUnitOfACostWhereThereAreSeveral() {
    CapacityReports two = reports(2);
    two.add(launch(0, 70, 10_000, 40));
    two.add(launch(1, 75, 10_000, 40));

    CostReport cost = two.report(false, List.of()).cost().orElseThrow();

    assertThat(naive(cost, 2).note()).isEqualTo("over 2 launches");
    assertThat(naive(cost, 2).interval()).isPresent();
    assertThat(cost.price()).isEmpty();
    assertThat(cost.parts()).hasSize(3);
  }

  private static Estimate naive(CostReport cost, int part) {
    return cost.parts().get(part).variants().get(0).estimate();
  }

  @Test
  void saysThatTheTimeWasUp() {
    SearchedLaunch early = launch(0, 70, 10_000, 3);
    reports.add(
        new SearchedLaunch(
            0,
            early.closed(),
            early.generatorLimit(),
            early.steps(),
            early.brackets(),
            early.peakMemoryMebibytes(),
            Map.of(),
            true));

    CapacityReport report = reports.report(false, List.of());

    assertThat(report.status()).isEqualTo(Status.VALID);
    assertThat(report.trust().orElseThrow().notes())
        .contains("A search had more to ask when its 160 seconds were over.");
  }
}
