package dev.faceoff.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.model.Claim;
import dev.faceoff.model.Estimate;
import dev.faceoff.model.GateFinding;
import dev.faceoff.model.Interval;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class GateWordsTest {

  static Stream<Arguments> headlines() {
    return Stream.of(
        Arguments.of(
            GateReports.regression(),
            "Candidate is 5.1 % slower at list-orders [3.1, 7.1]: REGRESSION"),
        Arguments.of(
            GateReports.moreErrors(),
            "Candidate fails 1.4 percentage points more of its requests at place-order [1.0, 1.9]:"
                + " REGRESSION"),
        Arguments.of(GateReports.equivalent(), "No difference within 3 % in typical latency"),
        Arguments.of(GateReports.inconclusive(), "Cannot tell yet: about 9 more launches"),
        Arguments.of(
            GateReports.improvement(),
            "Candidate answers 9.6 times as fast at list-orders [9.1, 10.0]: IMPROVEMENT"),
        Arguments.of(GateReports.partial(), "Cannot tell yet: about 1 more launch"),
        Arguments.of(
            GateReports.answersDiffer(),
            "Answers differ: list-orders in 1,874 of 1,980 pairs, so no speed was compared"));
  }

  @ParameterizedTest
  @MethodSource("headlines")
  void everyOutcomeHasItsHeadline(Report report, String expected) {
    assertThat(GateWords.headline(report.gate().orElseThrow()).sentence()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1.049 | 1.031 | 1.068 | 4.9 % slower [3.1, 6.8]
          0.951 | 0.932 | 0.969 | 4.9 % faster [3.1, 6.8]
          1.0004 | 0.988 | 1.013 | no change [-1.2, 1.3] %
          0.9996 | 0.987 | 1.012 | no change [-1.3, 1.2] %
          1.3 | 0.9 | 1.9 | 30 % slower [-10, 90]
          1.96 | 1.91 | 2.02 | 96 % slower [91, 102]
          9.6 | 9.1 | 10.2 | 9.6 times as slow [9.1, 10.2]
          2.31 | 2.12 | 2.52 | 2.31 times as slow [2.12, 2.52]
          0.51 | 0.49 | 0.53 | 49.0 % faster [47.0, 51.0]
          0.43 | 0.40 | 0.47 | 2.33 times as fast [2.13, 2.50]
          1.00412 | 1.00398 | 1.00426 | 0.412 % slower [0.398, 0.426]
          """)
  void changeIsInPerCentBelowAFactorOfTwoAndNeverFinerThanItsInterval(
      double ratio, double low, double high, String expected) {
    GateChange change = new GateChange(finding(Measure.TYPICAL_LATENCY, ratio, low, high));

    assertThat(change.withInterval()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "CPU, 1.049, 4.9 % more",
    "CPU, 0.4, 60.0 % less",
    "CPU, 2.5, 2.50 times as much",
    "ROWS_READ, 0.4, 60.0 % fewer",
    "ROWS_READ, 2.5, 2.50 times as many",
    "ERROR_SHARE, 0.012, 1.20 percentage points more",
    "ERROR_SHARE, -0.012, 1.20 percentage points less"
  })
  void everyKindOfMeasureHasItsWords(Measure measure, double value, String expected) {
    double half = measure == Measure.ERROR_SHARE ? 0.003 : value > 2 ? 0.2 : 0.004;

    assertThat(new GateChange(finding(measure, value, value - half, value + half)).words())
        .isEqualTo(expected);
  }

  @Test
  void countsThatDoNotVaryAreToldAsTheyAre() {
    assertThat(GateWords.sentence(counted(1, Estimate.exact(51, "counted"))))
        .isEqualTo("SQL statements: 51 instead of 1");
    assertThat(GateWords.sentence(counted(1, estimate(51, 51))))
        .isEqualTo("SQL statements: 51 instead of 1");
    assertThat(GateWords.sentence(counted(0, estimate(71_401, 71_401))))
        .isEqualTo("SQL statements: 51 instead of 0");
    assertThat(GateWords.sentence(counted(1, estimate(50.9, 51.1)))).contains("times as many");
  }

  private static Estimate estimate(double low, double high) {
    return new Estimate(
        (low + high) / 2, Optional.of(new Interval(low, high, 0.95)), "over 4 launches");
  }

  private static GateFinding counted(double baseline, Estimate ratio) {
    return new GateFinding(
        new Claim("", Measure.QUERIES),
        true,
        Optional.of(baseline),
        Optional.of(51.0),
        ratio,
        Optional.empty(),
        List.of(),
        Verdict.REGRESSION,
        OptionalInt.empty(),
        OptionalDouble.empty());
  }

  @Test
  void shareThatDidNotChangeAtAllHasNoDirection() {
    assertThat(new GateChange(finding(Measure.ERROR_SHARE, 0, -0.0006, 0.0006)).withInterval())
        .isEqualTo("no change [-0.06, 0.06] points");
  }

  @Test
  void ratioKeepsTheDigitsOfItsChange() {
    GateChange change = new GateChange(finding(Measure.TYPICAL_LATENCY, 1.0491, 1.0312, 1.0683));

    assertThat(change.ratio()).isEqualTo("1.049");
    assertThat(change.ratioInterval()).contains("[1.031, 1.068]");
  }

  @Test
  void whatElseMovedIsNamedAndTheRestCounted() {
    GateReport gate = GateReports.everythingWorse(6).gate().orElseThrow();

    assertThat(GateWords.details(gate).get(0))
        .startsWith("Also worse: typical latency of endpoint-001")
        .endsWith("; and 2 more.");
  }

  @Test
  void partialNumbersAreMarked() {
    GateReport gate = GateReports.partial().gate().orElseThrow();

    assertThat(GateWords.headline(gate).mark()).isEqualTo(Mark.PARTIAL);
    assertThat(GateWords.details(gate).get(0)).startsWith("PARTIAL: Interrupted in launch 6");
  }

  @Test
  void exitCodeIsExplained() {
    assertThat(consequence(GateReports.regression())).isEqualTo("The gate fails.");
    assertThat(consequence(GateReports.answersDiffer())).isEqualTo("The gate fails.");
    assertThat(consequence(GateReports.equivalent())).isEqualTo("The gate passes.");
    assertThat(consequence(GateReports.inconclusive()))
        .isEqualTo("The gate does not fail, except with --strict.");
    assertThat(consequence(GateReports.compared(GateReports.regression())))
        .isEqualTo("Compared only: the verdict decides no exit code.");
    assertThat(consequence(GateReports.partial())).isEqualTo("The run did not come to its end.");
    assertThat(consequence(GateReports.invalid())).isEqualTo("Nothing was judged.");
  }

  @Test
  void saysWhenMoreLaunchesWouldNotHelp() {
    GateReport gate = GateReports.hopeless().gate().orElseThrow();

    assertThat(GateWords.headline(gate).sentence())
        .isEqualTo("Cannot tell: more launches on this machine would not do");
    assertThat(GateWords.next(gate)).contains("more launches do not help");
  }

  private static String consequence(Report report) {
    return GateWords.consequence(report.gate().orElseThrow());
  }

  private static GateFinding finding(Measure measure, double value, double low, double high) {
    return new GateFinding(
        new Claim("list-orders", measure),
        true,
        Optional.of(10.0),
        Optional.of(10.0 * value),
        new Estimate(value, Optional.of(new Interval(low, high, 0.95)), "over launches"),
        Optional.empty(),
        List.of(),
        Verdict.INCONCLUSIVE,
        OptionalInt.empty(),
        OptionalDouble.empty());
  }
}
