package dev.faceoff.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.report.ScenarioReport.EndpointReport;
import dev.faceoff.report.ScenarioReport.SecondPoint;
import dev.faceoff.report.ScenarioReport.VariantReport;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ErrorsChartTest {
  /** One variant of which in each of so many seconds one request of 20 failed, then two. */
  private static ErrorsChart failing(int seconds) {
    ScenarioReport s = Reports.twoScenarios().scenarios().get(0);
    VariantReport variant = s.variants().get(0);
    EndpointReport e = variant.endpoint(s.endpoints().get(0).name()).orElseThrow();
    EndpointReport failing =
        new EndpointReport(
            e.name(),
            e.requests(),
            e.errors(),
            e.estimates(),
            e.curve(),
            IntStream.range(0, seconds)
                .mapToObj(second -> new SecondPoint(1, second, 20, 1 + second % 2, 5, 9))
                .toList(),
            e.errorsByKind());
    VariantReport alone =
        new VariantReport(variant.name(), List.of(failing), variant.cost(), variant.queryPlan());
    return ErrorsChart.of(
            Reports.with(s, s.endpoints(), List.of(alone), s.blocks()), s.endpoints().get(0))
        .orElseThrow();
  }

  private static String table(ErrorsChart chart) {
    Markup out = new Markup();
    chart.rows(out);
    return out.toString();
  }

  @Test
  void aRowOfSeveralSecondsAddsUpWhatFailedAsItDoesTheRequests() {
    ErrorsChart chart = failing(300);

    // Three seconds a row: 1 + 2 + 1 failed of 60, then 2 + 1 + 2.
    assertThat(table(chart)).contains(">4</td>", ">5</td>", ">60</td>").doesNotContain(">1–2</td>");
    assertThat(chart.reading()).endsWith(" in a row, added up; results.json has every second.");
    assertThat(chart.description()).endsWith(" in a row, added up; results.json has every second.");
  }

  @Test
  void aRowOfOneSecondHasItsOwn() {
    ErrorsChart chart = failing(4);

    assertThat(table(chart)).contains(">1</td>", ">2</td>", ">20</td>");
    assertThat(chart.reading()).endsWith("which variant was under load.");
    assertThat(chart.description()).endsWith("All values are in the table below the chart.");
  }
}
