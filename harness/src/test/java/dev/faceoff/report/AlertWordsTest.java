package dev.faceoff.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.model.Status;
import dev.faceoff.report.AlertReport.Bounds;
import dev.faceoff.report.AlertReport.Delay;
import dev.faceoff.report.AlertReport.Fault;
import dev.faceoff.report.AlertReport.FaultWatch;
import dev.faceoff.report.AlertReport.VariantWatch;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AlertWordsTest {
  private final ScenarioReport alone = AlertFixtures.two().scenarios().get(0);
  private final ScenarioReport both = AlertFixtures.two().scenarios().get(1);

  @Test
  void tellsFirstOfTheFaultThatOnlyOneNoticed() {
    Headline headline = AlertWords.of(alone).orElseThrow().headline();

    assertThat(Words.headline(alone)).isEqualTo(headline);
    assertThat(headline.mark()).isEqualTo(Mark.BETTER);
    assertThat(headline.figure()).isEqualTo("9.8 s");
    assertThat(headline.sentence())
        .isEqualTo(
            "During gateway-down, fixed alerted after 9.8 s [9.2, 10.6], when 196 [184, 213]"
                + " requests had failed, and naive not within 15 s, in which 300 [296, 303]"
                + " requests failed. During gateway-slow, fixed alerted after 4.0 s [3.4, 4.7],"
                + " when 31 [12, 52] requests had failed, and naive after 6.1 s [5.2, 6.9], when"
                + " 118 [84, 150] requests had failed. Without a fault, fixed alerted once in 5.2"
                + " min.");
  }

  @Test
  void theHeadlineIsOfThePairWhereThatWasCompared() {
    assertThat(AlertWords.isHeadline(both)).isFalse();
    assertThat(Words.headline(both).sentence()).startsWith("Fixed answers ");
  }

  @Test
  void anAlertThatFiredNowAndThenHasNoMedian() {
    AlertWords words = AlertWords.of(both).orElseThrow();

    assertThat(words.headline().mark()).isEqualTo(Mark.NONE);
    assertThat(words.headline().sentence())
        .isEqualTo(
            "During gateway-down, fixed alerted in 1 of 2 faults within 15 s, in which 251"
                + " requests failed, and naive not within 15 s, in which 300 requests failed.");
    assertThat(row(words, 0, "alerted"))
        .containsExactly("not within 15 s", "in 1 of 2 faults within 15 s");
    assertThat(words.note())
        .isEqualTo("Medians; no interval: the fault came 2 times, and a median needs 6.");
  }

  @Test
  void thePageOfARunThatWasOnlyWatchedSaysThatBothSidesStoodBesideEachOther() throws IOException {
    StringBuilder watched = new StringBuilder();
    StringBuilder compared = new StringBuilder();
    new HtmlWriter().write(Reports.report(List.of(alone)), watched);
    new HtmlWriter().write(AlertFixtures.two(), compared);

    assertThat(watched)
        .contains("The same load and faults for both sides, at the same time.")
        .doesNotContain("one after the other");
    assertThat(compared).contains("The same load for both sides, one after the other.");
  }

  @Test
  void whatWasCountedHasNoDigitAfterThePoint() {
    AlertReport report = both.scaling().alerts().orElseThrow();
    VariantWatch fixed = report.variants().get(1);
    FaultWatch down = fixed.incidents().get(0);
    AlertReport few =
        AlertFixtures.with(
            report,
            Status.VALID,
            List.of(),
            List.of(
                report.variants().get(0),
                new VariantWatch(
                    "fixed",
                    fixed.alerts(),
                    List.of(
                        new FaultWatch(
                            down.fault(),
                            down.told(),
                            Reports.exact(24, "counted"),
                            Reports.exact(83.5, "counted"),
                            down.times())),
                    fixed.quiet())),
            report.trust());
    AlertWords words = AlertWords.of(both.with(AlertFixtures.scaling(true, few))).orElseThrow();

    assertThat(row(words, 0, "failed by then").get(1)).isEqualTo("24");
    assertThat(row(words, 0, "failed in all").get(1)).isEqualTo("83.5");
  }

  @Test
  void everyFaultHasItsRows() {
    AlertWords words = AlertWords.of(alone).orElseThrow();

    assertThat(row(words, 1, "alerted"))
        .containsExactly("not within 15 s", "after 9.8 s [9.2, 10.6]");
    assertThat(row(words, 1, "first alert")).containsExactly("none", "ErrorBudgetBurnsFast 6");
    assertThat(row(words, 0, "first alert"))
        .containsExactly("HealthCheckFails 6", "ConnectionsSaturated 6");
    assertThat(row(words, 0, "failed by then")).containsExactly("118 [84, 150]", "31 [12, 52]");
    assertThat(row(words, 0, "faults")).containsExactly("6", "6");
  }

  @Test
  void falseAlertsAreNamedWithTheTimeInWhichTheyCouldHaveCome() {
    List<Facts.Row> quiet = AlertWords.of(alone).orElseThrow().quiet();

    assertThat(quiet.get(0).cells())
        .containsExactly("none in 5.2 min", "1 in 5.2 min (ConnectionsSaturated)");
    assertThat(quiet.get(1).cells().get(0)).isEqualTo("0.0 [0.0, 0.7]");
  }

  @Test
  void saysWhatWatchesEachVariant() {
    AlertWords words = AlertWords.of(alone).orElseThrow();

    assertThat(words.sentences())
        .containsExactly(
            "Naive is watched by HealthCheckFails.",
            "Fixed is watched by ConnectionsSaturated, ErrorBudgetBurnsFast, HealthCheckFails.");
  }

  @Test
  void saysWhatAnIntervalWithoutUpperEndMeans() {
    AlertReport report = alone.scaling().alerts().orElseThrow();
    VariantWatch fixed = report.variants().get(1);
    FaultWatch down = fixed.incident("gateway-down").orElseThrow();
    Delay seldom =
        new Delay(
            6, 4, Optional.of(9.8), Optional.of(new Bounds(9.2, Optional.empty(), 0.95)), "over");
    AlertReport other =
        AlertFixtures.with(
            report,
            Status.VALID,
            List.of(),
            List.of(
                report.variants().get(0),
                new VariantWatch(
                    "fixed",
                    fixed.alerts(),
                    List.of(
                        fixed.incidents().get(0),
                        new FaultWatch(
                            down.fault(),
                            seldom,
                            down.failedUntold(),
                            down.failed(),
                            down.times())),
                    fixed.quiet())),
            report.trust());
    AlertWords words = AlertWords.of(alone.with(AlertFixtures.scaling(false, other))).orElseThrow();

    assertThat(row(words, 1, "alerted").get(1)).isEqualTo("after 9.8 s [9.2, never]");
    assertThat(words.headline().mark()).isEqualTo(Mark.OPEN);
    assertThat(words.sentences())
        .anyMatch(sentence -> sentence.startsWith("An interval that ends with \"never\""));
  }

  @Test
  void aFaultThatShowedNothingIsNotSpokenOf() {
    AlertReport report = alone.scaling().alerts().orElseThrow();
    VariantWatch fixed = report.variants().get(1);
    AlertReport other =
        AlertFixtures.with(
            report,
            Status.VALID,
            List.of(),
            List.of(
                report.variants().get(0),
                new VariantWatch(
                    "fixed", fixed.alerts(), fixed.incidents().subList(0, 1), fixed.quiet())),
            report.trust());
    AlertWords words = AlertWords.of(alone.with(AlertFixtures.scaling(false, other))).orElseThrow();

    assertThat(words.headline().sentence())
        .startsWith("During gateway-slow, ")
        .doesNotContain("gateway-down");
    assertThat(row(words, 1, "alerted")).containsExactly("not within 15 s", "–");
  }

  @Test
  void anUnsoundWatchHasItsReasonsAndNoNumbers() {
    List<ScenarioReport> broken = AlertFixtures.broken().scenarios();

    assertThat(broken)
        .extracting(s -> AlertWords.of(s).isPresent())
        .containsExactly(true, false, false);
    assertThat(AlertWords.of(broken.get(0)).orElseThrow().sentences())
        .contains("These are the numbers of 1 of 3 launches.");
  }

  private static List<String> row(AlertWords words, int fault, String name) {
    Fault of = words.alerts().plan().faults().get(fault);
    return words.rows(of).stream()
        .filter(row -> row.name().equals(name))
        .findFirst()
        .orElseThrow()
        .cells();
  }
}
