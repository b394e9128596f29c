package dev.faceoff.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.model.Endpoint;
import dev.faceoff.model.Measure;
import dev.faceoff.model.ScalePosition;
import dev.faceoff.model.Standing;
import dev.faceoff.report.ScaleReport.Row;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScaleWordsTest {
  private static final List<String> ROLES =
      FaultReports.noCache().endpoints().stream().map(Endpoint::name).toList();

  private static String sentence(Report report) {
    return Words.headline(report.scenarios().get(0)).sentence();
  }

  @Test
  void oneSentenceSaysWhatItBehavesLike() {
    assertThat(sentence(ScaleFixtures.likeNaive()))
        .isEqualTo(
            "Mine behaves like naive: 0.93 of the way from fixed to naive at p95 [0.88, 0.99], with"
                + " 51 queries a request.");
    assertThat(Words.besideHeadline(ScaleFixtures.likeNaive().scenarios().get(0)))
        .containsExactly(
            "Fixed answers 9.6 times as fast at p95 [9.1, 10.2], with 1 query instead of 51.");
  }

  @Test
  void whatHasNoIntervalIsNotToldYet() {
    assertThat(sentence(ScaleFixtures.twoServices()))
        .isEqualTo(
            "Cannot tell yet what legacy behaves like: 0.93 of the way from fixed to naive at p95.");
    assertThat(Words.besideHeadline(ScaleFixtures.twoServices().scenarios().get(0)).get(0))
        .isEqualTo(
            "Rewrite is better than fixed: -0.62 of the way from fixed to naive at p95"
                + " [-0.71, -0.55], with 51 queries a request (like fixed).");
  }

  @Test
  void rolesThatAgreeShareTheVerdictAndRolesThatDoNotHaveTheirOwn() {
    ScalePosition near = ScaleFixtures.at(0.9, 0.8, 1, Standing.LIKE_NAIVE);
    ScalePosition far = ScaleFixtures.at(0.1, 0, 0.2, Standing.LIKE_FIXED);

    assertThat(of(near, near))
        .isEqualTo(
            "Mine behaves like naive: 0.90 of the way from fixed to naive at p95 of %s [0.80, 1.00],"
                    .formatted(ROLES.get(0))
                + " 0.90 at p95 of %s [0.80, 1.00].".formatted(ROLES.get(1)));
    assertThat(of(near, far))
        .isEqualTo(
            "Mine behaves like naive at p95 of %s (0.90 [0.80, 1.00]) and behaves like fixed at p95 of %s (0.10 [0.00, 0.20]); 0 is fixed, 1 is naive."
                .formatted(ROLES.get(0), ROLES.get(1)));
    assertThat(Words.headline(scenario(near, far)).mark()).isEqualTo(Mark.LIKE_NAIVE);
  }

  private static String of(ScalePosition first, ScalePosition second) {
    return Words.headline(scenario(first, second)).sentence();
  }

  private static ScenarioReport scenario(ScalePosition first, ScalePosition second) {
    Map<String, ScalePosition> positions = new TreeMap<>();
    positions.put(ROLES.get(0), first);
    positions.put(ROLES.get(1), second);
    return ScaleFixtures.roles(positions);
  }

  @Test
  void endsThatDoNotDifferSayNothing() {
    ScalePosition none = ScalePosition.none("The ends do not differ in this measure.");

    assertThat(of(none, none))
        .isEqualTo(
            "Cannot tell what mine behaves like: fixed and naive do not differ clearly enough here.");
    assertThat(ScaleWords.of(scenario(none, none)).get(0).sentences())
        .containsExactly(
            "Not on the scale: %s: p95 latency, %s: p95 latency. The ends do not differ in this measure."
                .formatted(ROLES.get(0), ROLES.get(1)));
  }

  @Test
  void beyondAnEndIsBetterOrWorseAsTheMeasureHasIt() {
    ScenarioReport scenario = ScaleFixtures.nPlusOne(ScaleFixtures.likeNaive("mine"));
    ScaleWords words = ScaleWords.of(scenario).get(0);

    assertThat(words.verdict(row("", Measure.CPU, Standing.BEYOND_NAIVE)))
        .isEqualTo("worse than naive");
    assertThat(words.verdict(row("", Measure.CPU, Standing.BEYOND_FIXED)))
        .isEqualTo("better than fixed");
    // Fixed answers more of what it is asked.
    assertThat(words.verdict(row("list-orders", Measure.THROUGHPUT, Standing.BEYOND_FIXED)))
        .isEqualTo("better than fixed");
  }

  private static Row row(String endpoint, Measure measure, Standing standing) {
    return ScaleFixtures.row(endpoint, measure, ScaleFixtures.at(0, 0, 0, standing));
  }

  @ParameterizedTest
  @MethodSource("reports")
  void fitsATerminalOf80Columns(Report report) throws IOException {
    StringBuilder out = new StringBuilder();
    new TextWriter(false).write(report, out);

    assertThat(out.toString().lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
  }

  static List<Report> reports() {
    return List.of(
        ScaleFixtures.likeNaive(),
        ScaleFixtures.twoServices(),
        ScaleFixtures.sixVariants(),
        ScaleFixtures.underFaults(),
        ScaleFixtures.secondUnderFaults());
  }
}
