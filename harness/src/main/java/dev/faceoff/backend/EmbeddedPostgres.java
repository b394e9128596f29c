package dev.faceoff.backend;

import dev.faceoff.model.BackendKind;
import dev.faceoff.process.Supervisor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A real PostgreSQL of this machine, on a run's own copy of the data. */
final class EmbeddedPostgres implements AutoCloseable {
  private final PostgresServer server;
  private final Path folder;

  private EmbeddedPostgres(PostgresServer server, Path folder) {
    this.server = server;
    this.folder = folder;
  }

  /**
   * Copies the data into the run's temporary folder and starts a server on the copy.
   *
   * @param log that the server appends to
   * @throws BackendUnavailableException if there is no room for the copy or the server does not
   *     start
   */
  static EmbeddedPostgres start(PreparedDatabases prepared, Supervisor supervisor, Path log) {
    Path folder = null;
    try {
      folder = Files.createTempDirectory(supervisor.temp(), "postgresql-");
      Path data = folder.resolve("data");
      DataFolder.copy(prepared.folder(), data);
      return new EmbeddedPostgres(
          PostgresServer.start(prepared.programs(), data, PostgresSettings.all(), log, supervisor),
          folder);
    } catch (IOException e) {
      discard(folder);
      throw new BackendUnavailableException(
          BackendKind.EMBEDDED,
          "cannot start PostgreSQL on a copy of %s in %s: %s"
              .formatted(prepared.folder(), supervisor.temp(), e),
          e);
    } catch (RuntimeException e) {
      discard(folder);
      throw e;
    }
  }

  PostgresLogin login() {
    return server.login();
  }

  long pid() {
    return server.pid();
  }

  /** Stops the server at once and removes the copy. */
  @Override
  public void close() {
    server.close();
    Supervisor.deleteTree(folder);
  }

  private static void discard(Path folder) {
    if (folder != null) {
      Supervisor.deleteTree(folder);
    }
  }
}
