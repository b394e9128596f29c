package dev.faceoff.backend;

import dev.faceoff.model.Address;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * A PostgreSQL server and who connects to it.
 *
 * @param home the database to connect to when others are made
 */
record PostgresLogin(Address address, String home, String user, Optional<String> password) {
  private static final String LIMIT_SECONDS = "10";

  DatabaseAddress database(String name) {
    return new DatabaseAddress(address, name, user, password);
  }

  Connection connect() throws SQLException {
    return connect(home);
  }

  Connection connect(String database) throws SQLException {
    return connect(database, "faceoff");
  }

  /**
   * Connects to a database.
   *
   * @param application how the server shows the session
   */
  Connection connect(String database, String application) throws SQLException {
    return connect(database, application, "0");
  }

  /**
   * Connects to {@link #home} for questions that are answered at once: a silent server is given up.
   */
  Connection probe() throws SQLException {
    return connect(home, "faceoff", LIMIT_SECONDS);
  }

  private Connection connect(String database, String application, String socketSeconds)
      throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    password.ifPresent(present -> properties.setProperty("password", present));
    properties.setProperty("ApplicationName", application);
    properties.setProperty("connectTimeout", LIMIT_SECONDS);
    // Who accepts may still say nothing.
    properties.setProperty("loginTimeout", LIMIT_SECONDS);
    properties.setProperty("socketTimeout", socketSeconds);
    // Rarely offered; asking costs a round trip.
    properties.setProperty("gssEncMode", "disable");
    return DriverManager.getConnection(database(database).jdbcUrl(), properties);
  }

  /** Executes a statement in a session of its own. */
  void execute(String database, String sql) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  String version() throws SQLException {
    try (Connection connection = probe();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SHOW server_version")) {
      result.next();
      return result.getString(1);
    }
  }

  /** The values in effect of the shared settings that this server has and shows. */
  Map<String, String> settings() throws SQLException {
    Map<String, String> settings = new TreeMap<>();
    try (Connection connection = probe();
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT name, current_setting(name) FROM pg_settings WHERE name = ANY (?)")) {
      statement.setArray(
          1, connection.createArrayOf("text", PostgresSettings.all().keySet().toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          settings.put(rows.getString(1), rows.getString(2));
        }
      }
    }
    return settings;
  }

  /** Without the password. */
  @Override
  public String toString() {
    return user + " at " + address;
  }
}
