package dev.faceoff.backend;

import dev.faceoff.model.Address;
import dev.faceoff.model.BackendKind;
import dev.faceoff.model.RedisSpec;
import dev.faceoff.process.LoopbackPorts;
import dev.faceoff.process.ManagedProcess;
import dev.faceoff.process.ProcessSpec;
import dev.faceoff.process.Supervisor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Redis of this machine, on the loopback interface and a free port. */
final class RedisServer implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final Duration START_WAIT = Duration.ofSeconds(30);
  private static final int TRIES = 2;

  private final ManagedProcess process;
  private final Address address;
  private final Path folder;

  private RedisServer(ManagedProcess process, Address address, Path folder) {
    this.process = process;
    this.address = address;
    this.folder = folder;
  }

  /**
   * Starts a server and waits until it answers; tries once more on another port when it does not.
   *
   * @throws BackendUnavailableException with the last lines of its log
   */
  static RedisServer start(RedisProgram program, RedisSpec spec, Supervisor supervisor, Path log) {
    for (int attempt = 1; ; attempt++) {
      Address address = new Address(HOST, LoopbackPorts.free());
      RedisServer server = start(program, spec, address, supervisor, log);
      if (server.answers()) {
        return server;
      }
      boolean died = !server.process.isAlive();
      server.close();
      if (attempt == TRIES) {
        throw new BackendUnavailableException(
            BackendKind.EMBEDDED,
            "Redis %s; last lines of %s: %s"
                .formatted(
                    died
                        ? "ended while starting"
                        : "did not answer within " + START_WAIT.toSeconds() + " s",
                    log,
                    String.join(" | ", server.process.lastLines(4))));
      }
    }
  }

  private static RedisServer start(
      RedisProgram program, RedisSpec spec, Address address, Supervisor supervisor, Path log) {
    Map<String, String> settings = new LinkedHashMap<>(RedisSettings.of(spec));
    settings.put("bind", HOST);
    settings.put("port", String.valueOf(address.port()));
    settings.put("daemonize", "no");
    settings.put("logfile", "");
    try {
      Path folder = Files.createTempDirectory(supervisor.temp(), "redis-");
      settings.put("dir", folder.toString());
      Path file = folder.resolve("redis.conf");
      Files.writeString(file, RedisSettings.file(settings));
      ManagedProcess process =
          supervisor.start(
              ProcessSpec.of("redis", List.of(program.file().toString(), file.toString()), log));
      return new RedisServer(process, address, folder);
    } catch (IOException e) {
      throw new BackendUnavailableException(
          BackendKind.EMBEDDED,
          "cannot start Redis in %s: %s".formatted(supervisor.temp(), e.getMessage()),
          e);
    }
  }

  /** A logical database of it; it trusts everybody on this machine. */
  RedisAddress address(int database) {
    return new RedisAddress(address, database, Optional.empty());
  }

  long pid() {
    return process.pid();
  }

  /** Stops it at once: what it holds is not needed any more. */
  @Override
  public void close() {
    process.stop(Duration.ofSeconds(5));
    Supervisor.deleteTree(folder);
  }

  private boolean answers() {
    long end = System.nanoTime() + START_WAIT.toNanos();
    while (process.isAlive() && System.nanoTime() < end) {
      try {
        try (RedisConnection connection = RedisConnection.open(address(0))) {
          // Another run's server may have got the port first; ours then ends.
          if (connection.process() == process.pid()) {
            return true;
          }
        } catch (IOException e) {
          // Not yet.
        }
        process.waitFor(Duration.ofMillis(10));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return false;
  }
}
