package dev.faceoff.backend;

import dev.faceoff.model.Address;
import dev.faceoff.model.BackendKind;
import dev.faceoff.model.ProxyPlace;
import dev.faceoff.process.Supervisor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A real PostgreSQL of this machine, on a run's own copy of the data. */
public final class EmbeddedPostgres implements Backend {
  private final PostgresServer server;
  private final Map<String, String> databases;
  private final String version;
  private final Path folder;

  private EmbeddedPostgres(
      PostgresServer server, Map<String, String> databases, String version, Path folder) {
    this.server = server;
    this.databases = databases;
    this.version = version;
    this.folder = folder;
  }

  /** Why it cannot run on this machine, with what to do; empty when it can. */
  public static Optional<String> obstacle() {
    return PostgresPrograms.obstacle();
  }

  /**
   * Copies the data into the run's temporary folder and starts a server on the copy.
   *
   * @param log that the server appends to
   * @throws BackendUnavailableException if there is no room for the copy or the server does not
   *     start
   */
  public static EmbeddedPostgres start(
      PreparedDatabases prepared, Supervisor supervisor, Path log) {
    Path folder = null;
    PostgresServer server = null;
    try {
      folder = Files.createTempDirectory(supervisor.temp(), "postgresql-");
      Path data = folder.resolve("data");
      DataFolder.copy(prepared.folder(), data);
      server =
          PostgresServer.start(prepared.programs(), data, PostgresSettings.all(), log, supervisor);
      return new EmbeddedPostgres(server, prepared.databases(), version(server), folder);
    } catch (IOException | SQLException e) {
      if (server != null) {
        server.stopNow();
      }
      if (folder != null) {
        Supervisor.deleteTree(folder);
      }
      throw new BackendUnavailableException(
          BackendKind.EMBEDDED,
          "cannot start PostgreSQL on a copy of %s in %s: %s"
              .formatted(prepared.folder(), supervisor.temp(), e),
          e);
    }
  }

  @Override
  public DatabaseAddress database(String variant) {
    String name = databases.get(variant);
    if (name == null) {
      throw new IllegalArgumentException(
          "no database for variant %s, only for %s".formatted(variant, databases.keySet()));
    }
    return server.address(name);
  }

  @Override
  public BackendKind kind() {
    return BackendKind.EMBEDDED;
  }

  @Override
  public RedisAddress redis(String variant) {
    throw new IllegalArgumentException("no Redis was asked for");
  }

  @Override
  public ProxyPlace proxyPlace(Address upstream) {
    throw new IllegalArgumentException("no proxies were asked for");
  }

  @Override
  public OptionalLong databaseProcess() {
    return OptionalLong.of(server.pid());
  }

  @Override
  public Map<String, String> versions() {
    return Map.of("postgresql", version);
  }

  @Override
  public Map<String, Map<String, String>> settings() {
    return Map.of("postgresql", PostgresSettings.all());
  }

  @Override
  public List<String> notes() {
    return List.of();
  }

  /** Stops the server at once and removes the copy. */
  @Override
  public void close() {
    server.stopNow();
    Supervisor.deleteTree(folder);
  }

  private static String version(PostgresServer server) throws SQLException {
    try (Connection connection = server.connectAsAdmin();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SHOW server_version")) {
      result.next();
      return result.getString(1);
    }
  }
}
