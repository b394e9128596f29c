package dev.faceoff.backend;

import dev.faceoff.model.BackendKind;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Somebody's Redis, of which a run uses logical databases that are empty.
 *
 * <p>A run puts a key with its name into each, and gives its connection that name with the numbers
 * of the databases. A database with the key of a run without a connection was left behind by one
 * that was killed. So the connection is used regularly, and made again when it was closed. A
 * database that holds anything else is somebody's, and is left alone; a full Redis may evict the
 * key, which errs on that side.
 */
final class ForeignRedis {
  private static final String OWNER = "faceoff:owner";
  private static final String PREFIX = "faceoff-";

  private static final Logger LOG = LoggerFactory.getLogger(ForeignRedis.class);

  private final RedisAddress first;
  private final String run;
  private final Openings openings;
  private final List<Integer> claimed = new ArrayList<>();

  private RedisConnection connection;
  private boolean closed;

  private ForeignRedis(
      RedisAddress first, RedisConnection connection, String run, Openings openings) {
    this.first = first;
    this.connection = connection;
    this.run = run;
    this.openings = openings;
  }

  /** Opens the run's connection, and keeps it open. */
  static ForeignRedis open(RedisAddress first, String run, Openings openings) throws IOException {
    ForeignRedis redis = new ForeignRedis(first, RedisConnection.open(first), run, openings);
    openings.atEnd("connection to Redis of FACEOFF_REDIS_URL", redis::close);
    redis.name();
    openings.add(
        "heartbeat of Redis",
        Heartbeat.start(Heartbeat.period(redis.idleLimit()), redis::stayAlive));
    return redis;
  }

  private synchronized void close() throws IOException {
    closed = true;
    connection.close();
  }

  /** Uses the connection, and makes it again when it was closed. */
  synchronized void stayAlive() {
    if (closed) {
      return;
    }
    try {
      connection.text("PING");
    } catch (IOException e) {
      try {
        reopen();
      } catch (IOException again) {
        LOG.warn("Redis of FACEOFF_REDIS_URL does not answer", again);
      }
    }
  }

  private void reopen() throws IOException {
    connection.close();
    connection = RedisConnection.open(first);
    name();
  }

  /** After which the server closes a connection that is idle; zero when it never does or says. */
  synchronized Duration idleLimit() throws IOException {
    try {
      return Duration.ofSeconds(
          connection.pair("CONFIG", "GET", "timeout").map(Long::valueOf).orElse(0L));
    } catch (RedisConnection.RefusedException e) {
      return Duration.ZERO;
    }
  }

  /** Such as {@code faceoff-RUN:2,3,}. */
  private void name() throws IOException {
    StringBuilder name = new StringBuilder(PREFIX + run + ":");
    claimed.forEach(database -> name.append(database).append(','));
    connection.text("CLIENT", "SETNAME", name.toString());
  }

  /** Adds the variants' databases to those of the run, looking up version and settings. */
  synchronized void addTo(RunningServers running, Map<String, RedisAddress> addresses)
      throws IOException {
    running.add(connection, addresses);
  }

  /**
   * Makes a logical database the run's own until the end.
   *
   * @throws BackendUnavailableException if it is somebody else's
   */
  synchronized void claim(int database) throws IOException {
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
    openings.atEnd("content of Redis database " + database, () -> release(database));
    claimed.add(database);
    name();
  }

  /** Empties it: what came since it was claimed is the run's own, even if its key was evicted. */
  private synchronized void release(int database) throws IOException {
    stayAlive();
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
