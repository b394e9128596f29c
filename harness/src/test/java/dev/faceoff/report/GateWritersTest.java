package dev.faceoff.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GateWritersTest {

  static Stream<Report> reports() {
    return Stream.concat(
        GateReports.all().values().stream(),
        Stream.of(
            HostileReports.everyStringOfAGateIsMarkup(),
            GateReports.huge(),
            GateReports.hopeless(),
            GateReports.compared(GateReports.regression())));
  }

  static Stream<Report> withoutNumbers() {
    return Stream.of(GateReports.invalid(), GateReports.failed(), GateReports.numbersAndInvalid());
  }

  @ParameterizedTest
  @MethodSource("reports")
  void noFormatShowsWhatIsNotANumber(Report report) throws IOException {
    for (ReportWriter writer : writers()) {
      assertThat(text(writer, report))
          .doesNotContain("NaN", "Infinity", "null", "Optional", "%s", "%d");
    }
  }

  @ParameterizedTest
  @MethodSource("reports")
  void terminalTextFitsEightyColumns(Report report) throws IOException {
    assertThat(text(new TextWriter(false), report).lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
  }

  @ParameterizedTest
  @MethodSource("reports")
  void pageHasNoAddressOutsideItself(Report report) throws IOException {
    String page = text(new HtmlWriter(), report);

    assertThat(page).doesNotContainPattern("(src|action|formaction|poster|data)=\"[^\"]");
    assertThat(page).doesNotContainPattern("href=\"[^#]").doesNotContain("url(");
    assertThat(page.replace("http://www.w3.org/2000/svg", "")).doesNotContainPattern("https?://");
  }

  @ParameterizedTest
  @MethodSource("withoutNumbers")
  void invalidAndFailedGatesShowNoNumber(Report report) throws IOException {
    for (ReportWriter writer :
        List.of(new HtmlWriter(), new MarkdownWriter(), new JunitWriter(), new TextWriter(false))) {
      String text = text(writer, report);
      assertThat(text).doesNotContain("slower", "1.051", "11.8", "<figure");
      assertThat(text).contains(report.gate().orElseThrow().status().name());
    }
    assertThat(Annotations.of(report).toString()).doesNotContain("slower");
  }

  @Test
  void differingAnswersHideEverySpeed() throws IOException {
    Report report = GateReports.numbersAndDifferingAnswers();

    for (ReportWriter writer :
        List.of(new HtmlWriter(), new MarkdownWriter(), new JunitWriter(), new TextWriter(false))) {
      assertThat(text(writer, report))
          .doesNotContain("slower")
          .doesNotContain("1.051")
          .contains("so no speed was compared");
    }
  }

  @Test
  void pageEscapesEveryName() throws IOException {
    String page = text(new HtmlWriter(), HostileReports.everyStringOfAGateIsMarkup());

    assertThat(page).doesNotContain("<script>alert").contains("&lt;script&gt;alert");
    assertThat(Pattern.compile("<script").matcher(page).results()).hasSize(1);
    assertThat(page).doesNotContain("\u0007");
  }

  @Test
  void summaryEscapesEveryNameAndMakesNoLink() throws IOException {
    String summary = text(new MarkdownWriter(), HostileReports.everyStringOfAGateIsMarkup());
    String linked = text(new MarkdownWriter(), GateReports.named("[click](http://example.org)"));

    String withoutCode = summary.replaceAll("(?<![\\\\`])(`+)(?!`)[^\\n]*?(?<!`)\\1(?!`)", "");
    assertThat(withoutCode).doesNotContain("<script>").contains("&lt;script&gt;");
    assertThat(linked).doesNotContain("](http");
  }

  @Test
  void summaryStartsWithTheVerdictAndFitsACommentWhateverTheEndpoints() throws IOException {
    String summary = text(new MarkdownWriter(), GateReports.huge());

    assertThat(summary.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(60_000);
    assertThat(summary.lines().skip(2).findFirst().orElseThrow())
        .startsWith("▼ Candidate is **5.1 % slower** at endpoint-450");
    String firstRow =
        summary.lines().filter(line -> line.startsWith("| typical")).findFirst().orElseThrow();
    assertThat(firstRow).contains("endpoint-450");
    assertThat(summary).containsPattern("\n\\d+ more rows: see report.html");
    long rows = summary.lines().filter(line -> line.startsWith("| typical")).count();
    assertThat(summary).contains("\n%d more rows".formatted(900 - rows));
  }

  @Test
  void summarySaysWhatToDoNextBeforeTheTable() throws IOException {
    String summary = text(new MarkdownWriter(), GateReports.regression());

    int next = summary.indexOf("Next: find the cause");
    assertThat(next).isPositive().isLessThan(summary.indexOf("| measure |"));
    assertThat(summary).contains("`./faceoff gate target/shop-1.4.2.jar");
  }

  @Test
  void trustNamesWhatLimitsTheNumbers() throws IOException {
    String page = text(new HtmlWriter(), GateReports.regression());
    String uncalibrated = text(new HtmlWriter(), GateReports.inconclusive());

    assertThat(page.replace('\u00a0', ' '))
        .contains("Launches that were replaced", "58 % of the measured time was disturbed")
        .contains("launches not yet steady when measured", "Calibrated: target/shop-1.4.2.jar")
        .contains(", with embedded backend, pageSize=50, rate=25. No interval here");
    assertThat(uncalibrated).contains("This machine was never calibrated for this journey");
  }

  @Test
  void forestOfManyClaimsIsCutWithTheWorstOnTopAndSaysSo() throws IOException {
    String page = text(new HtmlWriter(), GateReports.huge());

    assertThat(page)
        .contains("Of 900 gated ratios, 1 is worse, 899 show no difference")
        .contains("The first 40 are drawn; the table has them all.");
    String forest =
        page.substring(page.indexOf("id=\"gate-forest\""), page.indexOf("All measures"));
    assertThat(forest).contains("endpoint-450").doesNotContain("endpoint-899");
  }

  @Test
  void answersAreShownOnlyWhereThereIsSomethingToSay() throws IOException {
    assertThat(text(new HtmlWriter(), GateReports.equivalent()))
        .doesNotContain("How alike the sides answered");
    assertThat(text(new HtmlWriter(), GateReports.answersDiffer()))
        .contains("How alike the sides answered", "content not compared");
  }

  @Test
  void seriesForOtherToolsHoldRatiosAndSayWhatTheyAreNot(@TempDir Path folder) throws IOException {
    ReportFolder.write(GateReports.regression(), folder);

    JsonNode benchmark = json(folder.resolve(ReportFolder.GITHUB_BENCHMARK));
    JsonNode bencher = json(folder.resolve(ReportFolder.BENCHER));
    JsonNode first = benchmark.get(0);
    assertThat(first.path("name").asText())
        .isEqualTo("shop, typical latency of list-orders, candidate / baseline");
    assertThat(first.path("value").asDouble()).isEqualTo(1.05102);
    assertThat(first.path("range").asText()).isEqualTo("1.0312 to 1.07123");
    assertThat(first.path("extra").asText()).contains("only the gate judges");
    for (JsonNode entry : benchmark) {
      assertThat(entry.path("name").isTextual() && entry.path("unit").isTextual()).isTrue();
      assertThat(entry.path("value").isNumber()).isTrue();
      boolean side = entry.path("name").asText().matches(".*, (baseline|candidate)");
      assertThat(entry.path("extra").asText().contains("this machine and run only"))
          .isEqualTo(side);
    }
    JsonNode ratio = bencher.at("/shop~1list-orders/latency-ratio");
    assertThat(ratio.path("value").asDouble()).isEqualTo(1.05102);
    assertThat(ratio.path("lower_value").asDouble()).isEqualTo(1.0312);
    assertThat(ratio.path("upper_value").asDouble()).isEqualTo(1.07123);
    assertThat(bencher.at("/shop/queries-ratio").has("lower_value")).isFalse();
    for (JsonNode each : bencher) {
      for (JsonNode metric : each) {
        assertThat(metric.path("value").isNumber()).isTrue();
      }
    }
  }

  @Test
  void partialNumbersSaySoInEverySeries() throws IOException {
    JsonNode entries =
        new JsonMapper().readTree(text(new Benchmarks.GitHubWriter(), GateReports.partial()));

    assertThat(entries).isNotEmpty();
    assertThat(entries)
        .allSatisfy(entry -> assertThat(entry.path("extra").asText()).startsWith("PARTIAL. "));
  }

  @ParameterizedTest
  @MethodSource("withoutNumbers")
  void withoutNumbersThereIsNoFileForOtherTools(Report report, @TempDir Path folder)
      throws IOException {
    ReportFolder.write(report, folder);

    assertThat(folder.resolve(ReportFolder.GITHUB_BENCHMARK)).doesNotExist();
    assertThat(folder.resolve(ReportFolder.BENCHER)).doesNotExist();
    assertThat(folder.resolve(ReportFolder.JUNIT)).exists();
  }

  @Test
  void reportOfScenariosWritesNoFileForOtherTools(@TempDir Path folder) throws IOException {
    ReportFolder.write(Reports.twoScenarios(), folder);

    assertThat(folder.resolve(ReportFolder.GITHUB_BENCHMARK)).doesNotExist();
  }

  @Test
  void everyFileIsMadeAgainFromResultsAlone(@TempDir Path folder) throws IOException {
    ReportFolder.write(GateReports.regression(), folder.resolve("first"));

    ReportFolder.write(ReportFolder.read(folder.resolve("first")), folder.resolve("second"));

    try (Stream<Path> files = Files.list(folder.resolve("first"))) {
      assertThat(files)
          .hasSize(6)
          .allSatisfy(
              file ->
                  assertThat(folder.resolve("second").resolve(file.getFileName()))
                      .hasSameTextualContentAs(file));
    }
  }

  private static List<ReportWriter> writers() {
    return List.of(
        new HtmlWriter(),
        new JsonWriter(),
        new MarkdownWriter(),
        new JunitWriter(),
        new TextWriter(true),
        new Benchmarks.GitHubWriter(),
        new Benchmarks.BencherWriter());
  }

  private static JsonNode json(Path file) throws IOException {
    return new JsonMapper().readTree(Files.readString(file));
  }

  private static String text(ReportWriter writer, Report report) throws IOException {
    StringBuilder out = new StringBuilder();
    writer.write(report, out);
    return out.toString();
  }
}
