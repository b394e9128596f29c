package dev.faceoff.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.report.LaunchSeconds.Entry;
import dev.faceoff.report.LaunchSeconds.Span;
import dev.faceoff.report.LaunchSeconds.Together;
import dev.faceoff.report.ScenarioReport.SecondPoint;
import java.util.List;
import java.util.stream.IntStream;
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
    assertThat(LaunchSeconds.thinning(entries, Together.RANGES))
        .endsWith(
            " several seconds in a row, with their lowest and highest values; results.json has every second.");
    assertThat(LaunchSeconds.whereValuesAre(entries, Together.SUMS))
        .endsWith(" several seconds in a row, added up; results.json has every second.");
  }

  @Test
  void aShortRunHasARowASecond() {
    List<Entry> entries = entries(Reports.twoScenarios());

    assertThat(LaunchSeconds.rows(entries)).hasSameSizeAs(entries);
    assertThat(LaunchSeconds.thinning(entries, Together.RANGES)).isEmpty();
    assertThat(LaunchSeconds.whereValuesAre(entries, Together.RANGES))
        .isEqualTo("All values are in the table below the chart.");
  }

  @Test
  void manySecondsThatDoNotFollowEachOtherHaveARowEach() {
    List<Entry> entries =
        IntStream.range(0, 300)
            .mapToObj(i -> new Entry(0, new SecondPoint(1, 2 * i, 20, 1, 5, 9)))
            .toList();

    assertThat(LaunchSeconds.rows(entries)).hasSize(300);
    assertThat(LaunchSeconds.thinning(entries, Together.SUMS)).isEmpty();
    assertThat(LaunchSeconds.whereValuesAre(entries, Together.SUMS))
        .isEqualTo("All values are in the table below the chart.");
  }
}
