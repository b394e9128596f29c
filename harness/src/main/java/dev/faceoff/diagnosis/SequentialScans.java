package dev.faceoff.diagnosis;

import dev.faceoff.model.Finding;
import dev.faceoff.model.Shortcut;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A table that is read from end to end for a few of its rows: an index is missing. */
public final class SequentialScans {
  /** Smaller tables are read in a millisecond or two, and PostgreSQL often is right to do so. */
  static final double LEAST_ROWS = 10_000;

  /** Share of a table's rows above which reading it all is no detour. */
  static final double MOST_WANTED = 0.1;

  /** Share of the database's time below which nobody would notice an index. */
  static final double LEAST_TIME = 0.1;

  /**
   * Share of a table's pages that a call must look at to have read it: a plan for unknown
   * parameters need not be the one that runs.
   */
  static final double LEAST_PAGES = 0.5;

  /** Scans for each call, counted; PostgreSQL hands the last second's in late. */
  static final double LEAST_SCANS = 0.3;

  /** An index that helps takes at least this share of the pages away, or half of the time. */
  static final double LEAST_SAVED_PAGES = 0.8;

  static final double LEAST_SAVED_TIME = 0.5;

  private SequentialScans() {}

  /**
   * A statement that reads a whole table, and the index that would spare it that.
   *
   * @param scan sentence about the plan
   */
  public record Suspect(StatementUse statement, TableUse table, String scan, IndexProposal index) {}

  /**
   * What came of trying an index.
   *
   * @param with the usual load with it; empty where it could not be made
   */
  public record Tried(Suspect suspect, Optional<Played> with) {}

  /**
   * The statements to try an index for, the costliest first.
   *
   * @param plans by statement, as EXPLAIN tells them in JSON
   */
  public static List<Suspect> suspects(Played usual, Map<String, String> plans) {
    DatabaseUse database = usual.database().orElseThrow();
    List<Suspect> suspects = new ArrayList<>();
    for (StatementUse statement : database.statements()) {
      String plan = plans.get(statement.text());
      if (plan == null || statement.millisPerRequest() < LEAST_TIME * database.millisPerRequest()) {
        continue;
      }
      for (Plan.Scan scan : Plan.of(plan).scans()) {
        database
            .table(scan.table())
            .filter(table -> isDetour(scan, statement, table))
            .flatMap(
                table ->
                    IndexProposal.of(scan, table.columns())
                        .map(index -> new Suspect(statement, table, said(scan), index)))
            .ifPresent(suspects::add);
      }
    }
    suspects.sort(
        Comparator.comparingDouble((Suspect each) -> each.statement().millisPerRequest())
            .reversed());
    return List.copyOf(suspects);
  }

  private static boolean isDetour(Plan.Scan scan, StatementUse statement, TableUse table) {
    boolean few =
        scan.filter().isEmpty()
            ? scan.limited() && statement.rowsPerCall() <= MOST_WANTED * table.rows()
            : scan.wantedRows() <= MOST_WANTED * table.rows();
    return few
        && table.rows() >= LEAST_ROWS
        && statement.pagesPerCall() >= LEAST_PAGES * table.pages()
        && table.scansPerRequest() >= LEAST_SCANS * statement.callsPerRequest();
  }

  private static String said(Plan.Scan scan) {
    String filter = scan.filter().isEmpty() ? "" : " with the filter " + scan.filter();
    String sort =
        scan.sortKeys().isEmpty() ? "" : ", sorted by " + String.join(", ", scan.sortKeys());
    return "Seq Scan on %s%s%s".formatted(scan.table(), filter, sort);
  }

  /** What the experiments say. */
  public static Judgement judge(Played usual, List<Tried> tried) {
    List<Finding> findings = new ArrayList<>();
    List<String> remarks = new ArrayList<>();
    for (Tried each : tried) {
      String statement = each.suspect().statement().text();
      Optional<StatementUse> with =
          each.with().flatMap(Played::database).flatMap(use -> use.statement(statement));
      if (with.isPresent() && !helps(each.suspect().statement(), with.get())) {
        remarks.add(
            "%s was tried for \"%s\" and did not help."
                .formatted(each.suspect().index().sql(), Figure.statement(statement)));
      } else {
        findings.add(finding(usual, each, with));
      }
    }
    return Judgement.of(Shortcut.SEQUENTIAL_SCAN, findings, String.join(" ", remarks));
  }

  private static boolean helps(StatementUse before, StatementUse with) {
    return with.pagesPerCall() <= (1 - LEAST_SAVED_PAGES) * before.pagesPerCall()
        || with.millisPerCall() <= (1 - LEAST_SAVED_TIME) * before.millisPerCall();
  }

  private static Finding finding(Played usual, Tried tried, Optional<StatementUse> with) {
    Suspect suspect = tried.suspect();
    StatementUse before = suspect.statement();
    String evidence =
        "\"%s\" looks at %s pages a call and answers %s rows, while %s has %s pages and %s rows; its plan is a %s. %s"
            .formatted(
                Figure.statement(before.text()),
                Figure.of(before.pagesPerCall()),
                Figure.of(before.rowsPerCall()),
                suspect.table().name(),
                Figure.of(suspect.table().pages()),
                Figure.of(suspect.table().rows()),
                suspect.scan(),
                with.map(
                        use ->
                            "With the index, made in the run's own database, it looks at %s pages."
                                .formatted(Figure.of(use.pagesPerCall())))
                    .orElse("Not confirmed by variation: the index could not be tried."));
    String price =
        with.map(
                use ->
                    "%s in the database for each call, with the index %s; the median answer takes %s, with the index %s."
                        .formatted(
                            Figure.millis(before.millisPerCall()),
                            Figure.millis(use.millisPerCall()),
                            Figure.millis(usual.medianMillis()),
                            Figure.millis(tried.with().orElseThrow().medianMillis())))
            .orElse(
                "%s in the database for each call."
                    .formatted(Figure.millis(before.millisPerCall())));
    return new Finding(
        Shortcut.SEQUENTIAL_SCAN,
        usual.onlyEndpoint(),
        evidence,
        price,
        "%s; on a table in use, CREATE INDEX CONCURRENTLY.".formatted(suspect.index().sql()),
        with.isPresent());
  }
}
