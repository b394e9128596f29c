package dev.faceoff.diagnosis;

import static dev.faceoff.diagnosis.Evidence.LINES;
import static dev.faceoff.diagnosis.Evidence.NEWEST;
import static dev.faceoff.diagnosis.Evidence.database;
import static dev.faceoff.diagnosis.Evidence.played;
import static dev.faceoff.diagnosis.Evidence.sized;
import static dev.faceoff.diagnosis.Evidence.statement;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.diagnosis.RepeatedStatements.Page;
import dev.faceoff.model.Examined.Outcome;
import dev.faceoff.model.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepeatedStatementsTest {
  private static Page page(int size, double callsOfLines, double millis) {
    Played played =
        played(
            "newest-orders",
            24,
            millis,
            database(statement(NEWEST, 1), statement(LINES, callsOfLines)));
    return new Page(size, sized(played, 100 * size));
  }

  @Test
  void findsAStatementForEveryRow() {
    Judgement judgement =
        RepeatedStatements.varied(
            "pageSize", List.of(page(5, 5, 20), page(16, 16, 52), page(50, 50, 147)));

    assertThat(judgement.findings()).hasSize(1);
    Finding finding = judgement.findings().get(0);
    assertThat(finding.confirmed()).isTrue();
    assertThat(finding.endpoint()).isEqualTo("newest-orders");
    assertThat(finding.evidence())
        .contains("6 at pageSize = 5, 17 at pageSize = 16, 51 at pageSize = 50")
        .contains("\"%s\" 1 times for each further row".formatted(LINES))
        .doesNotContain(NEWEST);
    assertThat(finding.price())
        .isEqualTo(
            "2.82 ms for each further row: the median answer takes 20 ms at pageSize = 5, 147 ms at 50.");
  }

  /** Of 10 rows, 20 are asked for. */
  @Test
  void pagesThatTheDataDoesNotFillHideNothing() {
    Page unfilled = new Page(20, sized(page(20, 10, 40).played(), 1_000));

    Judgement judgement =
        RepeatedStatements.varied("limit", List.of(page(5, 5, 20), page(10, 10, 40), unfilled));

    assertThat(judgement.findings()).extracting(Finding::confirmed).containsExactly(true);
    Finding finding = judgement.findings().get(0);
    assertThat(finding.evidence())
        .contains("6 at limit = 5, 11 at limit = 10.")
        .contains("\"%s\" 1 times for each further row".formatted(LINES))
        .doesNotContain("limit = 20");
    assertThat(finding.price())
        .isEqualTo(
            "4 ms for each further row: the median answer takes 20 ms at limit = 5, 40 ms at 10.");
    assertThat(judgement.examined().remark()).startsWith("Answers hardly grew above limit = 10");
  }

  @Test
  void comparesAllPagesWhereAnswersDidNotGrowAtOnce() {
    Page flat = new Page(10, sized(page(10, 5, 20).played(), 500));

    Judgement judgement =
        RepeatedStatements.varied("limit", List.of(page(5, 5, 20), flat, page(20, 20, 60)));

    assertThat(judgement.findings()).extracting(Finding::confirmed).containsExactly(true);
    assertThat(judgement.findings().get(0).evidence()).contains("21 at limit = 20");
    assertThat(judgement.examined().remark()).startsWith("Answers did not grow at once with limit");
  }

  @Test
  void doesNotMindOneStatementWhateverTheRows() {
    Judgement judgement =
        RepeatedStatements.varied(
            "pageSize", List.of(page(5, 0, 5), page(16, 0, 5), page(50, 0, 6)));

    assertThat(judgement.findings()).isEmpty();
    assertThat(judgement.examined().outcome()).isEqualTo(Outcome.NOT_FOUND);
  }

  @Test
  void doesNotMindRowsFetchedInBatches() {
    Judgement judgement =
        RepeatedStatements.varied(
            "pageSize", List.of(page(50, 5, 5), page(100, 10, 6), page(200, 20, 8)));

    assertThat(judgement.findings()).isEmpty();
  }

  @Test
  void doesNotMindManyStatementsThatDoNotFollowTheRows() {
    Judgement judgement =
        RepeatedStatements.varied(
            "pageSize", List.of(page(5, 30, 20), page(16, 30, 20), page(50, 31, 21)));

    assertThat(judgement.findings()).isEmpty();
  }

  @Test
  void saysItWeakerWhenAnswersDidNotGrow() {
    Page small = new Page(5, sized(page(5, 50, 20).played(), 700));
    Page large = new Page(50, sized(page(50, 50, 20).played(), 700));

    Judgement judgement = RepeatedStatements.varied("limit", List.of(small, large));

    assertThat(judgement.findings()).extracting(Finding::confirmed).containsExactly(false);
    assertThat(judgement.examined().remark()).contains("did not grow with limit");
  }

  @Test
  void saysItWeakerWhereNothingVaries() {
    Judgement judgement =
        RepeatedStatements.watched(played("list", 20, 90, database(statement(LINES, 51))));

    assertThat(judgement.findings()).extracting(Finding::confirmed).containsExactly(false);
    assertThat(judgement.findings().get(0).evidence())
        .isEqualTo(
            "\"%s\" is sent 51 times for each request. Not confirmed by variation."
                .formatted(LINES));
  }

  /** PostgreSQL counts each of its rows as a call. */
  @Test
  void doesNotTakeABatchOfInsertsForARepetition() {
    String insert = "INSERT INTO order_lines (order_id, product) VALUES ($1, $2)";

    Judgement judgement =
        RepeatedStatements.watched(played("place", 20, 90, database(statement(insert, 50))));

    assertThat(judgement.findings()).isEmpty();
  }

  @Test
  void doesNotTakeABatchThatGrowsWithThePageForARepetition() {
    String insert = "insert into impressions (order_id) values ($1)";

    Judgement judgement =
        RepeatedStatements.varied(
            "pageSize", List.of(writing(insert, 5), writing(insert, 16), writing(insert, 50)));

    assertThat(judgement.findings()).isEmpty();
    assertThat(judgement.examined().outcome()).isEqualTo(Outcome.NOT_FOUND);
  }

  /** A page whose rows are noted, each by an insert of a batch. */
  private static Page writing(String insert, int size) {
    Played played = played("newest-orders", 24, 20, database(statement(insert, size)));
    return new Page(size, sized(played, 100 * size));
  }

  @Test
  void aFewStatementsAreNoRepetition() {
    Judgement judgement =
        RepeatedStatements.watched(played("list", 20, 9, database(statement(LINES, 4.9))));

    assertThat(judgement.findings()).isEmpty();
    assertThat(judgement.examined().outcome()).isEqualTo(Outcome.NOT_FOUND);
  }

  @Test
  void doesNotLookWithoutADatabase() {
    Played played = Evidence.withoutDatabase(played("list", 20, 9, database()));

    assertThat(RepeatedStatements.watched(played).examined().outcome())
        .isEqualTo(Outcome.NOT_LOOKED_FOR);
  }
}
