package dev.faceoff.backend;

import dev.faceoff.model.BackendKind;
import dev.faceoff.model.DatabaseSpec;
import dev.faceoff.model.Variant;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Somebody's PostgreSQL, on which a run makes databases of its own.
 *
 * <p>A run keeps one session there, with its name as the session's. A database named for a run
 * without a session was left behind by one that was killed: true for runs of every machine, and
 * whatever their clocks. So the session is used regularly, and made again when it was closed.
 */
final class ForeignPostgres {
  private static final String PREFIX = "faceoff_";
  private static final Pattern OURS =
      Pattern.compile(PREFIX + "([a-z0-9]{" + RunName.LENGTH + "})_.*");
  private static final String INSUFFICIENT_PRIVILEGE = "42501";

  private static final Logger LOG = LoggerFactory.getLogger(ForeignPostgres.class);
  private static final int ALIVE_SECONDS = 10;

  private final PostgresLogin login;
  private final String run;
  private final Openings openings;

  private Connection session;
  private boolean closed;

  private ForeignPostgres(PostgresLogin login, String run, Connection session, Openings openings) {
    this.login = login;
    this.run = run;
    this.session = session;
    this.openings = openings;
  }

  /** Opens the run's session, keeps it open, and removes what killed runs left. */
  static ForeignPostgres open(PostgresLogin login, String run, Openings openings)
      throws SQLException {
    Connection session = login.connect(login.home(), PREFIX + run);
    ForeignPostgres postgres = new ForeignPostgres(login, run, session, openings);
    openings.atEnd("session with PostgreSQL of FACEOFF_DATABASE_URL", postgres::close);
    openings.add(
        "heartbeat of PostgreSQL",
        Heartbeat.start(Heartbeat.period(postgres.idleLimit()), postgres::stayAlive));
    removeLeftovers(login);
    return postgres;
  }

  private synchronized void close() throws SQLException {
    closed = true;
    session.close();
  }

  /** Uses the session, and makes it again when it was closed. */
  synchronized void stayAlive() {
    try {
      if (!closed && !session.isValid(ALIVE_SECONDS)) {
        session.close();
        session = login.connect(login.home(), PREFIX + run);
      }
    } catch (SQLException e) {
      LOG.warn("PostgreSQL of FACEOFF_DATABASE_URL does not answer", e);
    }
  }

  /** After which the server closes a session that is idle; zero when it never does. */
  synchronized Duration idleLimit() throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet result =
            statement.executeQuery(
                "SELECT setting FROM pg_settings WHERE name = 'idle_session_timeout'")) {
      return result.next() ? Duration.ofMillis(result.getLong(1)) : Duration.ZERO;
    }
  }

  /**
   * Drops the databases of runs that have no session any more.
   *
   * @return their names
   */
  static List<String> removeLeftovers(PostgresLogin login) throws SQLException {
    List<String> removed = new ArrayList<>();
    try (Connection connection = login.connect();
        Statement statement = connection.createStatement()) {
      // Databases first: a run opens its session before it makes any.
      List<String> databases = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery("SELECT datname FROM pg_database")) {
        while (rows.next()) {
          databases.add(rows.getString(1));
        }
      }
      for (String database : databases) {
        Matcher ours = OURS.matcher(database);
        if (ours.matches() && !isAlive(connection, ours.group(1)) && drop(connection, database)) {
          removed.add(database);
        }
      }
    }
    return removed;
  }

  private static boolean isAlive(Connection connection, String run) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT 1 FROM pg_stat_activity WHERE application_name = ?")) {
      statement.setString(1, PREFIX + run);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  /** Not by force: who is still connected to it has his reasons. */
  private static boolean drop(Connection connection, String database) {
    try (Statement statement = connection.createStatement()) {
      statement.execute("DROP DATABASE " + DatabaseContent.quoted(database));
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  /**
   * Makes the variants' databases, which are dropped at the end.
   *
   * @return their names, by variant
   * @throws BackendUnavailableException if the server lacks something; the message says what to do
   */
  Map<String, String> make(DatabaseSpec spec, List<Variant> variants) throws SQLException {
    Map<String, String> names = DatabaseContent.names(PREFIX + run + "_", variants);
    // The user's services may hold connections for a moment longer; they are the run's own.
    for (String name : names.values()) {
      openings.atEnd(
          "database " + name,
          () ->
              login.execute(
                  login.home(),
                  "DROP DATABASE IF EXISTS %s WITH (FORCE)"
                      .formatted(DatabaseContent.quoted(name))));
    }
    requireStatementStatistics();
    try {
      new DatabaseContent(login).make(spec, variants, names);
      return names;
    } catch (SQLException e) {
      if (INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
        throw unavailable(
            "the user of FACEOFF_DATABASE_USER lacks a right (%s); it must be a superuser, or one that may make databases and the extension pg_stat_statements"
                .formatted(e.getMessage().replaceAll("\\s+", " ")),
            e);
      }
      throw e;
    }
  }

  /** Writes out what was made, so that it is not written while something is measured. */
  synchronized Optional<String> checkpoint() throws SQLException {
    try (Statement statement = session.createStatement()) {
      statement.execute("CHECKPOINT");
      return Optional.empty();
    } catch (SQLException e) {
      if (INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
        return Optional.of(
            "PostgreSQL's user may not ask for a checkpoint, so one may have come while something"
                + " was measured.");
      }
      throw e;
    }
  }

  private synchronized void requireStatementStatistics() throws SQLException {
    try (Statement statement = session.createStatement()) {
      try (ResultSet available =
          statement.executeQuery(
              "SELECT 1 FROM pg_available_extensions WHERE name = 'pg_stat_statements'")) {
        if (!available.next()) {
          throw unavailable(
              "PostgreSQL of FACEOFF_DATABASE_URL has no pg_stat_statements, by which statements"
                  + " are counted; install the package of its contrib modules",
              null);
        }
      }
      // Its settings exist in servers that loaded it at their start, and are shown to everybody.
      try (ResultSet loaded =
          statement.executeQuery(
              "SELECT 1 FROM pg_settings WHERE name = 'pg_stat_statements.track'")) {
        if (!loaded.next()) {
          throw unavailable(
              "PostgreSQL of FACEOFF_DATABASE_URL has not loaded pg_stat_statements, by which"
                  + " statements are counted; set shared_preload_libraries ="
                  + " 'pg_stat_statements' in postgresql.conf and restart it",
              null);
        }
      }
    }
  }

  private static BackendUnavailableException unavailable(String message, Exception cause) {
    return new BackendUnavailableException(BackendKind.EXTERNAL, message, cause);
  }
}
