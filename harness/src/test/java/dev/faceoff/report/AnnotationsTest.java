package dev.faceoff.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AnnotationsTest {

  @Test
  void eachRegressionIsAnErrorWithItsNumbers() {
    assertThat(Annotations.of(GateReports.regression()))
        .containsExactly(
            "::error title=Faceoff gate of shop%3A REGRESSION::Typical latency of list-orders: 5.1"
                + " %25 slower [3.1, 7.1]",
            "::error title=Faceoff gate of shop%3A REGRESSION::Slowest tenth of list-orders: 8 %25"
                + " slower [4, 12]",
            "::error title=Faceoff gate of shop%3A REGRESSION::SQL statements: 2 instead of 1.5");
  }

  @Test
  void differingAnswersAreErrors() {
    assertThat(Annotations.of(GateReports.answersDiffer()))
        .containsExactly(
            "::error title=Faceoff gate of shop%3A ANSWERS DIFFER::list-orders: 1,874 of 1,980 pairs"
                + " were not the same, so no speed was compared");
  }

  @Test
  void whatCouldNotBeDecidedIsOneWarning() {
    assertThat(Annotations.of(GateReports.inconclusive()))
        .containsExactly(
            "::warning title=Faceoff gate of shop%3A INCONCLUSIVE::Cannot tell yet: about 9 more"
                + " launches%0ATypical latency of list-orders: 3 %25 slower [-2, 7]%0ASlowest tenth"
                + " of list-orders: 3 %25 slower [-8, 16]%0ASlow requests of list-orders: 0.8"
                + " percentage points more [-0.9, 2.4]");
    assertThat(Annotations.of(GateReports.invalid()))
        .singleElement()
        .asString()
        .startsWith("::warning title=Faceoff gate of shop%3A INVALID::The load generator");
  }

  @Test
  void whatPassedIsANoticeAndWhatBrokeAnError() {
    assertThat(Annotations.of(GateReports.equivalent()).get(0)).startsWith("::notice title=");
    assertThat(Annotations.of(GateReports.improvement()).get(0)).startsWith("::notice title=");
    assertThat(Annotations.of(GateReports.failed()).get(0)).startsWith("::error title=");
  }

  @Test
  void whatDidNotComeToItsEndIsAnErrorWhateverItsNumbers() {
    assertThat(Annotations.of(GateReports.partial()))
        .containsExactly(
            "::error title=Faceoff gate of shop%3A PARTIAL::Interrupted in launch 6; the numbers are"
                + " those of the 5 launches before.%0ASo far: Cannot tell yet: about 1 more launch");
  }

  @Test
  void comparisonThatDecidesNothingWarnsOfARegression() {
    assertThat(Annotations.of(GateReports.compared(GateReports.regression())))
        .hasSize(3)
        .allMatch(line -> line.startsWith("::warning title=Faceoff comparison of shop%3A"));
  }

  @Test
  void tenErrorsAreAllThatAreShownSoTheLastCountsTheRest() {
    List<String> commands = Annotations.of(GateReports.everythingWorse(25));

    assertThat(commands).hasSize(10);
    assertThat(commands.get(9)).endsWith("::16 more, see report.html");
    assertThat(Annotations.of(GateReports.everythingWorse(10)))
        .hasSize(10)
        .noneMatch(line -> line.contains("more, see"));
  }

  @Test
  void namesCannotEndTheirCommandOrStartAnother() {
    Report report = GateReports.named("a,b:c%\r\n::error::x\u001B[31m");

    assertThat(Annotations.of(report))
        .allSatisfy(
            line -> {
              assertThat(line).startsWith("::").doesNotContain("\n", "\r", "\u001B");
              assertThat(line)
                  .contains("Faceoff gate of a%2Cb%3Ac%25%0D%0A%3A%3Aerror%3A%3Ax [31m%3A");
            });
  }

  @Test
  void reportOfScenariosHasNone() {
    assertThat(Annotations.of(Reports.twoScenarios())).isEmpty();
  }
}
