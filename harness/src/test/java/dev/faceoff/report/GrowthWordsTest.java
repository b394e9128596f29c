package dev.faceoff.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.model.Estimate;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Status;
import dev.faceoff.report.GrowthReport.Curve;
import dev.faceoff.report.GrowthReport.Law;
import dev.faceoff.report.GrowthReport.Point;
import dev.faceoff.report.GrowthWords.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrowthWordsTest {
  private static final Estimate GROWS = Reports.interval(0.3, 0.2, 0.4, "over 5 sizes");
  private static final Estimate FALLS = Reports.interval(-0.3, -0.4, -0.2, "over 5 sizes");

  private final ScenarioReport both = GrowthFixtures.two().scenarios().get(0);
  private final ScenarioReport alone = GrowthFixtures.two().scenarios().get(1);
  private final GrowthWords words = GrowthWords.of(both).orElseThrow();

  @Test
  void saysTheLawsOfBothVariantsAndWhatToExpect() {
    assertThat(words.sentence(new Subject("orders-of-customer", Measure.P50_LATENCY)))
        .hasValue(
            "Naive's median grows with the 0.91st power of orders [0.81, 1.01], fixed's does not"
                + " measurably grow [-0.01, 0.03]; at 10,000,000 orders expect about 2.23 ms [2.04, 2.43] of"
                + " fixed (extrapolated); not extrapolated: naive, whose sizes one law does not fit.");
    assertThat(words.sentence(new Subject("", Measure.ROWS_READ)))
        .hasValue(
            "Naive's number of rows read grows with the 1st power of orders (counted), fixed's does"
                + " not grow (counted); at 10,000,000 orders expect about 10,000,000 rows and 20.0 rows"
                + " (extrapolated).");
  }

  @Test
  void whatIsCountedToStayTheSameDoesNotGrow() {
    GrowthReport growth = both.scaling().growth().orElseThrow();
    List<Curve> rows =
        growth.curves().stream().filter(each -> each.measure() == Measure.ROWS_READ).toList();
    Curve naive = withExponent(rows.get(0), Estimate.exact(0, "counted"));
    Curve fixed = withExponent(rows.get(1), Estimate.exact(0.5, "counted"));
    GrowthWords swapped = new GrowthWords(both, GrowthFixtures.with(growth, List.of(naive, fixed)));
    Subject subject = new Subject("", Measure.ROWS_READ);

    assertThat(swapped.sentence(subject).orElseThrow())
        .startsWith(
            "Naive's number of rows read does not grow with orders (counted), fixed's grows with"
                + " the 0.5th power of orders (counted); at 10,000,000 orders expect about");
    assertThat(swapped.headline().figure()).isEqualTo("does not grow");
    assertThat(swapped.headline().sentence()).isEqualTo(swapped.sentence(subject).orElseThrow());
    assertThat(GrowthChart.of(swapped, subject, List.of(Size.WIDE)).orElseThrow().finding())
        .isEqualTo("Naive does not grow, fixed grows with the 0.5th power");
  }

  @Test
  void extrapolatesNothingWhereEveryVariantHasABend() {
    GrowthReport growth = both.scaling().growth().orElseThrow();
    List<Curve> bent =
        growth.curves().subList(0, 2).stream()
            .map(
                curve ->
                    new Curve(
                        curve.variant(),
                        curve.endpoint(),
                        curve.measure(),
                        curve.points(),
                        growth.curves().get(0).law(),
                        ""))
            .toList();
    GrowthWords ofBent = new GrowthWords(both, GrowthFixtures.with(growth, bent));
    Subject p50 = new Subject("orders-of-customer", Measure.P50_LATENCY);

    assertThat(ofBent.sentence(p50).orElseThrow())
        .endsWith(
            " [0.81, 1.01]; not extrapolated: naive and fixed, whose sizes one law does not fit.");
    // They bend at the same size, which is said once.
    assertThat(ofBent.fits(p50))
        .containsExactly(
            "Farthest from its law: naive by 7 %, fixed by 7 %, naive/fixed by 7 %.",
            "One law does not fit all sizes: the power of naive's median is 0.82 up to 250,000 orders"
                + " and 0.97 from there on, of fixed's 0.82 and 0.97.");
    GrowthChart chart = GrowthChart.of(ofBent, p50, List.of(Size.WIDE)).orElseThrow();
    assertThat(chart.reading()).doesNotContain("extrapolated");
  }

  @Test
  void saysHowTheAdvantageGrows() {
    Subject p50 = new Subject("orders-of-customer", Measure.P50_LATENCY);
    String ends =
        "Fixed is 1.95 times as fast at 62,500 orders and 23.1 times at 1,000,000 orders (median): ";

    assertThat(words.advantage(p50))
        .hasValue(
            ends
                + "its advantage grows with the 0.90th power of orders [0.81, 0.98]; one law does"
                + " not fit all sizes: the power is 0.80 up to 250,000 orders and 0.98 from there"
                + " on.");
    assertThat(withRatio(Reports.interval(0.57, 0.44, 0.7, "over 5 sizes")).advantage(p50))
        .hasValue(ends + "its advantage grows with the 0.57th power of orders [0.44, 0.70].");
    assertThat(withRatio(Reports.interval(0.03, -0.02, 0.08, "over 5 sizes")).advantage(p50))
        .hasValue(ends + "its advantage does not measurably grow [-0.02, 0.08].");
    assertThat(words.advantage(new Subject("", Measure.ROWS_READ))).isEmpty();
  }

  @Test
  void aRatioThatBendsTheOtherWayIsNoAdvantageThatGrows() {
    Subject p50 = new Subject("orders-of-customer", Measure.P50_LATENCY);
    Curve ratio = both.scaling().growth().orElseThrow().ratios().get(0);

    GrowthWords falling =
        withRatio(bent(ratio, Reports.interval(-0.05, -0.3, 0.2, "over 5 sizes"), 0.4, -0.5));
    assertThat(falling.advantage(p50).orElseThrow())
        .contains("its advantage falls with the -0.05th power of orders [-0.30, 0.20]; one law");
    GrowthWords ended =
        withRatio(bent(ratio, Reports.interval(0.5, 0.1, 0.9, "over 5 sizes"), 1.2, -0.2));
    assertThat(ended.headline().mark()).isEqualTo(Mark.OPEN);
  }

  private static Curve bent(Curve curve, Estimate exponent, double below, double above) {
    return new Curve(
        curve.variant(),
        curve.endpoint(),
        curve.measure(),
        curve.points(),
        Optional.of(
            new Law(
                exponent,
                2,
                2.2,
                0.05,
                Optional.of(new GrowthReport.Bend(250_000, below, above)),
                Optional.empty())),
        "");
  }

  private GrowthWords withRatio(Estimate exponent) {
    GrowthReport growth = both.scaling().growth().orElseThrow();
    return withRatio(withExponent(growth.ratios().get(0), exponent));
  }

  private GrowthWords withRatio(Curve ratio) {
    GrowthReport growth = both.scaling().growth().orElseThrow();
    return new GrowthWords(both, GrowthFixtures.with(growth, growth.curves(), List.of(ratio)));
  }

  @Test
  void whatIsNoAdvantageIsToldAsARatio() {
    Curve ratio = both.scaling().growth().orElseThrow().ratios().get(0);
    Curve below = from(ratio, 0.5, 0.5);
    Estimate flat = Reports.interval(0.03, -0.02, 0.08, "over 5 sizes");

    assertThat(
            withRatio(withExponent(below, flat))
                .advantage(new Subject("orders-of-customer", Measure.P50_LATENCY)))
        .hasValue(
            "Naive's median is 0.500 times that of fixed at 62,500 orders and 0.500 times at"
                + " 1,000,000 orders: the ratio does not measurably grow [-0.02, 0.08].");
  }

  @Test
  void whatMayBeNoAdvantageAtOneEndIsToldAsARatio() {
    Subject p50 = new Subject("orders-of-customer", Measure.P50_LATENCY);
    Curve ratio = both.scaling().growth().orElseThrow().ratios().get(0);

    // The interval of the smallest holds 1.
    assertThat(withRatio(from(ratio, 1.02, 3)).advantage(p50).orElseThrow())
        .startsWith(
            "Naive's median is 1.02 times that of fixed at 62,500 orders and 3.00 times at 1,000,000"
                + " orders: the ratio grows with");
    assertThat(withRatio(from(ratio, 1.1, 3)).advantage(p50).orElseThrow())
        .startsWith("Fixed is 1.10 times as fast at 62,500 orders and 3.00 times at");
  }

  /** The same curve with values from one to the other, each give or take 4 %. */
  private static Curve from(Curve curve, double smallest, double largest) {
    List<Point> points = new ArrayList<>();
    int steps = curve.points().size() - 1;
    for (int i = 0; i <= steps; i++) {
      double value = smallest + (largest - smallest) * i / steps;
      points.add(
          new Point(
              curve.points().get(i).size(),
              Reports.interval(value, 0.96 * value, 1.04 * value, "over 3 pairs")));
    }
    return new Curve(
        curve.variant(), curve.endpoint(), curve.measure(), points, curve.law(), curve.note());
  }

  @Test
  void anAdvantageEndsWhereAVariantIsOverloaded() {
    GrowthWords overloaded =
        GrowthWords.of(GrowthFixtures.overloaded().scenarios().get(0)).orElseThrow();

    assertThat(
            overloaded
                .advantage(new Subject("orders-of-customer", Measure.P50_LATENCY))
                .orElseThrow())
        .startsWith(
            "Fixed is 1.95 times as fast at 62,500 orders and 11.8 times at 500,000 orders (median):");
  }

  @Test
  void aRatioWithoutALawIsNotSaidToGrow() {
    GrowthWords partial = GrowthWords.of(GrowthFixtures.broken().scenarios().get(0)).orElseThrow();
    Subject p50 = new Subject("orders-of-customer", Measure.P50_LATENCY);

    assertThat(partial.ratio(p50)).isPresent();
    assertThat(partial.advantage(p50)).isEmpty();
  }

  @Test
  void saysWhereAVariantWasOverloaded() {
    GrowthWords overloaded =
        GrowthWords.of(GrowthFixtures.overloaded().scenarios().get(0)).orElseThrow();
    Subject p50 = new Subject("orders-of-customer", Measure.P50_LATENCY);

    assertThat(overloaded.sentence(p50).orElseThrow())
        .endsWith(
            "; not extrapolated: naive, whose sizes one law does not fit; fixed, which its largest"
                + " size overloads.");
    assertThat(overloaded.fits(p50))
        .containsExactly(
            "Farthest from its law: naive by 7 %, fixed by 2 %, naive/fixed by 7 %.",
            "One law does not fit all sizes: the power of naive's median is 0.82 up to 250,000 orders"
                + " and 0.97 from there on.",
            "Left out of the laws of the median, as overloaded: fixed, naive/fixed at 1,000,000"
                + " orders. The time there is that of a queue that grew, or of failures.");
  }

  @Test
  void aRatioLeavesOutWhereEitherVariantWasOverloaded() {
    GrowthReport growth = both.scaling().growth().orElseThrow();
    List<Curve> curves =
        List.of(
            overloadedAt(growth.curves().get(0), 500_000),
            overloadedAt(growth.curves().get(1), 1_000_000));
    List<Curve> ratios = List.of(overloadedAt(growth.ratios().get(0), 500_000, 1_000_000));

    assertThat(
            new GrowthWords(both, GrowthFixtures.with(growth, curves, ratios))
                .fits(new Subject("orders-of-customer", Measure.P50_LATENCY)))
        .contains(
            "Left out of the laws of the median, as overloaded: naive at 500,000 orders; fixed at"
                + " 1,000,000 orders; naive/fixed at 500,000 orders, 1,000,000 orders. The time there"
                + " is that of a queue that grew, or of failures.");
  }

  private static Curve overloadedAt(Curve curve, double... sizes) {
    return new Curve(
        curve.variant(),
        curve.endpoint(),
        curve.measure(),
        curve.points().stream()
            .map(
                each ->
                    new Point(
                        each.size(),
                        each.value(),
                        DoubleStream.of(sizes).anyMatch(size -> size == each.size())))
            .toList(),
        curve.law(),
        curve.note());
  }

  @Test
  void aChartShowsWhereAVariantWasOverloaded() {
    GrowthWords overloaded =
        GrowthWords.of(GrowthFixtures.overloaded().scenarios().get(0)).orElseThrow();
    Subject p50 = new Subject("orders-of-customer", Measure.P50_LATENCY);
    GrowthChart chart = GrowthChart.of(overloaded, p50, List.of(Size.WIDE)).orElseThrow();
    Markup rows = new Markup();
    Markup drawn = new Markup();

    chart.rows(rows);
    chart.draw(drawn, Size.WIDE, "figure");

    assertThat(chart.reading())
        .endsWith(" Hollow at a size that was measured: overloaded there, and no part of the law.");
    assertThat(chart.description())
        .contains("2.16 at 1,000,000 orders. Overloaded at 1,000,000 orders. All values");
    assertThat(rows.toString())
        .containsOnlyOnce("(overloaded)")
        .contains(">2.16 [2.10, 2.22] (overloaded)<");
    // Nothing is extrapolated here, so that no other mark is hollow.
    assertThat(drawn.toString()).containsOnlyOnce("dot hollow");
  }

  @Test
  void saysAnotherReasonOfACountThanOfATime() {
    GrowthReport growth = both.scaling().growth().orElseThrow();
    List<Curve> curves =
        growth.curves().stream().map(curve -> overloadedAt(curve, 1_000_000)).toList();

    assertThat(
            new GrowthWords(both, GrowthFixtures.with(growth, curves))
                .fits(new Subject("", Measure.ROWS_READ)))
        .contains(
            "Left out of the laws of the number of rows read, as overloaded: naive, fixed at"
                + " 1,000,000 orders. Requests that fail or wait in a queue do not take what others"
                + " do.");
  }

  @Test
  void whatHasNoLawIsNotSaidToBeLeftOutOfIt() {
    GrowthReport growth = both.scaling().growth().orElseThrow();
    List<Curve> curves =
        growth.curves().subList(0, 2).stream()
            .map(
                curve ->
                    new Curve(
                        curve.variant(),
                        curve.endpoint(),
                        curve.measure(),
                        curve.points().stream()
                            .map(each -> new GrowthReport.Point(each.size(), each.value(), true))
                            .toList(),
                        Optional.empty(),
                        "no exponent: overloaded at 5 of 5 sizes of " + curve.variant()))
            .toList();

    assertThat(
            new GrowthWords(both, GrowthFixtures.with(growth, curves, List.of()))
                .fits(new Subject("orders-of-customer", Measure.P50_LATENCY)))
        .containsExactly(
            "Naive's median has no exponent: overloaded at 5 of 5 sizes of naive.",
            "Fixed's median has no exponent: overloaded at 5 of 5 sizes of fixed.");
  }

  @Test
  void saysWhyARatioHasNoLawUnlessAVariantHasNoneForThat() {
    Subject p50 = new Subject("orders-of-customer", Measure.P50_LATENCY);
    GrowthReport growth = both.scaling().growth().orElseThrow();
    List<Curve> ratios = List.of(withoutLaw(growth.ratios().get(0)));
    List<Curve> oneWithout = List.of(withoutLaw(growth.curves().get(0)), growth.curves().get(1));
    String why = "no exponent: overloaded at 2 of 5 sizes, and a law needs 4 others.";

    assertThat(
            new GrowthWords(both, GrowthFixtures.with(growth, growth.curves(), ratios)).fits(p50))
        .contains("Farthest from its law: naive by 7 %, fixed by 2 %.")
        .endsWith("Naive/fixed (median) has " + why);
    assertThat(new GrowthWords(both, GrowthFixtures.with(growth, oneWithout, ratios)).fits(p50))
        .containsExactly("Farthest from its law: fixed by 2 %.", "Naive's median has " + why);
  }

  private static Curve withoutLaw(Curve curve) {
    return new Curve(
        curve.variant(),
        curve.endpoint(),
        curve.measure(),
        curve.points(),
        Optional.empty(),
        "no exponent: overloaded at 2 of 5 sizes, and a law needs 4 others");
  }

  @Test
  void whatMayAsWellBeFlatIsNotSaidToGrow() {
    GrowthReport growth = both.scaling().growth().orElseThrow();
    Subject p50 = new Subject("orders-of-customer", Measure.P50_LATENCY);
    Curve naive = growth.curves().get(0);
    Curve fixed = growth.curves().get(1);
    GrowthWords onlyFixedGrows =
        new GrowthWords(
            both,
            GrowthFixtures.with(
                growth,
                List.of(
                    withExponent(naive, Reports.interval(-0.06, -0.17, 0.05, "over 5 sizes")),
                    withExponent(fixed, Reports.interval(0.03, 0.01, 0.05, "over 5 sizes")))));
    GrowthWords bends =
        new GrowthWords(
            both,
            GrowthFixtures.with(
                growth,
                List.of(
                    new Curve(
                        naive.variant(),
                        naive.endpoint(),
                        naive.measure(),
                        naive.points(),
                        Optional.of(
                            new Law(
                                Reports.interval(0.2, -0.1, 0.5, "over 5 sizes"),
                                2,
                                4,
                                0.2,
                                naive.law().orElseThrow().bend(),
                                Optional.empty())),
                        ""),
                    fixed)));

    String sentence = onlyFixedGrows.sentence(p50).orElseThrow();
    assertThat(sentence)
        .startsWith(
            "Naive's median does not measurably grow with orders [-0.17, 0.05], fixed's grows with"
                + " the 0.03rd power of orders [0.01, 0.05]; at 10,000,000 orders expect about");
    assertThat(onlyFixedGrows.headline().figure()).isEqualTo("does not measurably grow");
    assertThat(onlyFixedGrows.headline().sentence()).isEqualTo(sentence);
    assertThat(GrowthChart.of(onlyFixedGrows, p50, List.of(Size.WIDE)).orElseThrow().finding())
        .isEqualTo("Naive does not measurably grow, fixed grows with the 0.03rd power");
    assertThat(bends.sentence(p50).orElseThrow()).startsWith("Naive's median grows with the 0.2");
  }

  private static Curve withExponent(Curve curve, Estimate exponent) {
    return new Curve(
        curve.variant(),
        curve.endpoint(),
        curve.measure(),
        curve.points(),
        Optional.of(
            new Law(
                exponent,
                2,
                2.2,
                0.05,
                Optional.empty(),
                Optional.of(
                    new GrowthReport.Prediction(
                        10_000_000, Reports.interval(2.3, 2, 2.6, "over 5 sizes"))))),
        "");
  }

  @Test
  void theHeadlineIsOfThePairWhereThatWasCompared() {
    assertThat(Words.headline(both).sentence()).startsWith("Fixed answers ");
    Headline headline = Words.headline(alone);
    assertThat(headline.mark()).isEqualTo(Mark.BETTER);
    assertThat(headline.figure()).isEqualTo("0.98th power of pageSize");
    assertThat(headline.sentence())
        .startsWith(
            "Naive's number of SQL statements grows with the 0.98th power of pageSize [0.96, 1.00],"
                + " fixed's does not grow (counted); at pageSize = 5,000 expect about");
  }

  @Test
  void theirRatioTellsWhichGrowsLessWhereItHasALaw() {
    // Both intervals overlap: apart, the laws tell nothing.
    assertThat(markOfRatio(GROWS, 0.9, 3)).isEqualTo(Mark.BETTER);
    assertThat(markOfRatio(FALLS, 3, 0.9)).isEqualTo(Mark.WORSE);
    assertThat(markOfRatio(Reports.interval(0.1, -0.1, 0.3, "over 5 sizes"), 0.9, 3))
        .isEqualTo(Mark.OPEN);
  }

  @Test
  void whatGrowsLessIsNotBetterWhereItIsSlowerAtEverySize() {
    assertThat(markOfRatio(GROWS, 0.3, 0.9)).isEqualTo(Mark.OPEN);
    assertThat(markOfRatio(FALLS, 3, 1.2)).isEqualTo(Mark.OPEN);

    // The interval of the largest holds 1.
    assertThat(markOfRatio(GROWS, 0.3, 0.98)).isEqualTo(Mark.BETTER);
    assertThat(markOfRatio(FALLS, 3, 1.02)).isEqualTo(Mark.WORSE);
  }

  @Test
  void aSizeThatOverloadsAVariantMakesNoneFaster() {
    Curve ratio = withExponent(both.scaling().growth().orElseThrow().ratios().get(0), GROWS);

    // Only at the largest it is not slower for sure, and there a queue has grown.
    assertThat(withRatio(overloadedAt(from(ratio, 0.3, 1.1), 1_000_000)).headline().mark())
        .isEqualTo(Mark.OPEN);
    assertThat(withRatio(from(ratio, 0.3, 1.1)).headline().mark()).isEqualTo(Mark.BETTER);
  }

  private Mark markOfRatio(Estimate exponent, double atSmallest, double atLargest) {
    GrowthReport growth = both.scaling().growth().orElseThrow();
    List<Curve> latencies =
        List.of(
            withExponent(growth.curves().get(0), Reports.interval(0.4, 0.1, 0.7, "over 5 sizes")),
            withExponent(growth.curves().get(1), Reports.interval(0.3, 0.01, 0.6, "over 5 sizes")));
    Curve ratio = from(growth.ratios().get(0), atSmallest, atLargest);
    List<Curve> ratios = List.of(withExponent(ratio, exponent));
    return new GrowthWords(both, GrowthFixtures.with(growth, latencies, ratios)).headline().mark();
  }

  @Test
  void speaksOfTheEndpointByWhichVariantsCanBeToldApart() {
    GrowthReport growth = both.scaling().growth().orElseThrow();
    List<GrowthReport.Curve> curves = new ArrayList<>();
    for (GrowthReport.Curve curve : growth.curves().subList(0, 2)) {
      // Both grow alike here.
      curves.add(
          new GrowthReport.Curve(
              curve.variant(),
              "another",
              curve.measure(),
              curve.points(),
              growth.curves().get(1).law(),
              ""));
    }
    curves.addAll(growth.curves());

    assertThat(new GrowthWords(both, GrowthFixtures.with(growth, curves)).main())
        .hasValue(new Subject("orders-of-customer", Measure.P50_LATENCY));
  }

  @Test
  void warnsThatOneLawDoesNotFitAllSizes() {
    assertThat(words.fits(new Subject("orders-of-customer", Measure.P50_LATENCY)))
        .containsExactly(
            "Farthest from its law: naive by 7 %, fixed by 2 %, naive/fixed by 7 %.",
            "One law does not fit all sizes: the power of naive's median is 0.82 up to 250,000 orders"
                + " and 0.97 from there on.");
  }

  @Test
  void aChartSaysOfWhatFallsThatItFalls() {
    GrowthReport growth = both.scaling().growth().orElseThrow();
    GrowthReport falling =
        GrowthFixtures.with(
            growth, growth.curves().stream().map(GrowthWordsTest::withFallingFixed).toList());
    Subject p50 = new Subject("orders-of-customer", Measure.P50_LATENCY);

    assertThat(GrowthChart.of(words, p50, List.of(Size.WIDE)).orElseThrow().finding())
        .isEqualTo("Naive grows with the 0.91st power, fixed does not measurably grow");
    assertThat(
            GrowthChart.of(new GrowthWords(both, falling), p50, List.of(Size.WIDE))
                .orElseThrow()
                .finding())
        .isEqualTo("Naive grows with the 0.91st power, fixed falls with the -0.20th power");
  }

  private static Curve withFallingFixed(Curve curve) {
    if (!curve.variant().equals("fixed")) {
      return curve;
    }
    return withExponent(curve, Reports.interval(-0.2, -0.31, -0.09, "over 5 sizes"));
  }

  @Test
  void saysWhyThereIsNoExponent() {
    GrowthWords ofPages = GrowthWords.of(alone).orElseThrow();
    Subject rows = new Subject("", Measure.ROWS_READ);

    assertThat(ofPages.sentence(rows)).isEmpty();
    assertThat(ofPages.fits(rows))
        .containsExactly(
            "Naive's number of rows read has no exponent: nothing was counted at 5, and a power law"
                + " is never 0.");
  }

  @Test
  void anUnsoundGrowthHasItsReasonsAndNoNumbers() {
    for (ScenarioReport scenario : GrowthFixtures.broken().scenarios()) {
      GrowthReport growth = scenario.scaling().growth().orElseThrow();
      boolean invalid = growth.status() == Status.INVALID;
      assertThat(GrowthWords.of(scenario).isEmpty()).isEqualTo(invalid);
      assertThat(scenario.statuses()).contains(growth.status());
    }
    ScenarioReport partial = GrowthFixtures.broken().scenarios().get(0);
    assertThat(Words.headline(partial).mark()).isEqualTo(Mark.PARTIAL);
    assertThat(Words.headline(partial).sentence())
        .isEqualTo("Interrupted: 2 of 5 sizes were measured, up to 125,000 orders.");
  }

  @ParameterizedTest
  @CsvSource({
    "0.97, 0.97th",
    "0.03, 0.03rd",
    "1, 1st",
    "0, 0th",
    "0.11, 0.11th",
    "0.92, 0.92nd",
    "2, 2nd",
    "1.13, 1.13th",
    "-0.21, -0.21st"
  })
  void numbersThePower(double exponent, String ordinal) {
    assertThat(GrowthWords.ordinal(Estimate.exact(exponent, "counted"))).isEqualTo(ordinal);
  }
}
