package dev.faceoff.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faceoff.model.BackendKind;
import dev.faceoff.model.DatabaseSpec;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.RedisSpec;
import dev.faceoff.model.Servers;
import dev.faceoff.process.LoopbackPorts;
import dev.faceoff.process.Supervisor;
import dev.faceoff.toxiproxy.ToxiproxyServer;
import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Against servers that the test starts, with passwords. */
class ExternalBackendTest extends BackendContract {
  private static final String PASSWORD = "s3cret-äöü";

  private Supervisor supervisor;
  private PostgresServer postgres;
  private RedisServer redis;
  private ToxiproxyServer toxiproxy;
  private PostgresPrograms programs;
  private PreparedDatabases prepared;
  private Servers servers;

  ExternalBackendTest() {
    super(BackendKind.EXTERNAL);
  }

  @Override
  void prepare() throws Exception {
    supervisor = Supervisor.open();
    programs = PostgresPrograms.unpack(TestDatabases.PROGRAMS);
    prepared =
        TestDatabases.cache(folder, supervisor)
            .prepare(
                TestDatabases.items(folder, 1),
                TestDatabases.variants(folder),
                folder.resolve("make.log"),
                note -> {});
    postgres = postgres("server", PostgresSettings.all());
    postgres
        .login()
        .execute("postgres", "CREATE ROLE tester SUPERUSER LOGIN PASSWORD '" + PASSWORD + "'");
    redis =
        RedisServer.start(
            RedisProgram.find(TestDatabases.PROGRAMS, System.getenv("PATH")),
            new RedisSpec(16),
            supervisor,
            folder.resolve("redis.log"));
    try (RedisConnection connection = RedisConnection.open(redis.address(0))) {
      connection.text("CONFIG", "SET", "requirepass", PASSWORD);
    }
    toxiproxy = ToxiproxyServer.start();
    servers =
        new Servers(
            Optional.of(database(postgres)), Optional.of(redis(2)), Optional.of(toxiproxy.uri()));
  }

  private PostgresServer postgres(String name, Map<String, String> settings) throws IOException {
    Path data = supervisor.temp().resolve(name);
    DataFolder.copy(prepared.folder(), data);
    return PostgresServer.start(
        programs, data, settings, folder.resolve(name + ".log"), supervisor);
  }

  private static Servers.Database database(PostgresServer server) {
    return new Servers.Database(
        server.login().address(), "postgres", "tester", Optional.of(PASSWORD));
  }

  private Servers.Redis redis(int database) {
    return new Servers.Redis(redis.address(0).address(), database, Optional.of(PASSWORD));
  }

  @Override
  void tidyUp() {
    toxiproxy.close();
    supervisor.close();
  }

  @Override
  Backend start(BackendNeeds needs) {
    // Two at a time: the shared one has the first logical databases.
    Optional<Servers.Redis> free = Optional.of(redis(shared() == null ? 2 : 6));
    return ExternalBackend.start(
        needs, new Servers(servers.database(), free, servers.toxiproxy()), note -> {});
  }

  @Override
  Backend startWithoutToxiproxy() throws Exception {
    URI nobody = URI.create("http://127.0.0.1:" + LoopbackPorts.free());
    return ExternalBackend.start(
        everything(),
        new Servers(servers.database(), Optional.of(redis(6)), Optional.of(nobody)),
        note -> {});
  }

  @Override
  boolean toxiproxyEndsToo() {
    return false;
  }

  /** A server that runs already has the memory it has. */
  @Override
  BackendNeeds onlyRedis(int mebibytes) throws IOException {
    return super.onlyRedis(16);
  }

  @Override
  List<String> remains() throws Exception {
    List<String> remains = new ArrayList<>(databases());
    try (RedisConnection connection = connection(0)) {
      connection
          .text("INFO", "keyspace")
          .orElseThrow()
          .lines()
          .filter(line -> line.startsWith("db"))
          .map(line -> line.replaceAll(":.*", ""))
          .forEach(remains::add);
      connection
          .text("CLIENT", "LIST")
          .orElseThrow()
          .lines()
          .filter(line -> line.contains("name=faceoff-"))
          .map(line -> line.replaceAll(".*(name=\\S*).*", "$1"))
          .forEach(remains::add);
    }
    return remains;
  }

  private List<String> databases() throws Exception {
    List<String> databases = new ArrayList<>();
    try (Connection connection = postgres.login().connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT datname FROM pg_database")) {
      while (rows.next()) {
        databases.add(rows.getString(1));
      }
    }
    return databases;
  }

  private RedisConnection connection(int database) throws IOException {
    return RedisConnection.open(
        new RedisAddress(redis.address(0).address(), database, Optional.of(PASSWORD)));
  }

  @Test
  void removesDatabasesOfKilledRunsButNotThoseOfLivingOnes() throws Exception {
    String killed = "faceoff_abcdefghijkl_naive";
    String somebodys = "faceoff_reports";
    postgres.login().execute("postgres", "CREATE DATABASE " + killed);
    postgres.login().execute("postgres", "CREATE DATABASE " + somebodys);
    try {
      String living = shared().database("naive").name();
      assertThat(databases()).contains(killed, somebodys, living);

      start(onlyDatabase(servers.database().orElseThrow())).close();

      assertThat(databases()).contains(somebodys, living).doesNotContain(killed);
    } finally {
      postgres.login().execute("postgres", "DROP DATABASE " + somebodys);
    }
  }

  @Test
  void emptiesRedisDatabasesOfKilledRunsButNotThoseOfLivingOnes() throws Exception {
    try (RedisConnection left = connection(10)) {
      left.text("SET", "faceoff:owner", "abcdefghijkl");
      left.text("SET", "content", "of a killed run");

      List<String> removed =
          ExternalBackend.clean(
                  new Servers(Optional.empty(), Optional.of(redis(0)), Optional.empty()))
              .removed();

      assertThat(removed).containsExactly("content of Redis database 10");
      assertThat(left.number("DBSIZE")).isZero();
      try (RedisConnection living = RedisConnection.open(shared().redis("naive"))) {
        living.text("SET", "still", "there");
        ExternalBackend.clean(
            new Servers(Optional.empty(), Optional.of(redis(0)), Optional.empty()));
        assertThat(living.text("GET", "still")).hasValue("there");
      }
    }
  }

  @Test
  void aRunWhoseRedisConnectionWasClosedComesBackToLife() throws Exception {
    Openings openings = new Openings();
    try (RedisConnection admin = connection(0)) {
      ForeignRedis redis = ForeignRedis.open(address(9), "reopenedredi", openings);
      redis.claim(9);
      String client = client(admin, "faceoff-reopenedredi:9,").orElseThrow();
      admin.number("CLIENT", "KILL", "ID", client);
      assertThat(client(admin, "faceoff-reopenedredi:9,")).isEmpty();

      redis.stayAlive();

      assertThat(client(admin, "faceoff-reopenedredi:9,")).isPresent();
      // Closed again, which its end does not mind.
      admin.number("CLIENT", "KILL", "ID", client(admin, "faceoff-reopenedredi:9,").orElseThrow());
    } finally {
      openings.close();
    }
    try (RedisConnection after = connection(9)) {
      assertThat(after.number("DBSIZE")).isZero();
    }
  }

  private static Optional<String> client(RedisConnection admin, String name) throws IOException {
    return admin
        .text("CLIENT", "LIST")
        .orElseThrow()
        .lines()
        .filter(line -> line.contains(" name=" + name + " "))
        .map(line -> line.replaceAll("^id=([0-9]+) .*", "$1"))
        .findFirst();
  }

  private RedisAddress address(int database) {
    return new RedisAddress(redis.address(0).address(), database, Optional.of(PASSWORD));
  }

  @Test
  void aRunWhosePostgresSessionWasClosedComesBackToLife() throws Exception {
    String sessions = "SELECT count(*) FROM pg_stat_activity WHERE application_name = '%s'";
    String end =
        "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
            + " WHERE application_name = 'faceoff_reopenedpost'";
    Openings openings = new Openings();
    try {
      ForeignPostgres own = ForeignPostgres.open(postgres.login(), "reopenedpost", openings);
      postgres.login().execute("postgres", end);
      String count = sessions.formatted("faceoff_reopenedpost");
      assertThat(value("naive", count)).isEqualTo("0");

      own.stayAlive();

      assertThat(value("naive", count)).isEqualTo("1");
    } finally {
      openings.close();
    }
  }

  @Test
  void tellsWhenRedisClosesIdleConnections() throws Exception {
    try (RedisConnection admin = connection(0)) {
      admin.text("CONFIG", "SET", "timeout", "300");
      try (Backend own = startRedis(6)) {
        assertThat(own.notes())
            .containsExactly(
                "Redis was used as it runs, which differs from Faceoff's own in"
                    + " timeout: 300 instead of 0.");
      } finally {
        admin.text("CONFIG", "SET", "timeout", "0");
      }
    }
  }

  @Test
  void aFailedCleanUpDoesNotThrow() throws Exception {
    Map<String, String> settings = new TreeMap<>(PostgresSettings.all());
    PostgresServer server = postgres("ending", settings);
    server
        .login()
        .execute("postgres", "CREATE ROLE tester SUPERUSER LOGIN PASSWORD '" + PASSWORD + "'");
    Backend own = start(onlyDatabase(database(server)));
    server.close();

    assertThatCode(own::close).doesNotThrowAnyException();
  }

  @Test
  void removesProxiesOfKilledRunsButNotThoseOfOthers() throws Exception {
    ToxiproxyClient client = new ToxiproxyClient(toxiproxy.host(), toxiproxy.port());
    String living = ProxyNames.prefix() + "naive-redis";
    for (String name : List.of(ProxyNamesTest.left(), living, "somebodys")) {
      client.createProxy(name, "127.0.0.1:0", "127.0.0.1:1");
    }
    try {
      ExternalBackend.start(
              new BackendNeeds(
                  Optional.empty(), Optional.empty(), true, TestDatabases.variants(folder)),
              new Servers(Optional.empty(), Optional.empty(), Optional.of(toxiproxy.uri())),
              note -> {})
          .close();

      assertThat(client.getProxies()).extracting(Proxy::getName).contains(living, "somebodys");
      assertThat(client.getProxies()).extracting(Proxy::getName).noneMatch(ProxyNames::isLeft);
    } finally {
      client.getProxy(living).delete();
      client.getProxy("somebodys").delete();
    }
  }

  @Test
  void cleansWhatAnswersAndTellsWhatDoesNot() throws Exception {
    Servers.Database nobody =
        new Servers.Database(
            new dev.faceoff.model.Address("127.0.0.1", LoopbackPorts.free()),
            "postgres",
            "me",
            Optional.empty());
    String left = ProxyNamesTest.left();
    new ToxiproxyClient(toxiproxy.host(), toxiproxy.port())
        .createProxy(left, "127.0.0.1:0", "127.0.0.1:1");

    ExternalBackend.Cleaned cleaned =
        ExternalBackend.clean(
            new Servers(Optional.of(nobody), Optional.empty(), Optional.of(toxiproxy.uri())));

    assertThat(cleaned.removed()).containsExactly("proxy " + left);
    assertThat(cleaned.failures())
        .singleElement()
        .satisfies(
            failure ->
                assertThat(failure).hasMessageContaining("FACEOFF_DATABASE_URL does not answer"));
  }

  @Test
  void leavesSomebodysRedisDatabaseAlone() throws Exception {
    try (RedisConnection somebody = connection(13)) {
      somebody.text("SET", "precious", "value");

      assertThatThrownBy(() -> startRedis(12))
          .isInstanceOf(BackendUnavailableException.class)
          .hasMessageContaining("database 13")
          .hasMessageContaining("is not empty")
          .hasMessageNotContaining("\n");

      assertThat(somebody.text("GET", "precious")).hasValue("value");
      assertThat(somebody.number("DBSIZE")).isEqualTo(1);
      somebody.text("FLUSHDB");
    }
    try (RedisConnection other = connection(12)) {
      assertThat(other.number("DBSIZE")).isZero();
    }
  }

  @Test
  void leavesTheRedisDatabasesOfALivingRunAlone() {
    assertThatThrownBy(() -> startRedis(2))
        .isInstanceOf(BackendUnavailableException.class)
        .hasMessageContaining("in use by another run");
  }

  @Test
  void tellsWhichSettingsDiffer() throws Exception {
    Map<String, String> other = new TreeMap<>(PostgresSettings.all());
    other.put("fsync", "off");
    other.put("idle_session_timeout", "1500ms");
    try (PostgresServer server = postgres("differing", other)) {
      server.login().execute("postgres", "CREATE ROLE tester SUPERUSER LOGIN");
      try (Backend own =
          ExternalBackend.start(
              needs(),
              new Servers(Optional.of(database(server)), Optional.empty(), Optional.empty()),
              note -> {})) {
        assertThat(own.notes())
            .containsExactly(
                "PostgreSQL closes sessions that are idle for 1.5 s, also those of the services.",
                "PostgreSQL was used as it runs, which differs from Faceoff's own in"
                    + " fsync: off instead of on.");
        assertThat(own.settings().get("postgresql")).containsEntry("fsync", "off");
      }
    }
  }

  @Test
  void serverWithoutStatementStatisticsIsToldWhatToDo() throws Exception {
    Map<String, String> without = new TreeMap<>(PostgresSettings.all());
    without.keySet().removeIf(name -> name.startsWith("pg_stat_statements"));
    without.put("shared_preload_libraries", "");
    try (PostgresServer server = postgres("without statistics", without)) {
      server.login().execute("postgres", "CREATE ROLE tester SUPERUSER LOGIN");

      assertThatThrownBy(
              () ->
                  ExternalBackend.start(
                      needs(),
                      new Servers(
                          Optional.of(database(server)), Optional.empty(), Optional.empty()),
                      note -> {}))
          .isInstanceOf(BackendUnavailableException.class)
          .hasMessageContaining("shared_preload_libraries = 'pg_stat_statements'")
          .hasMessageNotContaining("\n");
    }
  }

  @Test
  void userWithoutRightsIsToldWhichAreNeeded() throws Exception {
    postgres.login().execute("postgres", "CREATE ROLE nobody LOGIN");

    assertThatThrownBy(
            () ->
                start(
                    onlyDatabase(
                        new Servers.Database(
                            postgres.login().address(), "postgres", "nobody", Optional.empty()))))
        .isInstanceOf(BackendUnavailableException.class)
        .hasMessageContaining("must be a superuser")
        .hasMessageNotContaining("\n");
  }

  @Test
  void unreachableServersAreNamedByTheirVariable() throws Exception {
    Servers.Database nobody =
        new Servers.Database(
            new dev.faceoff.model.Address("127.0.0.1", LoopbackPorts.free()),
            "postgres",
            "me",
            Optional.of(PASSWORD));

    assertThatThrownBy(() -> start(onlyDatabase(nobody)))
        .isInstanceOf(BackendUnavailableException.class)
        .hasMessageContaining("FACEOFF_DATABASE_URL does not answer")
        .hasMessageNotContaining(PASSWORD);
    assertThatThrownBy(
            () ->
                startRedis(
                    new Servers.Redis(
                        redis.address(0).address(), 0, Optional.of("wrong-" + PASSWORD))))
        .isInstanceOf(BackendUnavailableException.class)
        .hasMessageContaining("FACEOFF_REDIS_PASSWORD")
        .hasMessageNotContaining(PASSWORD);
  }

  @Test
  void serverThatIsNotNamedIsWrongUsage() {
    assertThatThrownBy(() -> ExternalBackend.start(needs(), Servers.NONE, note -> {}))
        .isInstanceOfSatisfying(
            FaceoffException.class,
            e -> assertThat(e.kind()).isEqualTo(FaceoffException.Kind.USAGE))
        .hasMessageContaining("FACEOFF_DATABASE_URL");
  }

  @Test
  void withoutAToxiproxyOfItsOwnTheEmbeddedOneStandsIn() throws Exception {
    try (Backend own =
        ExternalBackend.start(
            new BackendNeeds(
                Optional.empty(), Optional.empty(), true, TestDatabases.variants(folder)),
            Servers.NONE,
            note -> {})) {
      assertThat(own.proxyPlace(postgres.login().address()).api()).isNotEqualTo(toxiproxy.uri());
      assertThat(own.versions().get("toxiproxy")).contains("own");
    }
  }

  private Servers onlyDatabase(Servers.Database database) {
    return new Servers(Optional.of(database), Optional.empty(), Optional.empty());
  }

  private Backend start(Servers with) throws Exception {
    return ExternalBackend.start(needs(), with, note -> {});
  }

  private BackendNeeds needs() throws IOException {
    DatabaseSpec items = TestDatabases.items(folder, 10);
    return new BackendNeeds(
        Optional.of(items), Optional.empty(), false, TestDatabases.variants(folder));
  }

  private Backend startRedis(int first) throws IOException {
    return startRedis(redis(first));
  }

  private Backend startRedis(Servers.Redis with) throws IOException {
    return ExternalBackend.start(
        super.onlyRedis(16),
        new Servers(Optional.empty(), Optional.of(with), Optional.empty()),
        note -> {});
  }
}
