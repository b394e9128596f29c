package dev.faceoff.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faceoff.model.Address;
import dev.faceoff.model.BackendKind;
import dev.faceoff.model.DatabaseSpec;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.ProxyPlace;
import dev.faceoff.model.RedisSpec;
import dev.faceoff.process.Eventually;
import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a scenario may rely on, whichever kind of backend it runs with. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BackendContract {
  private static final AtomicInteger NAMES = new AtomicInteger();
  private static final int ROWS = 1000;

  @TempDir static Path folder;

  /** For tests that leave it as it is. */
  private Backend backend;

  private final BackendKind kind;

  BackendContract(BackendKind kind) {
    this.kind = kind;
  }

  /** Starts a backend of the kind. */
  abstract Backend start(BackendNeeds needs);

  /** What of this kind's backends is there at this moment: processes, containers, databases. */
  abstract List<String> remains() throws Exception;

  @BeforeAll
  final void startBackend() throws Exception {
    prepare();
    backend = start(everything());
  }

  /** Starts what a kind of backend itself needs. */
  void prepare() throws Exception {}

  @AfterAll
  final void stopBackend() throws Exception {
    if (backend != null) {
      backend.close();
    }
    tidyUp();
  }

  /** Ends what {@link #prepare} started. */
  void tidyUp() throws Exception {}

  final BackendNeeds everything() throws IOException {
    return needs(TestDatabases.items(folder, ROWS));
  }

  final BackendNeeds needs(DatabaseSpec database) throws IOException {
    return new BackendNeeds(
        Optional.of(database),
        Optional.of(new RedisSpec(16)),
        true,
        TestDatabases.variants(folder));
  }

  @Test
  void givesEachVariantTheSameDataAndItsOwnMigrations() throws Exception {
    String content = "SELECT count(*) || ' ' || sum(hashtext(item::text)) FROM item";

    assertThat(value("naive", "SELECT count(*) FROM item")).isEqualTo("1000");
    assertThat(value("naive", content)).isEqualTo(value("fixed", content));
    assertThat(value("naive", "SELECT to_regclass('item_owner')")).isNull();
    assertThat(value("fixed", "SELECT to_regclass('item_owner')")).isEqualTo("item_owner");
    assertThat(backend.kind()).isEqualTo(kind);
  }

  @Test
  void changesInOneVariantsDatabaseAreNotSeenInTheOthers() throws Exception {
    try (Connection connection = connect(backend, "naive");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE own (id int)");
    }

    assertThat(value("naive", "SELECT to_regclass('own')")).isEqualTo("own");
    assertThat(value("fixed", "SELECT to_regclass('own')")).isNull();
  }

  @Test
  void dataIsVacuumedAndAnalyzed() throws Exception {
    assertThat(value("naive", "SELECT reltuples::int FROM pg_class WHERE relname = 'item'"))
        .isEqualTo("1000");
    assertThat(value("fixed", "SELECT relallvisible > 0 FROM pg_class WHERE relname = 'item'"))
        .isEqualTo("t");
  }

  @Test
  void textSortsByCodePointsAndIsUnicode() throws Exception {
    assertThat(
            value(
                "naive", "SELECT string_agg(t, '' ORDER BY t) FROM unnest('{b,a,Z,é}'::text[]) t"))
        .isEqualTo("Zabé");
    assertThat(value("naive", "SHOW server_encoding")).isEqualTo("UTF8");
  }

  @Test
  void countsStatementsOfEachDatabase() throws Exception {
    String calls =
        "SELECT coalesce(sum(calls), 0) FROM pg_stat_statements WHERE query LIKE '%contract_mark%'"
            + " AND query NOT LIKE '%pg_stat_statements%'"
            + " AND dbid = (SELECT oid FROM pg_database WHERE datname = current_database())";
    for (int i = 0; i < 5; i++) {
      value("naive", "SELECT count(*) AS contract_mark FROM item WHERE owner = " + i);
    }

    assertThat(value("naive", calls)).isEqualTo("5");
    assertThat(value("fixed", calls)).isEqualTo("0");
  }

  @Test
  void sharedSettingsAreInEffectAndTold() throws Exception {
    Map<String, String> told = backend.settings().get("postgresql");

    for (Map.Entry<String, String> setting : PostgresSettings.all().entrySet()) {
      assertThat(value("naive", "SHOW " + setting.getKey()))
          .as(setting.getKey())
          .isEqualToIgnoringCase(setting.getValue());
      assertThat(told.get(setting.getKey())).isEqualToIgnoringCase(setting.getValue());
    }
    assertThat(backend.settings().get("redis")).isEqualTo(RedisSettings.of(new RedisSpec(16)));
    assertThat(backend.notes()).isEmpty();
  }

  @Test
  void eachVariantHasARedisOfItsOwn() throws Exception {
    try (RedisConnection naive = RedisConnection.open(backend.redis("naive"));
        RedisConnection fixed = RedisConnection.open(backend.redis("fixed"))) {
      naive.text("SET", "answer", "42");
      naive.text("SET", "größe", "ü");

      assertThat(naive.text("GET", "answer")).hasValue("42");
      assertThat(naive.text("GET", "größe")).hasValue("ü");
      assertThat(fixed.text("GET", "answer")).isEmpty();
    }
  }

  @Test
  void fullRedisEvictsInsteadOfRefusing() throws Exception {
    try (Backend own = start(onlyRedis(4));
        RedisConnection redis = RedisConnection.open(own.redis("naive"))) {
      String value = "x".repeat(10_000);
      int written = 2000;
      for (int i = 0; i < written; i++) {
        redis.text("SET", "key " + i, value);
      }

      assertThat(redis.number("DBSIZE")).isBetween(1L, written - 1L);
      assertThat(own.versions().keySet()).containsExactly("redis");
    }
  }

  /** The smallest memory that can be told from none; a server that runs already has its own. */
  BackendNeeds onlyRedis(int mebibytes) throws IOException {
    return new BackendNeeds(
        Optional.empty(),
        Optional.of(new RedisSpec(mebibytes)),
        false,
        TestDatabases.variants(folder));
  }

  @Test
  void aProxyInFrontOfTheDatabasePassesUntilItIsDisabled() throws Exception {
    DatabaseAddress address = backend.database("naive");
    PlacedProxy placed = proxy(address.address());
    String url = address.jdbcUrl(placed.reachedAt());
    String password = address.password().orElse("");
    try (Connection connection = DriverManager.getConnection(url, address.user(), password);
        Statement statement = connection.createStatement()) {
      assertThat(statement.execute("SELECT 1")).isTrue();

      placed.proxy().disable();

      assertThatThrownBy(() -> statement.execute("SELECT 1")).isInstanceOf(SQLException.class);
      assertThatThrownBy(() -> DriverManager.getConnection(url, address.user(), password))
          .isInstanceOf(SQLException.class);
    } finally {
      placed.proxy().delete();
    }
  }

  @Test
  void aProxyInFrontOfRedisPassesUntilItIsDisabled() throws Exception {
    RedisAddress address = backend.redis("naive");
    PlacedProxy placed = proxy(address.address());
    RedisAddress through =
        new RedisAddress(placed.reachedAt(), address.database(), address.password());
    try (RedisConnection connection = RedisConnection.open(through)) {
      assertThat(connection.text("PING")).hasValue("PONG");

      placed.proxy().disable();

      assertThatThrownBy(() -> connection.text("PING")).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> RedisConnection.open(through)).isInstanceOf(IOException.class);
    } finally {
      placed.proxy().delete();
    }
  }

  @Test
  void aProxyInFrontOfAServiceOfThisMachinePassesUntilItIsDisabled() throws Exception {
    try (ServerSocket service = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
      PlacedProxy placed = proxy(new Address("127.0.0.1", service.getLocalPort()));
      try (Socket client = open(placed.reachedAt());
          Socket served = service.accept()) {
        client.getOutputStream().write("hello".getBytes(StandardCharsets.US_ASCII));
        assertThat(served.getInputStream().readNBytes(5)).asString().isEqualTo("hello");

        placed.proxy().disable();

        assertThat(client.getInputStream().read()).isEqualTo(-1);
      } finally {
        placed.proxy().delete();
      }
    }
  }

  @Test
  void moreProxiesMayBePlacedOverTimeThanAreOpenAtOnce() throws Exception {
    Address database = backend.database("fixed").address();
    for (int i = 0; i < 40; i++) {
      PlacedProxy placed = proxy(database);
      open(placed.reachedAt()).close();
      placed.proxy().delete();
    }
  }

  @Test
  void knowsVersions() {
    assertThat(backend.versions().keySet())
        .containsExactlyInAnyOrder("postgresql", "redis", "toxiproxy");
    assertThat(backend.versions().values()).allMatch(version -> version.matches(".*\\d+\\.\\d+.*"));
  }

  @Test
  void refusesWhatWasNotAskedFor() throws Exception {
    assertThatThrownBy(() -> backend.database("other"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("other");
    try (Backend own = start(onlyRedis(8))) {
      assertThatThrownBy(() -> own.database("naive")).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> own.proxyPlace(new Address("127.0.0.1", 1)))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(own.databaseProcess()).isEmpty();
    }
  }

  @Test
  void showsNoPassword() {
    for (String secret :
        Stream.of(backend.database("naive").password(), backend.redis("naive").password())
            .flatMap(Optional::stream)
            .toList()) {
      assertThat(backend.database("naive").toString()).doesNotContain(secret);
      assertThat(backend.redis("naive").toString()).doesNotContain(secret);
      assertThat(backend.settings().toString()).doesNotContain(secret);
      assertThat(backend.versions().toString()).doesNotContain(secret);
      assertThat(backend.notes().toString()).doesNotContain(secret);
      assertThat(logs()).noneMatch(text -> text.contains(secret));
    }
  }

  /**
   * Processes of the shared server come and go by themselves, with every connection: one that was
   * there before need not be any more, and a new one is soon gone.
   */
  private void assertNothingRemainsBut(List<String> before) throws InterruptedException {
    Eventually.holds(
        "nothing remains but " + before,
        () -> {
          try {
            return before.containsAll(remains());
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
  }

  @Test
  void closingLeavesNothing() throws Exception {
    List<String> before = remains();
    Backend own = start(everything());
    Address database = own.database("naive").address();
    PlacedProxy placed = proxy(own, database);
    assertThat(remains()).hasSizeGreaterThan(before.size());

    own.close();

    assertNothingRemainsBut(before);
    assertThatThrownBy(() -> connect(own, "naive")).isInstanceOf(SQLException.class);
    if (toxiproxyEndsToo()) {
      assertThatThrownBy(() -> open(placed.reachedAt())).isInstanceOf(IOException.class);
    } else {
      placed.proxy().delete();
    }
  }

  /** Whether closing ends the Toxiproxy; with it its proxies. */
  boolean toxiproxyEndsToo() {
    return true;
  }

  @Test
  void failingToMakeDataLeavesNothing() throws Exception {
    List<String> before = remains();
    Path broken = Files.createDirectories(folder.resolve("broken"));
    Files.writeString(broken.resolve("V1__bad.sql"), "SELECT nonsense;\n");

    assertThatThrownBy(() -> start(needs(new DatabaseSpec(List.of(broken), Map.of()))))
        .isInstanceOf(DataNotMadeException.class)
        .hasMessageContaining("V1__bad.sql")
        .hasMessageNotContaining("\n");

    assertNothingRemainsBut(before);
  }

  @Test
  void failingOfTheLastServerLeavesNothingOfTheOthers() throws Exception {
    List<String> before = remains();

    assertThatThrownBy(this::startWithoutToxiproxy)
        .isInstanceOf(FaceoffException.class)
        .hasMessageContaining("Toxiproxy")
        .hasMessageNotContaining("\n");

    assertNothingRemainsBut(before);
  }

  /** Starts all servers, of which Toxiproxy, the last, does not start. */
  abstract Backend startWithoutToxiproxy() throws Exception;

  /** A proxy and where clients of it connect. */
  private record PlacedProxy(Proxy proxy, Address reachedAt) {}

  private PlacedProxy proxy(Address upstream) throws IOException {
    return proxy(backend, upstream);
  }

  private static PlacedProxy proxy(Backend backend, Address upstream) throws IOException {
    ProxyPlace place = backend.proxyPlace(upstream);
    Proxy proxy =
        new ToxiproxyClient(place.api().getHost(), place.api().getPort())
            .createProxy("contract-" + NAMES.incrementAndGet(), place.listen(), place.upstream());
    String listen = proxy.getListen();
    int colon = listen.lastIndexOf(':');
    return new PlacedProxy(
        proxy,
        place
            .reachedAt()
            .orElseGet(
                () ->
                    new Address(
                        listen.substring(0, colon),
                        Integer.parseInt(listen.substring(colon + 1)))));
  }

  private static Socket open(Address address) throws IOException {
    Socket socket = new Socket();
    socket.connect(new InetSocketAddress(address.host(), address.port()), 10_000);
    return socket;
  }

  final Backend shared() {
    return backend;
  }

  private List<String> logs() {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".log"))
          .map(
              file -> {
                try {
                  return Files.readString(file, StandardCharsets.ISO_8859_1);
                } catch (IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              })
          .toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  final String value(String variant, String sql) throws SQLException {
    try (Connection connection = connect(backend, variant);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getString(1);
    }
  }

  static Connection connect(Backend backend, String variant) throws SQLException {
    DatabaseAddress address = backend.database(variant);
    return DriverManager.getConnection(
        address.jdbcUrl(), address.user(), address.password().orElse(""));
  }

  /** Processes that this one started and that still run, as text. */
  static List<String> children() {
    return ProcessHandle.current()
        .descendants()
        .filter(process -> Eventually.alive(process.pid()))
        .map(process -> process.info().command().orElse("?") + " " + process.pid())
        .filter(text -> text.contains("postgres") || text.contains("redis"))
        .toList();
  }
}
