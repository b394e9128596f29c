package dev.faceoff.probe;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * What one database did, by PostgreSQL's own statistics, through a connection of its own whose
 * statements are not counted.
 *
 * <p>Statements and rows are two readings because they are not up to date at the same time.
 * Statements are counted when they end. The rows a backend read are handed in by the backend: at
 * the end of a transaction if it last did so a second ago or longer, else after 10 s of idleness or
 * when it disconnects. So {@link #rowsRead} lags behind by up to the last second's transactions of
 * each backend: read it where they are idle for 10 s, or over a time so long that a second at
 * either end does not matter.
 */
public final class PostgresProbe implements AutoCloseable {
  private static final int PLAN_LINES = 6;

  private final Connection connection;
  private final String database;
  private final long backend;

  private PostgresProbe(Connection connection, String database, long backend) {
    this.connection = connection;
    this.database = database;
    this.backend = backend;
  }

  /**
   * Totals over the statements of a database; subtract two readings.
   *
   * @param calls statements as the service sent them, without BEGIN, COMMIT and other utility
   *     commands
   * @param buffersHit pages of 8 KiB found in shared memory
   * @param buffersRead pages asked of the operating system
   */
  public record Statements(long calls, long buffersHit, long buffersRead) {
    public Statements minus(Statements earlier) {
      return new Statements(
          calls - earlier.calls,
          buffersHit - earlier.buffersHit,
          buffersRead - earlier.buffersRead);
    }
  }

  /** The statement that took most of the database's time. */
  public record TopStatement(String text, long calls, double totalMillis) {}

  /**
   * Connects.
   *
   * @param jdbcUrl of the variant's database
   * @param user a superuser: others may not switch their own statements' counting off
   * @param password empty where the server trusts its user
   * @throws ProbeFailedException naming the database, but not where it is
   */
  public static PostgresProbe connect(String jdbcUrl, String user, Optional<String> password) {
    try {
      Connection connection = open(jdbcUrl, user, password, "faceoff probe");
      try (Statement statement = connection.createStatement();
          ResultSet result =
              statement.executeQuery("SELECT current_database(), pg_backend_pid()")) {
        result.next();
        return new PostgresProbe(connection, result.getString(1), result.getLong(2));
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw new ProbeFailedException(
          "cannot read statistics of database %s: %s".formatted(name(jdbcUrl), complaint(e)), e);
    }
  }

  private static String name(String jdbcUrl) {
    return jdbcUrl.substring(jdbcUrl.lastIndexOf('/') + 1);
  }

  /** The driver's own words name the address. */
  private static String complaint(SQLException e) {
    return String.valueOf(e.getSQLState()).startsWith("08")
        ? "PostgreSQL does not answer"
        : String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
  }

  /** A connection whose statements are not counted, and which gives up on a silent server. */
  static Connection open(
      String jdbcUrl, String user, Optional<String> password, String applicationName)
      throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    password.ifPresent(secret -> properties.setProperty("password", secret));
    properties.setProperty("ApplicationName", applicationName);
    properties.setProperty("connectTimeout", "10");
    properties.setProperty("socketTimeout", "30");
    properties.setProperty("sslmode", "prefer");
    // Statements of others are explained with their $1, which are no parameters of ours.
    properties.setProperty("preferQueryMode", "simple");
    properties.setProperty("options", "-c pg_stat_statements.track=none");
    return DriverManager.getConnection(jdbcUrl, properties);
  }

  /** Process id of the server's end of this probe's connection, whose CPU time is nobody's cost. */
  public long backend() {
    return backend;
  }

  /** What was counted so far; up to date when every statement has ended. */
  public synchronized Statements statements() {
    return query(
        """
        SELECT coalesce(sum(calls), 0), coalesce(sum(shared_blks_hit), 0),
               coalesce(sum(shared_blks_read), 0)
        FROM pg_stat_statements(false)
        WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
        """,
        result -> {
          result.next();
          return new Statements(result.getLong(1), result.getLong(2), result.getLong(3));
        });
  }

  /** Rows that scans of tables and indexes read so far; lags behind, see above. */
  public synchronized long rowsRead() {
    return query(
        "SELECT coalesce(sum(seq_tup_read + coalesce(idx_tup_fetch, 0)), 0)"
            + " FROM pg_stat_user_tables",
        result -> {
          result.next();
          return result.getLong(1);
        });
  }

  /**
   * Rows read up to now, complete: waits until no service is connected any more, for at most 10 s.
   */
  public long rowsReadOnceDisconnected() throws InterruptedException {
    long end = System.nanoTime() + 10_000_000_000L;
    while (otherConnections() > 0 && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
    return rowsRead();
  }

  /** Process ids, as the server knows them, of what serves this database, but for the probe's. */
  synchronized Set<Long> backends() {
    return query(
        """
        SELECT pid FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()
          AND backend_type = 'client backend'
        """,
        result -> {
          Set<Long> pids = new HashSet<>();
          while (result.next()) {
            pids.add(result.getLong(1));
          }
          return pids;
        });
  }

  private synchronized long otherConnections() {
    return query(
        """
        SELECT count(*) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()
          AND backend_type IN ('client backend', 'parallel worker')
        """,
        result -> {
          result.next();
          return result.getLong(1);
        });
  }

  /** The statement with the most execution time so far; empty when there was none. */
  public synchronized Optional<TopStatement> topStatement() {
    return query(
        """
        SELECT query, calls, total_exec_time
        FROM pg_stat_statements
        WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
        ORDER BY total_exec_time DESC, calls DESC
        LIMIT 1
        """,
        result ->
            result.next()
                ? Optional.of(
                    new TopStatement(
                        result.getString(1).strip(), result.getLong(2), result.getDouble(3)))
                : Optional.empty());
  }

  /**
   * The first lines of how PostgreSQL runs a statement whatever its parameters.
   *
   * @param statement as in {@link TopStatement}, with $1 for parameters
   * @return empty when PostgreSQL cannot explain it in that form
   */
  public synchronized Optional<List<String>> queryPlan(String statement) {
    try (Statement explain = connection.createStatement();
        ResultSet result = explain.executeQuery("EXPLAIN (GENERIC_PLAN, COSTS OFF) " + statement)) {
      List<String> lines = new ArrayList<>();
      while (result.next() && lines.size() < PLAN_LINES) {
        lines.add(result.getString(1).stripTrailing());
      }
      return Optional.of(lines);
    } catch (SQLException e) {
      if (e.getSQLState() != null && e.getSQLState().startsWith("08")) {
        throw failed(e);
      }
      return Optional.empty();
    }
  }

  @Override
  public synchronized void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private interface Rows<T> {
    T read(ResultSet result) throws SQLException;
  }

  private <T> T query(String sql, Rows<T> rows) {
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet result = statement.executeQuery()) {
      return rows.read(result);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private ProbeFailedException failed(SQLException cause) {
    return new ProbeFailedException(
        "cannot read statistics of database %s: %s".formatted(database, complaint(cause)), cause);
  }
}
