package dev.faceoff.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.model.Finding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class UnboundedResultsTest {
  private static final String ALL = "select id, name from products";
  private static final String SCAN =
      "[{\"Plan\": {\"Node Type\": \"Seq Scan\", \"Relation Name\": \"products\", \"Plan Rows\": 5000}}]";

  private static Judgement judge(double rowsPerCall, double tableRows, String plan) {
    return judge(1, rowsPerCall, tableRows, plan);
  }

  private static Judgement judge(
      double callsPerRequest, double rowsPerCall, double tableRows, String plan) {
    Played usual =
        new Played(
            6,
            Evidence.samples("products", 60, 40, true),
            Optional.of(
                new DatabaseUse(
                    List.of(new StatementUse(ALL, callsPerRequest, rowsPerCall, 37, 3)),
                    List.of(new TableUse("products", tableRows, 37, List.of("id", "name"), 1)))),
            OptionalDouble.empty());
    return UnboundedResults.judge(usual, Map.of(ALL, plan));
  }

  @Test
  void findsAnAnswerAsLargeAsTheTable() {
    Judgement judgement = judge(5_000, 5_000, SCAN);

    assertThat(judgement.findings()).extracting(Finding::confirmed).containsExactly(false);
    assertThat(judgement.findings().get(0).evidence())
        .startsWith("\"select id, name from products\" answers 5,000 rows a call");
  }

  @Test
  void doesNotMindAPage() {
    assertThat(judge(20, 5_000, SCAN).findings()).isEmpty();
  }

  /** Once in six seconds, whoever asks. */
  @Test
  void doesNotMindACacheThatIsFilledInTheBackground() {
    assertThat(judge(1 / 120.0, 5_000, 5_000, SCAN).findings()).isEmpty();
  }

  /** Once a second, beside 20 requests whose answers are far too small for the rows. */
  @Test
  void doesNotMindACacheThatIsFilledAnewEverySecond() {
    assertThat(judge(0.05, 5_000, 5_000, SCAN).findings()).isEmpty();
  }

  /** Of a service that does other things more often. */
  @Test
  void findsALargeAnswerThatIsSeldomAskedFor() {
    Played asked =
        new Played(
            6,
            Evidence.sized(Evidence.played("products", 60, 40, Evidence.database()), 200_000)
                .samples(),
            Optional.of(
                new DatabaseUse(
                    List.of(new StatementUse(ALL, 0.1, 5_000, 37, 3)),
                    List.of(new TableUse("products", 5_000, 37, List.of("id", "name"), 0.1)))),
            OptionalDouble.empty());

    assertThat(UnboundedResults.judge(asked, Map.of(ALL, SCAN)).findings()).hasSize(1);
  }

  @Test
  void doesNotMindAListOfCountries() {
    assertThat(judge(195, 195, SCAN).findings()).isEmpty();
  }

  @Test
  void doesNotMindWhatIsLimitedOrMadeOfTheRows() {
    String limited = "[{\"Plan\": {\"Node Type\": \"Limit\", \"Plans\": [%s]}}]";
    String node = SCAN.substring("[{\"Plan\": ".length(), SCAN.length() - 2);

    assertThat(judge(5_000, 5_000, limited.formatted(node)).findings()).isEmpty();
    assertThat(
            judge(5_000, 5_000, limited.formatted(node).replace("Limit", "Aggregate")).findings())
        .isEmpty();
  }
}
