package dev.faceoff.backend;

import dev.faceoff.model.BackendKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Somebody's Redis, of which a run uses logical databases that are empty.
 *
 * <p>A run puts a key with its name into each, and gives its connection that name with the numbers
 * of the databases. A database with the key of a run without a connection was left behind by one
 * that was killed. A database that holds anything else is somebody's, and is left alone; a full
 * Redis may evict the key, which errs on that side.
 */
final class ForeignRedis {
  private static final String OWNER = "faceoff:owner";
  private static final String PREFIX = "faceoff-";

  private final RedisConnection connection;
  private final String run;
  private final Openings openings;
  private final List<Integer> claimed = new ArrayList<>();

  private ForeignRedis(RedisConnection connection, String run, Openings openings) {
    this.connection = connection;
    this.run = run;
    this.openings = openings;
  }

  /** Opens the run's connection. */
  static ForeignRedis open(RedisAddress first, String run, Openings openings) throws IOException {
    RedisConnection connection = openings.add(RedisConnection.open(first));
    ForeignRedis redis = new ForeignRedis(connection, run, openings);
    redis.name();
    return redis;
  }

  /** Such as {@code faceoff-RUN:2,3,}. */
  private void name() throws IOException {
    StringBuilder name = new StringBuilder(PREFIX + run + ":");
    claimed.forEach(database -> name.append(database).append(','));
    connection.text("CLIENT", "SETNAME", name.toString());
  }

  RedisConnection connection() {
    return connection;
  }

  /**
   * Makes a logical database the run's own until the end.
   *
   * @throws BackendUnavailableException if it is somebody else's
   */
  void claim(int database) throws IOException {
    connection.select(database);
    removeLeftover(connection);
    if (names(connection).anyMatch(name -> name.matches(".*[:,]" + database + ",.*"))) {
      throw taken(database, "is in use by another run");
    }
    if (connection.text("SET", OWNER, run, "NX").isEmpty()) {
      throw taken(database, "is in use by another run");
    }
    if (connection.number("DBSIZE") != 1) {
      connection.number("DEL", OWNER);
      throw taken(database, "is not empty");
    }
    openings.atEnd(() -> release(database));
    claimed.add(database);
    name();
  }

  /** Empties it: what came since it was claimed is the run's own, even if its key was evicted. */
  private void release(int database) throws IOException {
    connection.select(database);
    if (connection.text("GET", OWNER).orElse(run).equals(run)) {
      connection.text("FLUSHDB");
    }
  }

  /**
   * Empties the logical databases that killed runs left.
   *
   * @return their numbers
   */
  static List<Integer> removeLeftovers(RedisAddress first) throws IOException {
    List<Integer> removed = new ArrayList<>();
    try (RedisConnection connection = RedisConnection.open(first)) {
      for (int database : databases(connection)) {
        connection.select(database);
        if (removeLeftover(connection)) {
          removed.add(database);
        }
      }
    }
    return removed;
  }

  /** Those that hold something. */
  private static List<Integer> databases(RedisConnection connection) throws IOException {
    return connection
        .text("INFO", "keyspace")
        .orElse("")
        .lines()
        .filter(line -> line.matches("db[0-9]+:.*"))
        .map(line -> Integer.valueOf(line.substring(2, line.indexOf(':'))))
        .toList();
  }

  private static boolean removeLeftover(RedisConnection connection) throws IOException {
    var owner = connection.text("GET", OWNER);
    if (owner.isEmpty() || isAlive(connection, owner.get())) {
      return false;
    }
    connection.text("FLUSHDB");
    return true;
  }

  private static boolean isAlive(RedisConnection connection, String run) throws IOException {
    return names(connection).anyMatch(name -> name.startsWith(PREFIX + run + ":"));
  }

  /** Those of runs' connections. */
  private static Stream<String> names(RedisConnection connection) throws IOException {
    return connection
        .text("CLIENT", "LIST")
        .orElse("")
        .lines()
        .flatMap(client -> Stream.of(client.split(" ")))
        .filter(field -> field.startsWith("name=" + PREFIX))
        .map(field -> field.substring("name=".length()));
  }

  private static BackendUnavailableException taken(int database, String how) {
    return new BackendUnavailableException(
        BackendKind.EXTERNAL,
        "database %d of Redis of FACEOFF_REDIS_URL %s; name the first of some free ones, as in"
                .formatted(database, how)
            + " redis://HOST:PORT/8");
  }
}
