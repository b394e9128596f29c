package dev.faceoff.backend;

import dev.faceoff.model.Address;
import dev.faceoff.model.BackendKind;
import dev.faceoff.model.ProxyPlace;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** The backend of every kind: they differ in how servers come to run, not in what they are then. */
final class RunningServers implements Backend {
  private final BackendKind kind;
  private final Openings openings;
  private final Map<String, DatabaseAddress> databases = new LinkedHashMap<>();
  private final Map<String, RedisAddress> redis = new LinkedHashMap<>();
  private final Map<String, String> versions = new TreeMap<>();
  private final Map<String, Map<String, String>> settings = new TreeMap<>();
  private final List<String> notes = new ArrayList<>();
  private OptionalLong databaseProcess = OptionalLong.empty();
  private Optional<Proxies> proxies = Optional.empty();

  /**
   * A backend that has no server yet.
   *
   * @param openings closed when it is closed
   */
  RunningServers(BackendKind kind, Openings openings) {
    this.kind = kind;
    this.openings = openings;
  }

  /**
   * Adds PostgreSQL, looking up its version and settings.
   *
   * @param names of the databases, by variant
   */
  void add(PostgresLogin login, Map<String, String> names, OptionalLong process)
      throws SQLException {
    names.forEach((variant, name) -> databases.put(variant, login.database(name)));
    versions.put("postgresql", login.version());
    settings.put("postgresql", login.settings());
    databaseProcess = process;
  }

  /**
   * Adds Redis, looking up its version and settings.
   *
   * @param addresses by variant
   */
  void add(RedisConnection connection, Map<String, RedisAddress> addresses)
      throws java.io.IOException {
    redis.putAll(addresses);
    versions.put("redis", connection.version());
    settings.put("redis", connection.settings());
  }

  void add(Proxies added) throws java.io.IOException {
    proxies = Optional.of(added);
    versions.put("toxiproxy", added.version());
  }

  void note(String sentence) {
    notes.add(sentence);
  }

  @Override
  public BackendKind kind() {
    return kind;
  }

  @Override
  public DatabaseAddress database(String variant) {
    return of(variant, databases, "database");
  }

  @Override
  public RedisAddress redis(String variant) {
    return of(variant, redis, "Redis");
  }

  @Override
  public ProxyPlace proxyPlace(Address upstream) {
    return proxies
        .orElseThrow(() -> new IllegalArgumentException("no proxies were asked for"))
        .place(upstream);
  }

  @Override
  public OptionalLong databaseProcess() {
    return databaseProcess;
  }

  @Override
  public Map<String, String> versions() {
    return Map.copyOf(versions);
  }

  @Override
  public Map<String, Map<String, String>> settings() {
    return Map.copyOf(settings);
  }

  @Override
  public List<String> notes() {
    return List.copyOf(notes);
  }

  @Override
  public void close() {
    openings.close();
  }

  private static <T> T of(String variant, Map<String, T> addresses, String what) {
    T address = addresses.get(variant);
    if (address == null) {
      throw new IllegalArgumentException(
          "no %s for variant %s, only for %s".formatted(what, variant, addresses.keySet()));
    }
    return address;
  }
}
