package dev.faceoff.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.diagnosis.SequentialScans.Suspect;
import dev.faceoff.diagnosis.SequentialScans.Tried;
import dev.faceoff.model.Finding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SequentialScansTest {
  private static final String STATEMENT =
      "select id from orders where customer_id = $1 order by placed_at desc, id desc limit $2";

  /** EXPLAIN (GENERIC_PLAN, FORMAT JSON) of PostgreSQL 17, shortened to what is read. */
  private static final String PLAN =
      """
      [{"Plan": {"Node Type": "Limit", "Plan Rows": 4, "Plans": [
        {"Node Type": "Gather Merge", "Plan Rows": 40, "Plans": [
          {"Node Type": "Sort", "Plan Rows": 17, "Sort Key": ["placed_at DESC", "id DESC"], "Plans": [
            {"Node Type": "Seq Scan", "Relation Name": "orders", "Plan Rows": 17,
             "Filter": "(customer_id = $1)"}]}]}]}}]
      """;

  private static final TableUse ORDERS =
      new TableUse(
          "orders",
          800_000,
          5_882,
          List.of("id", "customer_id", "placed_at", "status", "name", "total_cents"),
          3);

  private static Played usual(StatementUse statement, TableUse table) {
    return new Played(
        6,
        Evidence.samples("orders-of-customer", 78, 43, true),
        Optional.of(new DatabaseUse(List.of(statement), List.of(table))),
        OptionalDouble.of(0));
  }

  private static StatementUse reading(double pages, double millis) {
    return new StatementUse(STATEMENT, 1, 17, pages, millis);
  }

  @Test
  void proposesAnIndexForTheFilterAndTheSort() {
    List<Suspect> suspects =
        SequentialScans.suspects(usual(reading(5_882, 38), ORDERS), Map.of(STATEMENT, PLAN));

    assertThat(suspects).hasSize(1);
    assertThat(suspects.get(0).index().sql())
        .isEqualTo("CREATE INDEX ON orders (customer_id, placed_at DESC, id DESC)");
    assertThat(suspects.get(0).index().sql("tried"))
        .isEqualTo("CREATE INDEX tried ON orders (customer_id, placed_at DESC, id DESC)");
  }

  @Test
  void findsWhatTheIndexConfirms() {
    Played usual = usual(reading(5_882, 38), ORDERS);
    Suspect suspect = SequentialScans.suspects(usual, Map.of(STATEMENT, PLAN)).get(0);

    Judgement judgement =
        SequentialScans.judge(
            usual, List.of(new Tried(suspect, Optional.of(usual(reading(20, 0.1), ORDERS)))));

    assertThat(judgement.findings()).extracting(Finding::confirmed).containsExactly(true);
    Finding finding = judgement.findings().get(0);
    assertThat(finding.evidence())
        .contains("looks at 5,880 pages a call and answers 17 rows")
        .contains("orders has 5,880 pages and 800,000 rows")
        .contains("Seq Scan on orders with the filter (customer_id = $1), sorted by placed_at DESC")
        .endsWith("it looks at 20 pages.");
    assertThat(finding.price())
        .startsWith("38 ms in the database for each call, with the index 0.1 ms");
    assertThat(finding.advice()).startsWith("CREATE INDEX ON orders (customer_id");
  }

  @Test
  void doesNotFindWhatAnIndexDoesNotHelp() {
    Played usual = usual(reading(5_882, 38), ORDERS);
    Suspect suspect = SequentialScans.suspects(usual, Map.of(STATEMENT, PLAN)).get(0);

    Judgement judgement =
        SequentialScans.judge(
            usual, List.of(new Tried(suspect, Optional.of(usual(reading(5_800, 36), ORDERS)))));

    assertThat(judgement.findings()).isEmpty();
    assertThat(judgement.examined().remark()).contains("was tried").contains("did not help");
  }

  @Test
  void saysItWeakerWhereAnIndexCannotBeTried() {
    Played usual = usual(reading(5_882, 38), ORDERS);
    Suspect suspect = SequentialScans.suspects(usual, Map.of(STATEMENT, PLAN)).get(0);

    Judgement judgement =
        SequentialScans.judge(usual, List.of(new Tried(suspect, Optional.empty())));

    assertThat(judgement.findings()).extracting(Finding::confirmed).containsExactly(false);
    assertThat(judgement.findings().get(0).evidence()).contains("Not confirmed by variation");
  }

  @Test
  void doesNotSuspectASmallTable() {
    TableUse small = new TableUse("orders", 5_000, 37, ORDERS.columns(), 1);

    assertThat(SequentialScans.suspects(usual(reading(37, 1), small), Map.of(STATEMENT, PLAN)))
        .isEmpty();
  }

  /** A generic plan may be another than the one that runs: what was counted decides. */
  @Test
  void doesNotSuspectAPlanThatWasNotRun() {
    TableUse unread = new TableUse("orders", 800_000, 5_882, ORDERS.columns(), 0);

    assertThat(SequentialScans.suspects(usual(reading(23, 0.1), ORDERS), Map.of(STATEMENT, PLAN)))
        .isEmpty();
    assertThat(SequentialScans.suspects(usual(reading(5_882, 38), unread), Map.of(STATEMENT, PLAN)))
        .isEmpty();
  }

  @Test
  void doesNotSuspectAStatementThatWantsMostRows() {
    String plan = PLAN.replace("\"Plan Rows\": 17,\n", "\"Plan Rows\": 600000,\n");

    assertThat(plan).isNotEqualTo(PLAN);
    assertThat(SequentialScans.suspects(usual(reading(5_882, 38), ORDERS), Map.of(STATEMENT, plan)))
        .isEmpty();
  }

  @Test
  void suspectsASortOfTheWholeTableForAPage() {
    String plan = PLAN.replace(",\n       \"Filter\": \"(customer_id = $1)\"", "");
    assertThat(plan).isNotEqualTo(PLAN);

    List<Suspect> suspects =
        SequentialScans.suspects(usual(reading(5_882, 90), ORDERS), Map.of(STATEMENT, plan));

    assertThat(suspects)
        .extracting(each -> each.index().keys())
        .containsExactly(List.of("placed_at DESC", "id DESC"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(customer_id = $1) | customer_id",
        "((customer_id = $1) AND (status = 'paid'::text)) | customer_id, status",
        "((status)::text = ($1)::text) | status",
        "((customer_id = $1) AND (placed_at > $2)) | customer_id, placed_at",
        "(customer_id = ANY ($1)) | customer_id",
        "(placed_at >= $1) | placed_at",
        "((total_cents > 5) AND (placed_at < $1)) | total_cents",
      })
  void takesEqualitiesThenARange(String filter, String keys) {
    Plan.Scan scan = new Plan.Scan("orders", filter, List.of(), 10, false, true);

    assertThat(IndexProposal.of(scan, ORDERS.columns()))
        .map(IndexProposal::keys)
        .contains(List.of(keys.split(", ")));
  }

  @ParameterizedTest
  @CsvSource({
    "(lower(name) = $1)",
    "((customer_id = $1) OR (status = $2))",
    "(unknown = $1)",
    "''"
  })
  void proposesNothingForWhatPlainColumnsDoNotServe(String filter) {
    Plan.Scan scan = new Plan.Scan("orders", filter, List.of(), 10, false, true);

    assertThat(IndexProposal.of(scan, ORDERS.columns())).isEmpty();
  }
}
