package dev.faceoff.backend;

import dev.faceoff.model.Address;
import dev.faceoff.model.BackendKind;
import dev.faceoff.process.LoopbackPorts;
import dev.faceoff.process.ManagedProcess;
import dev.faceoff.process.ProcessSpec;
import dev.faceoff.process.Supervisor;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A postmaster on a data folder, on the loopback interface and a free port. */
final class PostgresServer implements AutoCloseable {
  static final String HOST = "127.0.0.1";

  /** A loaded machine took more than 10 s once in fifty starts. */
  private static final Duration START_WAIT = Duration.ofSeconds(60);

  private static final int TRIES = 2;

  private final ManagedProcess process;
  private final int port;
  private final Path data;

  private PostgresServer(ManagedProcess process, int port, Path data) {
    this.process = process;
    this.port = port;
    this.data = data;
  }

  /**
   * Starts a server and waits until it answers; tries once more on another port when it does not.
   *
   * @throws BackendUnavailableException with the last lines of its log
   */
  static PostgresServer start(
      PostgresPrograms programs,
      Path data,
      Map<String, String> settings,
      Path log,
      Supervisor supervisor) {
    for (int attempt = 1; ; attempt++) {
      int port = LoopbackPorts.free();
      List<String> arguments = new ArrayList<>(List.of("-D", data.toString()));
      arguments.addAll(PostgresSettings.arguments(settings));
      arguments.addAll(
          PostgresSettings.arguments(
              Map.of(
                  "listen_addresses",
                  HOST,
                  "port",
                  String.valueOf(port),
                  "unix_socket_directories",
                  "")));
      ManagedProcess process =
          supervisor.start(
              ProcessSpec.of("postgresql", programs.command("postgres", arguments), log)
                  .endedBy(ProcessSpec.EndSignal.QUIT));
      PostgresServer server = new PostgresServer(process, port, data);
      if (server.answers(START_WAIT)) {
        return server;
      }
      boolean died = !process.isAlive();
      process.stop("QUIT", Duration.ofSeconds(5));
      if (attempt == TRIES) {
        throw new BackendUnavailableException(
            BackendKind.EMBEDDED,
            "PostgreSQL %s; last lines of %s: %s"
                .formatted(
                    died
                        ? "ended while starting"
                        : "did not answer within " + START_WAIT.toSeconds() + " s",
                    log,
                    String.join(" | ", process.lastLines(4))));
      }
    }
  }

  long pid() {
    return process.pid();
  }

  /** It trusts everybody on this machine. */
  PostgresLogin login() {
    return new PostgresLogin(
        new Address(HOST, port), PostgresSettings.HOME, PostgresSettings.USER, Optional.empty());
  }

  /** Stops it so that its data folder can be kept; true when it ended as it should. */
  boolean stopCleanly() {
    process.stop("INT", Duration.ofSeconds(60));
    return process.exitCode().orElse(-1) == 0;
  }

  /** Stops it at once; its data folder is not needed any more. */
  @Override
  public void close() {
    process.stop("QUIT", Duration.ofSeconds(5));
  }

  private boolean answers(Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    while (process.isAlive() && System.nanoTime() < end) {
      try (Connection connection = login().probe();
          Statement statement = connection.createStatement();
          ResultSet result = statement.executeQuery("SHOW data_directory")) {
        // Another run's server may have got the port first; ours then ends.
        if (result.next() && Path.of(result.getString(1)).equals(data)) {
          return true;
        }
        process.waitFor(Duration.ofMillis(100));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      } catch (SQLException e) {
        try {
          process.waitFor(Duration.ofMillis(20));
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
          return false;
        }
      }
    }
    return false;
  }
}
