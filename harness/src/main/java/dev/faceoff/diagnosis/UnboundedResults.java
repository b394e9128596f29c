package dev.faceoff.diagnosis;

import dev.faceoff.model.Finding;
import dev.faceoff.model.Shortcut;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Statements that answer every row of a table, however many it has. */
public final class UnboundedResults {
  /** A table of fewer rows may be a list of countries. */
  static final double LEAST_ROWS = 1000;

  /** Share of a table's rows that a call answers. */
  static final double LEAST_SHARE = 0.9;

  /**
   * Calls for each request below which it is hardly a request that reads the table: rather somebody
   * in the background who fills a cache.
   */
  static final double LEAST_CALLS = 0.02;

  /**
   * Calls for each request from which it is the requests that read the table, whatever they answer.
   * Below that an answer must be large enough to hold the rows: a cache that is filled anew every
   * second reads them for nobody who waits.
   */
  static final double LEAST_CALLS_OF_REQUESTS = 0.5;

  /** The shortest that a row can be in an answer: a figure, and what parts it from the next. */
  static final double LEAST_BYTES_OF_ROW = 2;

  private UnboundedResults() {}

  /**
   * What statements answer, and by which plan.
   *
   * @param plans by statement, as EXPLAIN tells them in JSON
   */
  public static Judgement judge(Played usual, Map<String, String> plans) {
    if (usual.database().isEmpty()) {
      return Judgement.notLookedFor(Shortcut.UNBOUNDED_RESULT, Judgement.NO_DATABASE);
    }
    DatabaseUse database = usual.database().get();
    List<Finding> findings = new ArrayList<>();
    for (StatementUse statement : database.statements()) {
      if (statement.callsPerRequest() < LEAST_CALLS || isHardlyAnswered(statement, usual)) {
        continue;
      }
      Optional<String> plan = Optional.ofNullable(plans.get(statement.text()));
      plan.stream()
          .flatMap(json -> Plan.of(json).scans().stream())
          .filter(scan -> scan.filter().isEmpty() && scan.wholeAnswer() && !scan.limited())
          .flatMap(scan -> database.table(scan.table()).stream())
          .filter(
              table ->
                  table.rows() >= LEAST_ROWS
                      && statement.rowsPerCall() >= LEAST_SHARE * table.rows())
          .findFirst()
          .ifPresent(table -> findings.add(finding(usual, statement, table)));
    }
    return Judgement.of(
        Shortcut.UNBOUNDED_RESULT,
        findings,
        "Told by plans and rows; data of a second size would be needed to see answers grow.");
  }

  private static boolean isHardlyAnswered(StatementUse statement, Played usual) {
    return statement.callsPerRequest() < LEAST_CALLS_OF_REQUESTS
        && usual.largestAnswerBytes() < LEAST_BYTES_OF_ROW * statement.rowsPerCall();
  }

  private static Finding finding(Played usual, StatementUse statement, TableUse table) {
    return new Finding(
        Shortcut.UNBOUNDED_RESULT,
        usual.onlyEndpoint(),
        "\"%s\" answers %s rows a call, and %s has %s: its plan has neither filter nor limit, so that answers grow with the table. Not confirmed by variation."
            .formatted(
                Figure.statement(statement.text()),
                Figure.of(statement.rowsPerCall()),
                table.name(),
                Figure.of(table.rows())),
        "%s in the database for each call, %s bytes in the mean answer."
            .formatted(
                Figure.millis(statement.millisPerCall()), Figure.of(usual.meanAnswerBytes())),
        "Answer a page: a limit, and a key from which the next page goes on.",
        false);
  }
}
