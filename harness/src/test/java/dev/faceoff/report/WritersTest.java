package dev.faceoff.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class WritersTest {

  static Stream<Report> reports() {
    return Stream.of(
        Reports.twoScenarios(),
        Reports.fourScenarios(),
        FaultReports.invalid(),
        FaultReports.withoutPoints(),
        Reports.oneScenario(),
        Reports.replicas(),
        Reports.invalid(),
        Reports.partial(),
        Reports.failed(),
        Reports.inconclusive(),
        Reports.equivalent(),
        Reports.regression(),
        Reports.twoEndpointsAndLaunches(),
        Reports.bare(),
        GrowthFixtures.two(),
        GrowthFixtures.broken(),
        GrowthFixtures.overloaded(),
        GrowthFixtures.ordersAlone(),
        CapacityFixtures.two(),
        CapacityFixtures.broken(),
        CapacityFixtures.limited(),
        SpikeFixtures.two(),
        SpikeFixtures.broken(),
        ScaleFixtures.sixVariants(),
        ScaleFixtures.secondUnderFaults(),
        Reports.report(List.of()));
  }

  @ParameterizedTest
  @MethodSource("reports")
  void pageHasNoAddressOutsideItself(Report report) throws IOException {
    String page = html(report);

    assertThat(page).doesNotContainPattern("(src|action|formaction|poster|data)=\"[^\"]");
    assertThat(page).doesNotContainPattern("href=\"[^#]");
    assertThat(page).doesNotContain("url(").doesNotContain("@import").doesNotContain("fetch(");
    assertThat(page.replace("http://www.w3.org/2000/svg", "")).doesNotContainPattern("https?://");
  }

  @ParameterizedTest
  @MethodSource("reports")
  void noFormatShowsWhatIsNotANumber(Report report) throws IOException {
    for (ReportWriter writer : writers()) {
      assertThat(text(writer, report)).doesNotContain("NaN").doesNotContain("Infinity");
      assertThat(text(writer, report)).doesNotContain("null").doesNotContain("Optional");
    }
  }

  @Test
  void aSearchUnderALimitIsNotSaidToHaveHadUsersWithoutPause() throws IOException {
    String page = html(CapacityFixtures.limited());

    assertThat(page)
        .contains("In one launch, after a warm-up by arrivals, each variant was sent arrivals")
        .contains("or until it kept the limit that was asked for")
        .contains("none without pause: 1 launch, after 8 s of warm-up by arrivals a variant")
        .doesNotContain("called without pause");
    assertThat(html(CapacityFixtures.two()))
        .contains("1, 2, 4, 8, 16, 32 users at a time called without pause")
        .doesNotContain("the limit that was asked for");
  }

  @Test
  void whoeverReadsAFigureReadsHowManyReplicasItTook() throws IOException {
    for (ReportWriter writer :
        List.of(new HtmlWriter(), new MarkdownWriter(), new TextWriter(false))) {
      assertThat(text(writer, Reports.replicas()).replaceAll("\\s+", " "))
          .contains("Replicas: 1 of naive, 3 of fixed.");
      assertThat(text(writer, Reports.oneScenario())).doesNotContainIgnoringCase("replica");
    }
    assertThat(html(Reports.replicas()))
        .contains("Each request went to the next replica of its variant")
        .containsPattern(
            "<dt>replicas</dt>\\s*<dd>1 of naive, 3 of fixed, each request to the next</dd>");
  }

  @Test
  void whatAnOverloadedVariantTookIsMarkedInEveryTable() throws IOException {
    Report report = GrowthFixtures.overloaded();

    assertThat(text(new MarkdownWriter(), report))
        .contains("| 49.8 |", "| 2.16 (overloaded) |", "| 23.1 (overloaded) |");
    assertThat(text(new TextWriter(false), report))
        .contains(" 49.8  0.91 [", " 2.16! 0.01 [", " 23.1! 0.90 [", "\n  !: overloaded there.\n");
    assertThat(text(new TextWriter(false), GrowthFixtures.two())).doesNotContain("!:");
    assertThat(html(report))
        .contains(">2.16<sup>c</sup>", ">23.1<sup>b</sup>")
        .containsPattern("<sup>c</sup> Over 3 pairs [a-z ]+; overloaded, and no part of the law\\.")
        .containsPattern(
            "<sup>b</sup> Over 3 pairs [a-z ]+; overloaded, and no part of the law\\.");
  }

  @Test
  void summarySaysOfARatioAtWhichSizeItIsThat() throws IOException {
    assertThat(text(new MarkdownWriter(), GrowthFixtures.two()))
        .contains("| exponent of fixed | at 1,000,000 orders |")
        .contains("| exponent of naive/fixed | ratio at 1,000,000 orders |")
        .contains("| exponent of fixed | at pageSize = 500 |");
    assertThat(text(new MarkdownWriter(), GrowthFixtures.broken()))
        .contains("| exponent of naive/fixed | ratio at 125,000 orders |");
  }

  @Test
  void aGrowthAloneTellsItsAdvantageBeneathTheHeadline() throws IOException {
    Report report = GrowthFixtures.ordersAlone();
    String advantage = "Fixed is 1.95 times as fast at 62,500 orders and 23.1 times at 1,000,000";

    assertThat(text(new MarkdownWriter(), report))
        .containsPattern("one law does not fit\\.\\s+" + advantage)
        .containsOnlyOnce(advantage);
    assertThat(text(new TextWriter(false), report).replaceAll("\\s+", " "))
        .contains("one law does not fit. " + advantage)
        .containsOnlyOnce(advantage);
    assertThat(html(report)).contains("<p class=\"detail\">" + advantage);
    // A pair that was compared has a headline of its own.
    assertThat(html(GrowthFixtures.two())).doesNotContain("<p class=\"detail\">" + advantage);
  }

  @Test
  void pageEscapesEveryName() throws IOException {
    for (Report report :
        List.of(
            HostileReports.everyStringIsMarkup(),
            HostileReports.everyStringOfReplicasIsMarkup(),
            HostileReports.everyStringOfAGrowthIsMarkup(),
            HostileReports.everyStringOfACapacityIsMarkup(),
            HostileReports.everyStringOfASpikeIsMarkup(),
            HostileReports.everyStringOfAScaleIsMarkup())) {
      String page = html(report);

      assertThat(page).doesNotContain("<script>alert").contains("&lt;script&gt;alert");
      assertThat(Pattern.compile("<script").matcher(page).results()).hasSize(1);
      assertThat(page).doesNotContain("\u0007");
    }
  }

  @Test
  void summaryEscapesEveryNameOutsideCode() throws IOException {
    for (Report report :
        List.of(
            HostileReports.everyStringIsMarkup(),
            HostileReports.everyStringOfReplicasIsMarkup(),
            HostileReports.everyStringOfAGrowthIsMarkup(),
            HostileReports.everyStringOfACapacityIsMarkup(),
            HostileReports.everyStringOfASpikeIsMarkup(),
            HostileReports.everyStringOfAScaleIsMarkup())) {
      String summary = text(new MarkdownWriter(), report);

      String withoutCode = summary.replaceAll("(?<![\\\\`])(`+)(?!`)[^\\n]*?(?<!`)\\1(?!`)", "");
      assertThat(withoutCode).doesNotContain("<script>").contains("&lt;script&gt;");
    }
  }

  @Test
  void junitStaysWellFormedWhateverTheNames() throws Exception {
    Document document = junit(HostileReports.everyStringIsMarkup());

    assertThat(document.getElementsByTagName("testcase").getLength()).isEqualTo(11);
  }

  @Test
  void junitHasAFailureWithWhatWasObserved() throws Exception {
    Document document = junit(Reports.twoScenarios());

    Element failure = (Element) document.getElementsByTagName("failure").item(0);
    assertThat(document.getElementsByTagName("failure").getLength()).isEqualTo(1);
    assertThat(failure.getTextContent())
        .isEqualTo("observed 0.0825, expected errorShare of naive <= 0.01");
  }

  @Test
  void junitSaysThatAnInvalidScenarioIsAnError() throws Exception {
    Document invalid = junit(Reports.invalid());
    Document failed = junit(Reports.failed());
    Document partial = junit(Reports.partial());

    assertThat(invalid.getElementsByTagName("error").getLength()).isEqualTo(3);
    assertThat(failed.getElementsByTagName("error").getLength()).isEqualTo(1);
    assertThat(partial.getElementsByTagName("skipped").getLength()).isEqualTo(1);
  }

  @Test
  void invalidScenarioShowsReasonAndNoNumber() throws IOException {
    String page = html(Reports.invalid());

    assertThat(page).contains("INVALID").contains("181 of 2,400 planned arrivals never started");
    assertThat(page).doesNotContain("times as fast").doesNotContain("<figure");
  }

  @Test
  void severalEndpointsAndLaunchesAreToldApart() throws IOException {
    String page = html(Reports.twoEndpointsAndLaunches());

    assertThat(page).contains("at p95 of list-orders").contains("launch 2, second 46");
    assertThat(page).contains("The objective of 5,000 ms lies outside the chart.");
    assertThat(page).contains("Whole service");
  }

  @Test
  void whatWasNotMeasuredIsSaidNotDrawn() throws IOException {
    String page = html(Reports.bare());

    assertThat(page).contains("No latency was compared in this run.").doesNotContain("<figure");
  }

  @Test
  void tenMinutesOfTwoScenariosStayBelowOneAndAHalfMegabytes() throws IOException {
    String page = html(Reports.tenMinutes());

    assertThat(page.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(1_500_000);
  }

  @Test
  void fourScenariosOfManyPlaysStayBelowOneAndAHalfMegabytes() throws IOException {
    Report report = FaultReports.played(12);

    assertThat(html(report).getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(1_500_000);
    assertThat(html(report))
        .contains("median of 12 plays", "results.json has every play.")
        .doesNotContain("play 12, second 25");
  }

  @Test
  void onePairThatWasAskedEverythingThoroughlyStaysBelowTwoMegabytes() throws IOException {
    String page = html(EverythingReports.onePairThoroughly());

    assertThat(page)
        .contains("launch 10, seconds 63–70", "median of 20 plays")
        .contains("results.json has every second.", "results.json has every play.")
        .contains("Growth over orders", "Every step of the searches", "Spike: blocking-gateway");
    assertThat(page.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(2_000_000);
  }

  /** Two megabytes are promised; a tenth is kept for what a run has to say beyond its numbers. */
  @Test
  void fourPairsThatWereAskedEverythingThoroughlyStayBelowTwoMegabytesWithReserve()
      throws IOException {
    String page = html(EverythingReports.fourPairsThoroughly());

    assertThat(page)
        .contains("Spike: n-plus-one", "Spike: missing-index", "Spike: no-cache")
        .contains("launch 10, seconds 63–70", "median of 20 plays");
    assertThat(page.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(1_800_000);
  }

  @Test
  void fourPairsThatWereAskedEverythingStayBelowTwoMegabytes() throws IOException {
    String page = html(EverythingReports.fourPairs());

    assertThat(page).contains("Spike: n-plus-one", "Spike: blocking-gateway");
    assertThat(page.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(2_000_000);
  }

  @Test
  void summaryOfFourScenariosStaysBelowEightKilobytes() throws IOException {
    String summary = text(new MarkdownWriter(), Reports.fourScenarios());

    assertThat(summary.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(8_000);
  }

  @Test
  void summaryOfSixVariantsStaysBelowEightKilobytes() throws IOException {
    for (Report report : List.of(ScaleFixtures.sixVariants(), ScaleFixtures.secondUnderFaults())) {
      String summary = text(new MarkdownWriter(), report);

      assertThat(summary.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(8_000);
    }
  }

  @Test
  void aVariantHasOneColourInAllOfTheReport() throws IOException {
    String page = html(ScaleFixtures.secondUnderFaults());

    assertThat(page).contains("<span class=\"ink v3\">reached</span>");
    assertThat(page).doesNotContainPattern("ink v[0-24-9]\">reached");
    assertThat(page).doesNotContainPattern("class=\"v[0-24-9]\">\\s*<dt>reached");
  }

  @Test
  void moreThanAPairStandOneBelowTheOtherInEachPhase() throws IOException {
    assertThat(html(ScaleFixtures.secondUnderFaults()))
        .containsPattern("<table class=\"phases tall\">")
        .containsPattern("<th scope=\"rowgroup\" rowspan=\"3\">gateway-slow<small>");
    assertThat(text(new MarkdownWriter(), ScaleFixtures.secondUnderFaults()))
        .contains("| phase | variant | within objective, % | p50, ms |")
        .contains(
            """
            | browse-catalogue: gateway-slow (latency 30 s on gateway) | naive | 14 | 8,120 |
            |  | fixed | 99.8 | 11.9 |
            |  | reached | 14 | 8,120 |
            """);
  }

  @Test
  void summaryOfOneServiceHasAnIntervalForEachValueOrTheReasonForNone() throws IOException {
    assertThat(text(new MarkdownWriter(), AloneFixtures.three()))
        .contains("| measure | fixed | 95 % interval |")
        .contains("| p95 latency, ms | 10.0 | [9.6, 10.5] |")
        .contains("| slowest request, ms | 17.7 | the slowest single request |");
  }

  @Test
  void invalidScenarioUnderFaultsShowsNoNumberOfThem() throws IOException {
    Report report = FaultReports.invalid();

    for (ReportWriter writer :
        List.of(new HtmlWriter(), new MarkdownWriter(), new JunitWriter(), new TextWriter(false))) {
      assertThat(text(writer, report))
          .doesNotContain("99.8")
          .doesNotContain("payments reconcile")
          .contains("INVALID");
    }
  }

  @ParameterizedTest
  @MethodSource("reports")
  void terminalTableFitsEightyColumns(Report report) throws IOException {
    String table = text(new TextWriter(false), report);

    assertThat(table.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
  }

  @Test
  void colourAddsNothingButColour() throws IOException {
    String plain = text(new TextWriter(false), Reports.twoScenarios());
    String coloured = text(new TextWriter(true), Reports.twoScenarios());

    assertThat(coloured).contains("\u001B[32m");
    assertThat(coloured.replaceAll("\u001B\\[[0-9]+m", "")).isEqualTo(plain);
  }

  @Test
  void namesCannotSteerTheTerminal() throws IOException {
    for (Report report :
        List.of(
            HostileReports.everyStringIsMarkup(),
            HostileReports.everyStringOfReplicasIsMarkup(),
            HostileReports.everyStringOfAGrowthIsMarkup(),
            HostileReports.everyStringOfACapacityIsMarkup(),
            HostileReports.everyStringOfASpikeIsMarkup(),
            HostileReports.everyStringOfAScaleIsMarkup())) {
      String table = text(new TextWriter(false), report);

      assertThat(table.replace("\n", "")).doesNotContainPattern("\\p{Cntrl}");
    }
  }

  private static List<ReportWriter> writers() {
    return List.of(
        new HtmlWriter(),
        new JsonWriter(),
        new MarkdownWriter(),
        new JunitWriter(),
        new TextWriter(false));
  }

  private static Document junit(Report report) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(text(new JunitWriter(), report))));
  }

  private static String html(Report report) throws IOException {
    return text(new HtmlWriter(), report);
  }

  private static String text(ReportWriter writer, Report report) throws IOException {
    StringBuilder out = new StringBuilder();
    writer.write(report, out);
    return out.toString();
  }
}
