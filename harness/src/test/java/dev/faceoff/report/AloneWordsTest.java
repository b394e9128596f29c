package dev.faceoff.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.report.ScenarioReport.ExpectationResult;
import dev.faceoff.report.ScenarioReport.ExpectationResult.Outcome;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AloneWordsTest {
  private static final String LIMIT = "p95LatencyMillis of target <= 10";

  @Test
  void tellsWhetherAllExpectationsHoldAndWhatWasFound() {
    Headline headline =
        headline(
            AloneFixtures.held("p95LatencyMillis of target <= 250", 11.2),
            AloneFixtures.held("errorShare of target <= 0.01", 0));

    assertThat(headline.mark()).isEqualTo(Mark.EXPECTED);
    assertThat(headline.sentence())
        .startsWith("Both expectations hold: fixed answers list-orders in ")
        .endsWith(" at p95, at 30 users a second.");
  }

  @Test
  void namesTheFirstExpectationThatFails() {
    Headline headline =
        headline(
            AloneFixtures.held("errorShare of target <= 0.01", 0),
            result(LIMIT, 11.2, Outcome.FAILED),
            result(LIMIT, 11.2, Outcome.UNDECIDED));

    assertThat(headline.mark()).isEqualTo(Mark.UNEXPECTED);
    assertThat(headline.sentence())
        .startsWith("1 of 3 expectations fails (" + LIMIT + ", observed 11.2): fixed answers ");
  }

  @Test
  void cannotTellWhereAnIntervalReachesToBothSidesOfALimit() {
    Headline headline =
        headline(
            result(LIMIT, 9.9, Outcome.UNDECIDED),
            new ExpectationResult(LIMIT, Optional.empty(), Outcome.UNDECIDED));

    assertThat(headline.mark()).isEqualTo(Mark.OPEN);
    assertThat(headline.sentence())
        .startsWith(
            "Cannot tell yet about 2 of 2 expectations (" + LIMIT + ", observed 9.90; and 1 more)");
  }

  @Test
  void claimsNothingWhereNothingWasExpected() {
    Headline headline = headline();

    assertThat(headline.mark()).isEqualTo(Mark.NONE);
    assertThat(headline.sentence()).startsWith("Fixed answers list-orders in ");
  }

  /** Every line of it, also those of long expectations. */
  @Test
  void fitsATerminalOf80Columns() throws IOException {
    StringBuilder text = new StringBuilder();
    new TextWriter(false)
        .write(
            Reports.report(
                List.of(
                    AloneFixtures.usual(
                        result(
                            "withinObjectiveShare of target at a-rather-long-name-of-a-request during slow-payment-service >= 0.95",
                            0.5,
                            Outcome.FAILED)))),
            text);

    assertThat(text.toString().lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void underFaultsEachNumberHasItsInterval() throws IOException {
    assertThat(terminal(AloneFixtures.slowed("slow")))
        .contains(
            """
             under faults              in objective, %               p50, ms       failed, %
             list-orders
              before                99.8 [99.4, 100.0]     11.8 [11.2, 12.4]               0
              slow                         48 [44, 52]  2,010 [1,940, 2,080]  3.1 [2.2, 4.1]
              after-slow                           100                  12.1               0
            """);
  }

  @Test
  void aLongNameOfAFaultLeavesTheNumbersTheirRoom() throws IOException {
    String text = terminal(AloneFixtures.slowed("slow-inventory-of-the-warehouse"));

    assertThat(text.lines())
        .allMatch(line -> line.length() <= 80)
        .anyMatch(line -> line.matches("  slow-.*…\\S+ +48 \\[44, 52] +2,010 .*"))
        .anyMatch(line -> line.matches("  after-.*…\\S+ +100 +12\\.1 +0"));
  }

  private static String terminal(ScenarioReport scenario) throws IOException {
    StringBuilder text = new StringBuilder();
    new TextWriter(false).write(Reports.report(List.of(scenario)), text);
    return text.toString();
  }

  private static ExpectationResult result(String text, double observed, Outcome outcome) {
    return new ExpectationResult(text, Optional.of(observed), outcome);
  }

  private static Headline headline(ExpectationResult... expectations) {
    return Words.headline(AloneFixtures.usual(expectations));
  }
}
