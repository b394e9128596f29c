package dev.faceoff.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.model.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Compares every format with the expected files. After a wanted change {@code ./mvnw -pl harness
 * -am test -Dtest=GoldenFilesTest -Dgolden.write=true} writes them anew; read the difference before
 * committing it.
 */
class GoldenFilesTest {
  private static final Path FOLDER = Path.of("src/test/resources/golden");
  private static final boolean WRITE = Boolean.getBoolean("golden.write");

  private static final Map<String, ReportWriter> FORMATS =
      new TreeMap<>(
          Map.of(
              "html", new HtmlWriter(),
              "json", new JsonWriter(),
              "md", new MarkdownWriter(),
              "xml", new JunitWriter(),
              "txt", new TextWriter(false),
              "annotations",
                  (report, out) ->
                      out.append(String.join("\n", Annotations.of(report))).append('\n'),
              "benchmark.json", new Benchmarks.GitHubWriter(),
              "bencher.json", new Benchmarks.BencherWriter()));

  @TestFactory
  Stream<DynamicTest> everyFormatIsAsExpected() {
    Map<String, Report> reports =
        new TreeMap<>(
            Map.of(
                "four-scenarios", Reports.fourScenarios(),
                "two-scenarios", Reports.twoScenarios(),
                "invalid", Reports.invalid(),
                "partial", Reports.partial(),
                "failed", Reports.failed(),
                "inconclusive", Reports.inconclusive(),
                "replicas", Reports.replicas(),
                "regression", Reports.regression()));
    reports.putAll(GateReports.all());
    reports.put("growth", GrowthFixtures.two());
    reports.put("growth-broken", GrowthFixtures.broken());
    reports.put("growth-overloaded", GrowthFixtures.overloaded());
    reports.put("capacity", CapacityFixtures.two());
    reports.put("capacity-broken", CapacityFixtures.broken());
    reports.put("capacity-unknown", CapacityFixtures.oneUnknown());
    reports.put("capacity-limited", CapacityFixtures.limited());
    reports.putAll(DiagnosisFixtures.all());
    reports.put("spike", SpikeFixtures.two());
    reports.put("spike-broken", SpikeFixtures.broken());
    reports.put("alerts", AlertFixtures.two());
    reports.put("alerts-broken", AlertFixtures.broken());
    reports.put("alone", AloneFixtures.three());
    reports.put("question-two", AloneFixtures.two());
    reports.put("scale", ScaleFixtures.likeNaive());
    reports.put("scale-two", ScaleFixtures.twoServices());
    reports.put("scale-six-variants", ScaleFixtures.sixVariants());
    reports.put("scale-faults", ScaleFixtures.underFaults());
    return reports.entrySet().stream()
        .flatMap(
            report ->
                FORMATS.entrySet().stream()
                    .filter(f -> telling(report.getKey(), f.getKey()))
                    .map(
                        format -> {
                          String file = report.getKey() + "." + format.getKey();
                          return DynamicTest.dynamicTest(
                              file, () -> check(file, format.getValue(), report.getValue()));
                        }));
  }

  @TestFactory
  Stream<DynamicTest> everyVerdictHasItsHeadline() {
    Map<Verdict, String> expected =
        Map.of(
            Verdict.IMPROVEMENT,
            "Fixed answers 9.6 times as fast at p95 [9.1, 10.2], with 1 query instead of 51.",
            Verdict.REGRESSION,
            "Fixed is 1.31 times as slow at p95 [1.20, 1.41], with 1 query instead of 51.",
            Verdict.EQUIVALENT,
            "Fixed and naive answer alike: no difference within 3 % at p95, with 1 query instead of"
                + " 51.",
            Verdict.INCONCLUSIVE,
            "Cannot tell yet whether fixed answers faster at p95: its time is between 0.81 and 1.24"
                + " times the baseline's, with 1 query instead of 51.");
    return expected.entrySet().stream()
        .map(
            e ->
                DynamicTest.dynamicTest(
                    e.getKey().name(),
                    () ->
                        assertThat(Words.headline(Reports.nPlusOne(e.getKey())).sentence())
                            .isEqualTo(e.getValue())));
  }

  /** The large formats once, the small ones for every report, some for gates alone. */
  private static boolean telling(String report, String format) {
    boolean gate = report.startsWith("gate-");
    return switch (format) {
      case "md", "xml", "txt" -> true;
      case "annotations" -> gate;
      case "benchmark.json", "bencher.json" -> report.equals("gate-regression");
      case "html" ->
          List.of(
                  "four-scenarios",
                  "invalid",
                  "growth",
                  "growth-overloaded",
                  "capacity",
                  "spike",
                  "alerts",
                  "scale",
                  "diagnosis-found",
                  "gate-regression",
                  "gate-answers")
              .contains(report);
      default ->
          List.of(
                  "four-scenarios",
                  "growth",
                  "capacity",
                  "spike",
                  "alerts",
                  "scale",
                  "diagnosis-found",
                  "gate-regression")
              .contains(report);
    };
  }

  private static void check(String name, ReportWriter writer, Report report) throws IOException {
    StringBuilder out = new StringBuilder();
    writer.write(report, out);
    Path file = FOLDER.resolve(name);
    if (WRITE) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, out);
    }
    // A checkout may have changed line ends.
    assertThat(out.toString()).isEqualTo(Files.readString(file).replace("\r\n", "\n"));
  }
}
