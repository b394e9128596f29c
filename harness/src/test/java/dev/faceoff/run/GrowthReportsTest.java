package dev.faceoff.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.faceoff.model.Design;
import dev.faceoff.model.Designs;
import dev.faceoff.model.Estimate;
import dev.faceoff.model.Growth;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Profile;
import dev.faceoff.model.ProfileName;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Setting;
import dev.faceoff.model.Status;
import dev.faceoff.report.GrowthReport;
import dev.faceoff.report.GrowthReport.Curve;
import dev.faceoff.scenarios.plan.LoadPlan.PlannedBlock;
import dev.faceoff.scenarios.plan.LoadPlan.Purpose;
import dev.faceoff.stats.BlockSamples;
import dev.faceoff.stats.GeneratorHealth;
import dev.faceoff.stats.LaunchSamples;
import dev.faceoff.stats.SecondSamples;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** What may be said of a growth depends on the sizes that were sound. */
class GrowthReportsTest {
  private static final List<Double> SIZES = List.of(10.0, 20.0, 40.0, 80.0, 160.0);

  private final List<Scenario> sizes = SIZES.stream().map(size -> at(size, 1)).toList();
  private final GrowthReports reports = reports(sizes);

  private static GrowthReports reports(List<Scenario> sizes) {
    return new GrowthReports(
        new ScenarioRequest(sizes.get(0), Set.of(Design.GROWTH), sizes, Optional.empty()),
        ProfileName.QUICK);
  }

  private static Scenario at(double size, int launches) {
    return ScenarioFixture.asking(growing(launches), rows(size)).growing();
  }

  private static Scenario alone(double size) {
    return ScenarioFixture.askingAlone(growing(1), rows(size)).growing();
  }

  private static Designs growing(int launches) {
    Growth growth =
        new Growth(
            "rows",
            SIZES,
            Map.of(),
            Map.of(ProfileName.QUICK, new Profile(launches, 8, 5, 1, 5, 1)));
    return new Designs(Optional.of(growth), Optional.empty(), Optional.empty());
  }

  private static Map<String, Setting> rows(double size) {
    return Map.of("rows", new Setting("rows", "rows in the table", size, 1, 1000));
  }

  /** Naive takes a millisecond a row and reads each; fixed takes 5 ms and reads 20. */
  private static MeasuredLaunch launch(int launch, double size) {
    return withoutFailures(failing(launch, size));
  }

  /** The same, but of naive's 400 requests 10 fail. */
  private static MeasuredLaunch failing(int launch, double size) {
    MeasuredLaunch measured = ScenarioFixture.launch(launch, size, 5);
    Map<Measure, Double> naive = new EnumMap<>(Measure.class);
    naive.put(Measure.ROWS_READ, size * 400);
    Map<Measure, Double> fixed = new EnumMap<>(Measure.class);
    fixed.put(Measure.ROWS_READ, size < 40 ? 0.0 : 20.0 * 400);
    return new MeasuredLaunch(
        measured.samples(),
        measured.blockCosts(),
        List.of(
            new LaunchCost(launch, "naive", 400, naive),
            new LaunchCost(launch, "fixed", 400, fixed)),
        measured.planned(),
        measured.plays(),
        measured.books(),
        measured.queryPlans(),
        measured.machineBusyShare());
  }

  private static MeasuredLaunch late(MeasuredLaunch measured) {
    return offered(measured, new GeneratorHealth(new Histogram(3), 800, 797, 0, 0.1, 0.0));
  }

  /** The same, but of its users 20 still waited when the next block began. */
  private static MeasuredLaunch undrained(MeasuredLaunch measured) {
    return offered(measured, new GeneratorHealth(new Histogram(3), 800, 800, 20, 0.1, 0.0));
  }

  private static MeasuredLaunch offered(MeasuredLaunch measured, GeneratorHealth health) {
    LaunchSamples samples = measured.samples();
    return with(measured, samples.blocks(), samples.seconds(), measured.planned(), health);
  }

  private static MeasuredLaunch with(
      MeasuredLaunch measured,
      List<BlockSamples> blocks,
      List<SecondSamples> seconds,
      List<PlannedBlock> planned,
      GeneratorHealth health) {
    LaunchSamples samples = measured.samples();
    return new MeasuredLaunch(
        new LaunchSamples(samples.launch(), blocks, seconds, samples.timelines(), health),
        measured.blockCosts(),
        measured.launchCosts(),
        planned,
        measured.plays(),
        measured.books(),
        measured.queryPlans(),
        measured.machineBusyShare());
  }

  private void add(int index, MeasuredLaunch... launches) {
    reports.add(sizes.get(index), List.of(launches), List.of(), List.of());
  }

  @Test
  void findsTheExponentOfWhatWasMeasured() {
    for (int i = 0; i < 5; i++) {
      add(i, launch(0, SIZES.get(i)));
    }

    GrowthReport growth = reports.report();

    assertThat(growth.status()).isEqualTo(Status.VALID);
    assertThat(growth.reasons()).isEmpty();
    assertThat(growth.over().name()).isEqualTo("rows");
    assertThat(exponent(growth, "naive", "list", Measure.P50_LATENCY)).isCloseTo(1, within(0.01));
    assertThat(exponent(growth, "fixed", "list", Measure.P50_LATENCY)).isCloseTo(0, within(0.01));
    assertThat(exponent(growth, "naive", "", Measure.ROWS_READ)).isEqualTo(1);
    assertThat(exponent(growth, "naive", "", Measure.QUERIES)).isEqualTo(0);
    assertThat(curve(growth, "naive", "list", Measure.P50_LATENCY).points())
        .extracting(GrowthReport.Point::size)
        .isEqualTo(SIZES);
    assertThat(curve(growth, "naive", "", Measure.ROWS_READ).law().orElseThrow().prediction())
        .hasValueSatisfying(
            beyond -> {
              assertThat(beyond.size()).isEqualTo(1600);
              assertThat(beyond.value().value()).isCloseTo(1600, within(1e-6));
            });
  }

  @Test
  void whatGrowsByAnotherLawAtLargerSizesIsNotExtrapolated() {
    for (int i = 0; i < 5; i++) {
      add(i, launch(0, 40 + SIZES.get(i)));
    }

    GrowthReport growth = reports.report();

    GrowthReport.Law bent = curve(growth, "naive", "", Measure.ROWS_READ).law().orElseThrow();
    assertThat(bent.bend()).isPresent();
    assertThat(bent.prediction()).isEmpty();
    assertThat(curve(growth, "fixed", "", Measure.ROWS_READ).law().orElseThrow().prediction())
        .isPresent();
  }

  private static Curve curve(GrowthReport growth, String variant, String endpoint, Measure what) {
    return growth.curve(variant, endpoint, what).orElseThrow();
  }

  private static double exponent(
      GrowthReport growth, String variant, String endpoint, Measure what) {
    return curve(growth, variant, endpoint, what).law().orElseThrow().exponent().value();
  }

  @Test
  void whatIsNothingAtSomeSizeHasNoExponentAndSaysWhy() {
    for (int i = 0; i < 5; i++) {
      add(i, launch(0, SIZES.get(i)));
    }

    Curve rows = curve(reports.report(), "fixed", "", Measure.ROWS_READ);

    assertThat(rows.law()).isEmpty();
    assertThat(rows.points()).hasSize(5);
    assertThat(rows.note())
        .isEqualTo("no exponent: nothing was counted at 10, and a power law is never 0");
  }

  @Test
  void launchesAreTheUnitWhereThereAreSeveral() {
    List<Scenario> twice = SIZES.stream().map(size -> at(size, 2)).toList();
    GrowthReports several = reports(twice);
    for (int i = 0; i < 5; i++) {
      several.add(
          twice.get(i),
          List.of(launch(0, SIZES.get(i)), launch(1, 1.1 * SIZES.get(i))),
          List.of(),
          List.of());
    }

    assertThat(
            curve(several.report(), "naive", "list", Measure.P50_LATENCY)
                .law()
                .orElseThrow()
                .exponent()
                .note())
        .isEqualTo("over 10 launches at 5 sizes");
  }

  @Test
  void whatBothVariantsOfALaunchShareCancelsInTheirRatio() {
    List<Scenario> twice = SIZES.stream().map(size -> at(size, 2)).toList();
    GrowthReports several = reports(twice);
    for (int i = 0; i < 5; i++) {
      double size = SIZES.get(i);
      several.add(
          twice.get(i),
          List.of(
              withoutFailures(ScenarioFixture.launch(0, 0.7 * size, 0.7 * 5)),
              withoutFailures(ScenarioFixture.launch(1, 1.4 * size, 1.4 * 5))),
          List.of(),
          List.of());
    }

    GrowthReport growth = several.report();

    assertThat(growth.ratios()).hasSize(1);
    Curve ratio = growth.ratios().get(0);
    assertThat(ratio.variant()).isEqualTo("naive/fixed");
    assertThat(ratio.endpoint()).isEqualTo("list");
    assertThat(ratio.measure()).isEqualTo(Measure.P50_LATENCY);
    assertThat(ratio.points().get(4).value().value()).isCloseTo(32, within(0.3));
    Estimate exponent = ratio.law().orElseThrow().exponent();
    assertThat(exponent.value()).isCloseTo(1, within(0.01));
    assertThat(width(exponent))
        .isLessThan(
            width(
                    curve(growth, "naive", "list", Measure.P50_LATENCY)
                        .law()
                        .orElseThrow()
                        .exponent())
                / 10);
  }

  private static double width(Estimate estimate) {
    return estimate.high() - estimate.low();
  }

  @Test
  void theRatioOfTheCpuTimeIsThatOfARequest() {
    for (int i = 0; i < 5; i++) {
      add(i, working(launch(0, SIZES.get(i)), SIZES.get(i)));
    }

    List<Curve> ratios = reports.report().ratios();

    assertThat(ratios).extracting(Curve::measure).containsExactly(Measure.P50_LATENCY, Measure.CPU);
    assertThat(ratios.get(1).points()).allMatch(point -> point.value().value() == 1);
    assertThat(ratios.get(1).law().orElseThrow().exponent().value()).isZero();
  }

  @Test
  void aRatioIsLeftOutOfItsLawWhereOneOfBothIsOverloaded() {
    for (int i = 0; i < 5; i++) {
      MeasuredLaunch measured = launch(0, SIZES.get(i));
      add(i, i < 4 ? measured : undrained(answering(measured, 0.5, 2.5)));
    }

    Curve ratio = reports.report().ratios().get(0);

    assertThat(overloaded(ratio)).containsExactly(false, false, false, false, true);
    assertThat(ratio.law().orElseThrow().exponent().value()).isCloseTo(1, within(0.01));
    assertThat(ratio.law().orElseThrow().prediction()).isEmpty();
  }

  @Test
  void aVariantAloneHasNoRatio() {
    List<Scenario> alone = SIZES.stream().map(GrowthReportsTest::alone).toList();
    GrowthReports ofOne = reports(alone);
    for (int i = 0; i < 5; i++) {
      ofOne.add(alone.get(i), List.of(launch(0, SIZES.get(i))), List.of(), List.of());
    }

    GrowthReport growth = ofOne.report();

    assertThat(growth.ratios()).isEmpty();
    assertThat(growth.curves()).extracting(Curve::variant).containsOnly("naive");
  }

  @Test
  void leavesAnUnsoundSizeOutAndSaysSo() {
    for (int i = 0; i < 5; i++) {
      MeasuredLaunch measured = launch(0, SIZES.get(i));
      add(i, i == 2 ? late(measured) : measured);
    }

    GrowthReport growth = reports.report();

    assertThat(growth.status()).isEqualTo(Status.VALID);
    assertThat(curve(growth, "naive", "list", Measure.P50_LATENCY).points()).hasSize(4);
    assertThat(growth.trust().orElseThrow().notes())
        .contains("Not usable at 40 rows: The load generator missed 3 of 800 arrivals.");
  }

  @Test
  void saysWhereAVariantHadMoreToDoThanItBears() {
    for (int i = 0; i < 5; i++) {
      add(i, i < 3 ? launch(0, SIZES.get(i)) : failing(0, SIZES.get(i)));
    }

    GrowthReport growth = reports.report();

    tellsOfNaiveAlone(
        growth,
        "With naive more than 1 % of the requests failed at 80 rows, 160 rows: it was sent more than it bears. What it took there is left out of its laws, counts too: a request that fails does not do the work of one that succeeds.");
    for (Curve curve :
        List.of(
            curve(growth, "naive", "list", Measure.P50_LATENCY),
            curve(growth, "naive", "", Measure.ROWS_READ))) {
      assertThat(overloaded(curve)).containsExactly(false, false, false, true, true);
      assertThat(curve.law()).isEmpty();
      assertThat(curve.note())
          .isEqualTo("no exponent: overloaded at 2 of 5 sizes, and a law needs 4 others");
    }
    assertThat(curve(growth, "fixed", "list", Measure.P50_LATENCY).law()).isPresent();
  }

  private static void tellsOfNaiveAlone(GrowthReport growth, String note) {
    assertThat(growth.trust().orElseThrow().notes())
        .contains(note)
        .noneMatch(each -> each.startsWith("With fixed"));
  }

  private static List<Boolean> overloaded(Curve curve) {
    return curve.points().stream().map(GrowthReport.Point::overloaded).toList();
  }

  @Test
  void theLatencyOfAQueueIsLeftOutOfTheLawAndWhatIsCountedStays() {
    for (int i = 0; i < 5; i++) {
      add(i, answering(launch(0, SIZES.get(i)), i < 4 ? 0 : 0.5, i < 4 ? 0.1 : 2.5));
    }

    GrowthReport growth = reports.report();

    tellsOfNaiveAlone(
        growth,
        "With naive a queue was still growing when blocks ended at 160 rows: answers took longer the longer a block lasted, and went on after its end. Its latencies and its CPU time there are those of an overloaded service and left out of their laws; rows and statements per request stay.");
    Curve latency = curve(growth, "naive", "list", Measure.P50_LATENCY);
    assertThat(overloaded(latency)).containsExactly(false, false, false, false, true);
    GrowthReport.Law law = latency.law().orElseThrow();
    assertThat(law.exponent().value()).isCloseTo(1, within(0.01));
    assertThat(law.prediction()).isEmpty();
    assertThat(law.fittedAtLargest()).isCloseTo(162, within(2.0));
    assertThat(curve(growth, "naive", "", Measure.ROWS_READ).law().orElseThrow().prediction())
        .isPresent();
  }

  @Test
  void theCpuTimeOfAnOverloadedServiceIsLeftOutOfTheLaw() {
    for (int i = 0; i < 5; i++) {
      MeasuredLaunch working = working(launch(0, SIZES.get(i)), SIZES.get(i));
      add(i, answering(working, i < 4 ? 0 : 0.5, i < 4 ? 0.1 : 2.5));
    }

    Curve cpu = curve(reports.report(), "naive", "", Measure.CPU);

    assertThat(overloaded(cpu)).containsExactly(false, false, false, false, true);
    assertThat(cpu.law().orElseThrow().prediction()).isEmpty();
  }

  /** The same; a request of either variant takes as many milliseconds of CPU. */
  private static MeasuredLaunch working(MeasuredLaunch measured, double millis) {
    return new MeasuredLaunch(
        measured.samples(),
        measured.blockCosts().stream()
            .map(
                cost ->
                    new BlockCost(
                        cost.launch(),
                        cost.pair(),
                        cost.variant(),
                        cost.requests(),
                        Map.of(Measure.CPU, cost.requests() * millis)))
            .toList(),
        measured.launchCosts(),
        measured.planned(),
        measured.plays(),
        measured.books(),
        measured.queryPlans(),
        measured.machineBusyShare());
  }

  @Test
  void usersWhoStillWaitAreHeldAgainstTheVariantWhoseQueueTheyWaitIn() {
    for (int i = 0; i < 5; i++) {
      MeasuredLaunch measured = launch(0, SIZES.get(i));
      add(i, i < 4 ? measured : undrained(answering(measured, 0.5, 2.5)));
    }

    GrowthReport growth = reports.report();

    assertThat(growth.status()).isEqualTo(Status.VALID);
    tellsOfNaiveAlone(
        growth,
        "With naive a queue had grown that was not done when the next block began at 160 rows: it was sent more than it bears. What it took there is left out of its laws, counts too: they end with the block.");
    assertThat(growth.trust().orElseThrow().notes())
        .contains(
            "Beside fixed another variant was still at work at 160 rows, which had not done what it was sent. Its latencies and its CPU time there are left out; rows and statements per request stay.")
        .noneMatch(note -> note.startsWith("Not usable"));
    for (Curve curve :
        List.of(
            curve(growth, "naive", "list", Measure.P50_LATENCY),
            curve(growth, "naive", "", Measure.ROWS_READ))) {
      assertThat(overloaded(curve)).containsExactly(false, false, false, false, true);
      assertThat(curve.law().orElseThrow().prediction()).isEmpty();
    }
    assertThat(overloaded(curve(growth, "fixed", "list", Measure.P50_LATENCY)))
        .containsExactly(false, false, false, false);
    assertThat(overloaded(curve(growth, "fixed", "", Measure.ROWS_READ)))
        .containsExactly(false, false, false, false, false);
  }

  @Test
  void usersWhoStillWaitThoughNobodyFellBehindMakeASizeUnusable() {
    for (int i = 0; i < 5; i++) {
      MeasuredLaunch measured = answering(launch(0, SIZES.get(i)), 0, 0.1);
      add(i, i == 4 ? undrained(measured) : measured);
    }

    GrowthReport growth = reports.report();

    assertThat(growth.trust().orElseThrow().notes())
        .contains(
            "Not usable at 160 rows: 20 of 800 users were still waiting when the next block began, so each variant was measured beside the other; lower the rate or lengthen gapSeconds.");
    assertThat(growth.curves()).allMatch(curve -> curve.points().size() == 4);
  }

  @Test
  void aLateLastAnswerOrASlowSecondHalfAloneIsNoQueue() {
    for (int i = 0; i < 5; i++) {
      MeasuredLaunch measured = launch(0, SIZES.get(i));
      add(i, i % 2 == 0 ? answering(measured, 0, 2.5) : answering(measured, 0.5, 0.1));
    }

    GrowthReport growth = reports.report();

    assertThat(curve(growth, "naive", "list", Measure.P50_LATENCY).points())
        .noneMatch(GrowthReport.Point::overloaded);
    assertThat(growth.trust().orElseThrow().notes())
        .noneMatch(note -> note.startsWith("With naive"));
  }

  @Test
  void whatStallsTheMachineOnceIsNoQueue() {
    for (int i = 0; i < 5; i++) {
      add(i, answering(launch(0, SIZES.get(i)), 0.5, 2.5, pair -> pair == 0));
    }

    assertThat(curve(reports.report(), "naive", "list", Measure.P50_LATENCY).points())
        .noneMatch(GrowthReport.Point::overloaded);
  }

  private static MeasuredLaunch answering(
      MeasuredLaunch measured, double longerEachSecond, double lateSeconds) {
    return answering(measured, longerEachSecond, lateSeconds, pair -> true);
  }

  /**
   * The same, second by second: blocks of 5 s with a second between them, in which fixed always
   * takes 5 ms.
   *
   * @param longerEachSecond seconds that naive's requests take longer than those a second before,
   *     which begin at 0.2 s
   * @param lateSeconds of naive's last answer, after the end of its block
   * @param where in which pairs of blocks that is so; in the others it takes 0.2 s
   */
  private static MeasuredLaunch answering(
      MeasuredLaunch measured, double longerEachSecond, double lateSeconds, IntPredicate where) {
    List<BlockSamples> blocks = new ArrayList<>();
    List<PlannedBlock> planned = new ArrayList<>();
    List<SecondSamples> seconds = new ArrayList<>();
    for (BlockSamples block : measured.samples().blocks()) {
      boolean naive = block.variant().equals("naive");
      int start = 6 * block.block();
      planned.add(
          new PlannedBlock(
              block.block(), Purpose.MEASURE, block.variant(), block.pair(), start, 5, 0, 20));
      for (int second = 0; second < 5; second++) {
        double longer = where.test(block.pair()) ? second * longerEachSecond : 0;
        long nanos = Math.round(1e9 * (naive ? 0.2 + longer : 0.005));
        seconds.add(
            new SecondSamples(
                start + second, block.variant(), block.endpoint(), 20, 0, nanos, nanos));
      }
      blocks.add(
          new BlockSamples(
              block.block(),
              block.pair(),
              block.variant(),
              block.endpoint(),
              naive && where.test(block.pair()) ? 5 + lateSeconds : 5,
              block.latencyNanos(),
              block.errorsByKind()));
    }
    return with(measured, blocks, seconds, planned, measured.samples().generator());
  }

  private static MeasuredLaunch withoutFailures(MeasuredLaunch measured) {
    LaunchSamples samples = measured.samples();
    List<BlockSamples> blocks =
        samples.blocks().stream()
            .map(
                block ->
                    new BlockSamples(
                        block.block(),
                        block.pair(),
                        block.variant(),
                        block.endpoint(),
                        block.seconds(),
                        block.latencyNanos(),
                        Map.of()))
            .toList();
    return with(measured, blocks, samples.seconds(), measured.planned(), samples.generator());
  }

  @Test
  void fewerThanFourSoundSizesAreInvalid() {
    for (int i = 0; i < 5; i++) {
      MeasuredLaunch measured = launch(0, SIZES.get(i));
      add(i, i < 2 ? late(measured) : measured);
    }

    GrowthReport growth = reports.report();

    assertThat(growth.status()).isEqualTo(Status.INVALID);
    assertThat(growth.reasons())
        .containsExactly(
            "3 of 5 sizes were sound, and a law needs 4.",
            "Not usable at 10 rows: The load generator missed 3 of 800 arrivals.",
            "Not usable at 20 rows: The load generator missed 3 of 800 arrivals.");
    assertThat(growth.curves()).isEmpty();
  }

  @Test
  void anInterruptedGrowthKeepsItsSizesAndSaysHowFarItGot() {
    List<GrowthReport> growths = new ArrayList<>(List.of(reports.report()));
    for (int i = 0; i < 4; i++) {
      add(i, launch(0, SIZES.get(i)));
      growths.add(reports.report());
    }

    assertThat(growths).extracting(GrowthReport::status).containsOnly(Status.PARTIAL);
    assertThat(growths.get(0).reasons())
        .containsExactly("Interrupted before the first size was measured.");
    assertThat(growths.get(0).curves()).isEmpty();
    assertThat(growths.get(0).trust()).isEmpty();
    assertThat(growths.get(3).reasons())
        .containsExactly("Interrupted: 3 of 5 sizes were measured, up to 40 rows.");
    assertThat(curve(growths.get(3), "naive", "list", Measure.P50_LATENCY).law()).isEmpty();
    assertThat(curve(growths.get(4), "naive", "list", Measure.P50_LATENCY).law()).isPresent();
  }

  @Test
  void aGrowthThatFailsSaysWhereAndHasNoNumbers() {
    add(0, launch(0, 10));

    GrowthReport growth = reports.failed("At 20 rows: naive ended while under load");

    assertThat(growth.status()).isEqualTo(Status.FAILED);
    assertThat(growth.reasons())
        .containsExactly(
            "At 20 rows: naive ended while under load",
            "1 of 5 sizes were complete; their histograms are kept.");
    assertThat(growth.curves()).isEmpty();
  }
}
