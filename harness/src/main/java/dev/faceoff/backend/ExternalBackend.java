package dev.faceoff.backend;

import dev.faceoff.model.BackendKind;
import dev.faceoff.model.DatabaseSpec;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.RedisSpec;
import dev.faceoff.model.Servers;
import dev.faceoff.model.Variant;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Servers that already run somewhere. Only databases of the run's own are made and removed there;
 * settings are read and told, never changed.
 *
 * <p>No message, report or log holds a password. Messages of this class name servers by the
 * variables that the user set, not by their addresses; those may stand in a stack trace in the log,
 * and in the logs of services, which are told them.
 */
public final class ExternalBackend {
  private ExternalBackend() {}

  /**
   * What was removed, a line each, and why not more.
   *
   * @param failures of servers that did not answer, or refused
   */
  public record Cleaned(List<String> removed, List<FaceoffException> failures) {
    public Cleaned {
      removed = List.copyOf(removed);
      failures = List.copyOf(failures);
    }
  }

  static Backend start(BackendNeeds needs, Servers servers, Consumer<String> notes) {
    Openings openings = new Openings();
    try {
      RunningServers running = new RunningServers(BackendKind.EXTERNAL, openings);
      String run = RunName.next();
      if (needs.database().isPresent()) {
        Servers.Database named =
            servers.database().orElseThrow(() -> missing("FACEOFF_DATABASE_URL"));
        addDatabases(
            running, needs.database().get(), needs.variants(), named, run, openings, notes);
      }
      if (needs.redis().isPresent()) {
        Servers.Redis named = servers.redis().orElseThrow(() -> missing("FACEOFF_REDIS_URL"));
        addRedis(running, needs.redis().get(), needs.variants(), named, run, openings);
      }
      if (needs.proxies()) {
        running.add(HostProxies.of(servers.toxiproxy(), BackendKind.EXTERNAL, openings));
      }
      return running;
    } catch (IOException e) {
      openings.close();
      throw unavailable("Toxiproxy does not answer any more", e);
    } catch (RuntimeException e) {
      openings.close();
      throw e;
    }
  }

  /**
   * Removes what killed runs left on these servers. One that does not answer keeps nobody from the
   * others.
   */
  public static Cleaned clean(Servers servers) {
    List<String> removed = new ArrayList<>();
    List<FaceoffException> failures = new ArrayList<>();
    try {
      if (servers.database().isPresent()) {
        for (String name : ForeignPostgres.removeLeftovers(login(servers.database().get()))) {
          removed.add("database " + name);
        }
      }
    } catch (SQLException e) {
      failures.add(unavailable(postgresComplaint(e), e));
    }
    try {
      if (servers.redis().isPresent()) {
        for (int number : ForeignRedis.removeLeftovers(address(servers.redis().get()))) {
          removed.add("content of Redis database " + number);
        }
      }
    } catch (IOException e) {
      failures.add(unavailable(redisComplaint(e), e));
    }
    try {
      if (servers.toxiproxy().isPresent()) {
        for (String name : ToxiproxyApi.removeLeftovers(servers.toxiproxy().get())) {
          removed.add("proxy " + name);
        }
      }
    } catch (IOException e) {
      failures.add(unavailable("no Toxiproxy answers at FACEOFF_TOXIPROXY_URL", e));
    }
    return new Cleaned(removed, failures);
  }

  private static void addDatabases(
      RunningServers running,
      DatabaseSpec spec,
      List<Variant> variants,
      Servers.Database named,
      String run,
      Openings openings,
      Consumer<String> notes) {
    try {
      ForeignPostgres postgres = ForeignPostgres.open(login(named), run, openings);
      notes.accept("making data on PostgreSQL of FACEOFF_DATABASE_URL");
      running.add(login(named), postgres.make(spec, variants), OptionalLong.empty());
      postgres.checkpoint().ifPresent(running::note);
      idle(postgres.idleLimit()).ifPresent(running::note);
    } catch (SQLException e) {
      throw unavailable(postgresComplaint(e), e);
    }
    deviations(PostgresSettings.all(), running.settings().get("postgresql"))
        .ifPresent(
            text ->
                running.note(
                    "PostgreSQL was used as it runs, which differs from Faceoff's own in "
                        + text
                        + "."));
  }

  private static void addRedis(
      RunningServers running,
      RedisSpec spec,
      List<Variant> variants,
      Servers.Redis named,
      String run,
      Openings openings) {
    Map<String, RedisAddress> addresses = EmbeddedBackend.addresses(address(named), variants);
    try {
      ForeignRedis redis = ForeignRedis.open(address(named), run, openings);
      for (RedisAddress address : addresses.values()) {
        redis.claim(address.database());
      }
      redis.addTo(running, addresses);
    } catch (IOException e) {
      throw unavailable(redisComplaint(e), e);
    }
    Map<String, String> settings = running.settings().get("redis");
    if (settings.isEmpty()) {
      running.note("Redis does not tell its settings, so they may differ from Faceoff's own.");
    }
    deviations(RedisSettings.of(spec), settings)
        .ifPresent(
            text ->
                running.note(
                    "Redis was used as it runs, which differs from Faceoff's own in "
                        + text
                        + "."));
  }

  private static Optional<String> idle(Duration limit) {
    return Optional.of(limit)
        .filter(present -> !present.isZero())
        .map(
            present ->
                "PostgreSQL closes sessions that are idle for %s s, also those of the services."
                    .formatted(
                        BigDecimal.valueOf(present.toMillis(), 3)
                            .stripTrailingZeros()
                            .toPlainString()));
  }

  /** The settings that differ, of those that are known: "fsync off (on)". */
  private static Optional<String> deviations(
      Map<String, String> wanted, Map<String, String> found) {
    String text =
        wanted.entrySet().stream()
            .filter(entry -> found.containsKey(entry.getKey()))
            .filter(entry -> !found.get(entry.getKey()).equalsIgnoreCase(entry.getValue()))
            .map(
                entry ->
                    "%s: %s instead of %s"
                        .formatted(
                            entry.getKey(),
                            shown(found.get(entry.getKey())),
                            shown(entry.getValue())))
            .collect(Collectors.joining(", "));
    return Optional.of(text).filter(present -> !present.isEmpty());
  }

  private static String shown(String value) {
    return value.isEmpty() ? "nothing" : value;
  }

  private static PostgresLogin login(Servers.Database named) {
    return new PostgresLogin(named.address(), named.name(), named.user(), named.password());
  }

  private static RedisAddress address(Servers.Redis named) {
    return new RedisAddress(named.address(), named.database(), named.password());
  }

  private static FaceoffException missing(String variable) {
    return new FaceoffException(
        FaceoffException.Kind.USAGE,
        "the backend external needs %s, in the environment or in the file of --servers"
            .formatted(variable));
  }

  private static String postgresComplaint(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    String who = "PostgreSQL of FACEOFF_DATABASE_URL ";
    if (state.startsWith("08")) {
      return who + "does not answer; start it, or correct the address";
    }
    if (state.startsWith("28")) {
      return who + "refuses the user; correct FACEOFF_DATABASE_USER or FACEOFF_DATABASE_PASSWORD";
    }
    return who + "says: " + e.getMessage().replaceAll("\\s+", " ");
  }

  private static String redisComplaint(IOException e) {
    String who = "Redis of FACEOFF_REDIS_URL ";
    if (!(e instanceof RedisConnection.RefusedException)) {
      return who + "does not answer; start it, or correct the address";
    }
    String code = e.getMessage();
    if (code.startsWith("NOAUTH") || code.startsWith("WRONGPASS")) {
      return who + "refuses the password; correct FACEOFF_REDIS_PASSWORD";
    }
    return who + "says: " + code;
  }

  private static BackendUnavailableException unavailable(String message, Exception cause) {
    return new BackendUnavailableException(BackendKind.EXTERNAL, message, cause);
  }
}
