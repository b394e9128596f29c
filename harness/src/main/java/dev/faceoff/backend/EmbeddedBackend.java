package dev.faceoff.backend;

import dev.faceoff.model.BackendKind;
import dev.faceoff.model.RedisSpec;
import dev.faceoff.model.Servers;
import dev.faceoff.model.Variant;
import dev.faceoff.process.Supervisor;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Servers of this machine, started for the run: PostgreSQL and Redis as processes of its
 * supervisor, which ends them even when the run is killed; Toxiproxy in this JVM.
 */
public final class EmbeddedBackend {
  private EmbeddedBackend() {}

  /**
   * Why servers cannot run on this machine, with what to do, by server; empty for those that can.
   */
  public static Map<String, Optional<String>> obstacles() {
    Map<String, Optional<String>> obstacles = new LinkedHashMap<>();
    obstacles.put("PostgreSQL", PostgresPrograms.obstacle());
    obstacles.put("Redis", RedisProgram.obstacle());
    return obstacles;
  }

  /**
   * Starts what is needed.
   *
   * @param servers of which only a Toxiproxy is used, instead of the one in this JVM
   * @param path folders of installed programs, as in the variable PATH
   */
  static Backend start(
      BackendNeeds needs,
      Servers servers,
      DatabaseCache databases,
      CacheFolder cache,
      String path,
      Supervisor supervisor,
      Path logs,
      Consumer<String> notes) {
    Openings openings = new Openings();
    try {
      RunningServers running = new RunningServers(BackendKind.EMBEDDED, openings);
      if (needs.database().isPresent()) {
        Path log = logs.resolve("postgresql.log");
        PreparedDatabases prepared =
            databases.prepare(needs.database().get(), needs.variants(), log, notes);
        EmbeddedPostgres postgres =
            openings.add("PostgreSQL", EmbeddedPostgres.start(prepared, supervisor, log));
        running.add(postgres.login(), prepared.databases(), OptionalLong.of(postgres.pid()));
      }
      if (needs.redis().isPresent()) {
        addRedis(running, needs, RedisProgram.find(cache, path), supervisor, logs, openings);
      }
      if (needs.proxies()) {
        running.add(HostProxies.of(servers.toxiproxy(), BackendKind.EMBEDDED, openings));
      }
      return running;
    } catch (IOException | SQLException e) {
      openings.close();
      throw new BackendUnavailableException(
          BackendKind.EMBEDDED, "a server that started does not answer: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      openings.close();
      throw e;
    }
  }

  private static void addRedis(
      RunningServers running,
      BackendNeeds needs,
      RedisProgram program,
      Supervisor supervisor,
      Path logs,
      Openings openings)
      throws IOException {
    RedisSpec spec = needs.redis().orElseThrow();
    RedisServer server =
        openings.add(
            "Redis", RedisServer.start(program, spec, supervisor, logs.resolve("redis.log")));
    try (RedisConnection connection = RedisConnection.open(server.address(0))) {
      running.add(connection, addresses(server.address(0), needs.variants()));
    }
  }

  /** A logical database for each variant, from that of {@code first} on. */
  static Map<String, RedisAddress> addresses(RedisAddress first, List<Variant> variants) {
    Map<String, RedisAddress> addresses = new LinkedHashMap<>();
    for (Variant variant : variants) {
      addresses.put(
          variant.name(),
          new RedisAddress(first.address(), first.database() + addresses.size(), first.password()));
    }
    return addresses;
  }
}
