package dev.faceoff.backend;

import dev.faceoff.model.Address;
import dev.faceoff.model.BackendKind;
import dev.faceoff.model.ProxyPlace;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The servers that a scenario's services depend on, while they run: all that were asked for in
 * {@link BackendNeeds}, and no others.
 */
public interface Backend extends AutoCloseable {
  BackendKind kind();

  /**
   * The database of a variant; all have the same content.
   *
   * @throws IllegalArgumentException if none was asked for, or not for that variant
   */
  DatabaseAddress database(String variant);

  /**
   * Brings the planner's statistics of a variant's database up to date. Nothing else does so for
   * what a service has filled in itself: autovacuum is off while something is measured.
   *
   * @throws BackendUnavailableException if the database does not do it
   */
  default void analyze(String variant) {
    DatabaseAddress database = database(variant);
    try (Connection connection =
            DriverManager.getConnection(
                database.jdbcUrl(), database.user(), database.password().orElse(""));
        Statement statement = connection.createStatement()) {
      statement.execute("VACUUM (ANALYZE)");
    } catch (SQLException e) {
      throw new BackendUnavailableException(
          kind(), "cannot analyze the database of %s: %s".formatted(variant, e.getMessage()), e);
    }
  }

  /**
   * The Redis of a variant, empty at first.
   *
   * @throws IllegalArgumentException if none was asked for, or not for that variant
   */
  RedisAddress redis(String variant);

  /**
   * Where a proxy may be put in front of a server. Each call is for one proxy.
   *
   * @param upstream as this process reaches it: one of this backend's servers, or a service of this
   *     machine
   * @throws IllegalArgumentException if no proxies were asked for
   */
  ProxyPlace proxyPlace(Address upstream);

  /**
   * Process id of PostgreSQL's postmaster as this machine sees it; empty when there is none, or not
   * on this machine.
   */
  OptionalLong databaseProcess();

  /** Versions by server: "postgresql", "redis", "toxiproxy". */
  Map<String, String> versions();

  /** Settings in effect, by server, of those that every backend is asked for. */
  Map<String, Map<String, String>> settings();

  /** What a reader should know about these servers, a sentence each; mostly nothing. */
  List<String> notes();

  /**
   * Stops what was started, and removes what was made. Does not throw: what may remain stands in
   * the log, and {@code faceoff clean} removes it.
   */
  @Override
  void close();
}
