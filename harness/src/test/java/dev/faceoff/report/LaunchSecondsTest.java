package dev.faceoff.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.report.LaunchSeconds.Entry;
import dev.faceoff.report.LaunchSeconds.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

class LaunchSecondsTest {
  private static List<Entry> entries(Report report) {
    ScenarioReport scenario = report.scenarios().get(0);
    return new LaunchSeconds(scenario, scenario.endpoints().get(0).name()).entries();
  }

  @Test
  void aLongRunHasARowABlockAndLosesNoSecond() {
    List<Entry> entries = entries(EverythingReports.onePairThoroughly());

    List<Span> rows = LaunchSeconds.rows(entries);

    // Ten launches of eight blocks of 8 s.
    assertThat(entries).hasSize(640);
    assertThat(rows).hasSize(80).allMatch(row -> row.entries().size() == 8);
    assertThat(rows.stream().flatMap(row -> row.entries().stream()))
        .containsExactlyElementsOf(entries);
    assertThat(LaunchSeconds.thinning(entries)).endsWith("results.json has every second.");
  }

  @Test
  void aShortRunHasARowASecond() {
    List<Entry> entries = entries(Reports.twoScenarios());

    assertThat(LaunchSeconds.rows(entries)).hasSameSizeAs(entries);
    assertThat(LaunchSeconds.thinning(entries)).isEmpty();
    assertThat(LaunchSeconds.whereValuesAre(entries))
        .isEqualTo("All values are in the table below the chart.");
  }
}
