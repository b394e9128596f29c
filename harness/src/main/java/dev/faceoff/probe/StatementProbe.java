package dev.faceoff.probe;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What each statement and each table of one database did, by PostgreSQL's own statistics, and how
 * statements are planned; through a connection of its own whose statements are not counted.
 *
 * <p>Statements are counted when they end; scans of tables may be handed in a second later, see
 * {@link PostgresProbe}.
 */
public final class StatementProbe implements AutoCloseable {
  /** For an index that is only tried, and for plans. */
  private static final String LIMIT = "SET statement_timeout = '20s'";

  private static final String TRIED = "faceoff_tried";

  private final Connection connection;

  private StatementProbe(Connection connection) {
    this.connection = connection;
  }

  /**
   * Totals of a statement; subtract two readings.
   *
   * @param rows that it answered or changed
   * @param pages of 8 KiB that it looked at
   * @param millis of execution
   */
  public record StatementTotals(long calls, long rows, long pages, double millis) {
    public StatementTotals minus(StatementTotals earlier) {
      return new StatementTotals(
          calls - earlier.calls,
          rows - earlier.rows,
          pages - earlier.pages,
          millis - earlier.millis);
    }
  }

  /**
   * A table.
   *
   * @param rows that PostgreSQL believes it has
   * @param pages of 8 KiB
   * @param columns by name
   * @param scans from end to end so far
   */
  public record TableTotals(double rows, long pages, List<String> columns, long scans) {}

  /**
   * Connects.
   *
   * @param user a superuser, as for {@link PostgresProbe#connect}
   * @throws ProbeFailedException if it cannot
   */
  public static StatementProbe connect(String jdbcUrl, String user, Optional<String> password) {
    try {
      Connection connection =
          PostgresProbe.open(jdbcUrl, user, password, "faceoff statement probe");
      try (Statement statement = connection.createStatement()) {
        statement.execute(LIMIT);
        return new StatementProbe(connection);
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** Totals so far by normalised text. */
  public Map<String, StatementTotals> statements() {
    Map<String, StatementTotals> totals = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                """
                SELECT query, sum(calls), sum(rows), sum(shared_blks_hit + shared_blks_read),
                       sum(total_exec_time)
                FROM pg_stat_statements
                WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
                  AND query IS NOT NULL
                GROUP BY query
                """)) {
      while (result.next()) {
        totals.put(
            result.getString(1),
            new StatementTotals(
                result.getLong(2), result.getLong(3), result.getLong(4), result.getDouble(5)));
      }
      return totals;
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** The users' tables by name. */
  public Map<String, TableTotals> tables() {
    Map<String, TableTotals> tables = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                """
                SELECT c.relname, c.reltuples, c.relpages, coalesce(s.seq_scan, 0),
                       (SELECT string_agg(a.attname, chr(9) ORDER BY a.attnum)
                        FROM pg_attribute a
                        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped)
                FROM pg_class c JOIN pg_stat_user_tables s ON s.relid = c.oid
                """)) {
      while (result.next()) {
        String columns = result.getString(5);
        tables.put(
            result.getString(1),
            new TableTotals(
                Math.max(0, result.getDouble(2)),
                result.getLong(3),
                columns == null ? List.of() : List.of(columns.split("\t")),
                result.getLong(4)));
      }
      return tables;
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /**
   * How PostgreSQL runs a statement whatever its parameters, as JSON.
   *
   * @param statement normalised, with $1 for parameters
   * @return empty when PostgreSQL cannot explain it in that form; before version 16 it cannot
   */
  public Optional<String> plan(String statement) {
    try (Statement explain = connection.createStatement();
        ResultSet result =
            explain.executeQuery("EXPLAIN (GENERIC_PLAN, FORMAT JSON) " + statement)) {
      List<String> lines = new ArrayList<>();
      while (result.next()) {
        lines.add(result.getString(1));
      }
      return Optional.of(String.join("\n", lines));
    } catch (SQLException e) {
      return unlessGone(e);
    }
  }

  /** An index while it is tried. */
  public interface TriedIndex extends AutoCloseable {
    /** Its name, to be made under. */
    String NAME = TRIED;

    /** Takes it away again. */
    @Override
    void close();
  }

  /**
   * Makes an index for as long as it is tried; only in a database that the run has made itself.
   *
   * @param sql makes it under {@link TriedIndex#NAME}
   * @return empty when it cannot be made, or not within 20 s
   */
  public Optional<TriedIndex> tryIndex(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
      return Optional.of(this::dropTried);
    } catch (SQLException e) {
      return unlessGone(e);
    }
  }

  private void dropTried() {
    try (Statement statement = connection.createStatement()) {
      statement.execute("DROP INDEX IF EXISTS " + TRIED);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private static <T> Optional<T> unlessGone(SQLException e) {
    if (e.getSQLState() != null && e.getSQLState().startsWith("08")) {
      throw failed(e);
    }
    return Optional.empty();
  }

  private static ProbeFailedException failed(SQLException cause) {
    return new ProbeFailedException(
        "cannot read statements of the database: "
            + (String.valueOf(cause.getSQLState()).startsWith("08")
                ? "PostgreSQL does not answer"
                : String.valueOf(cause.getMessage()).replaceAll("\\s+", " ")),
        cause);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failed(e);
    }
  }
}
