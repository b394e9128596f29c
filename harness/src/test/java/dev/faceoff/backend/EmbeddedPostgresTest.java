package dev.faceoff.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faceoff.model.DatabaseSpec;
import dev.faceoff.process.Eventually;
import dev.faceoff.process.Supervisor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
  @TempDir private static Path shared;
  private static Supervisor supervisor;
  private static PreparedDatabases prepared;

  /** For tests that only look. */
  private static EmbeddedPostgres server;

  /** For tests that make data themselves. */
  @TempDir private Path folder;

  private final List<String> notes = new ArrayList<>();

  @BeforeAll
  static void makeData() throws Exception {
    supervisor = Supervisor.open();
    prepared =
        TestDatabases.cache(shared, supervisor)
            .prepare(
                TestDatabases.items(shared, 1000),
                TestDatabases.variants(shared),
                shared.resolve("make.log"),
                note -> {});
    server = EmbeddedPostgres.start(prepared, supervisor, shared.resolve("server.log"));
  }

  @AfterAll
  static void stop() {
    supervisor.close();
  }

  @Test
  void givesEachVariantTheSameDataAndItsOwnMigrations() throws Exception {
    assertThat(value(server, "naive", "SELECT count(*) FROM item")).isEqualTo("1000");
    assertThat(value(server, "fixed", "SELECT count(*) FROM item")).isEqualTo("1000");
    assertThat(value(server, "naive", "SELECT to_regclass('item_owner')")).isNull();
    assertThat(value(server, "fixed", "SELECT to_regclass('item_owner')")).isEqualTo("item_owner");
    assertThat(server.login().version()).matches("\\d+\\.\\d+");
  }

  @Test
  void runsWithTheSharedSettings() throws Exception {
    for (Map.Entry<String, String> setting : PostgresSettings.all().entrySet()) {
      assertThat(value(server, "naive", "SHOW " + setting.getKey()))
          .as(setting.getKey())
          .isEqualToIgnoringCase(setting.getValue());
    }
    assertThat(value(server, "naive", "SHOW listen_addresses")).isEqualTo("127.0.0.1");
    assertThat(value(server, "naive", "SHOW wal_level")).isEqualTo("replica");
    assertThat(value(server, "naive", "SHOW full_page_writes")).isEqualTo("on");
    assertThat(value(server, "fixed", "SELECT count(*) >= 0 FROM pg_stat_statements"))
        .isEqualTo("t");
  }

  @Test
  void startsOnACopySoThatTheCacheStaysAsItWas() throws Exception {
    try (Supervisor run = Supervisor.open()) {
      PreparedDatabases first = prepare(run);
      try (EmbeddedPostgres own = EmbeddedPostgres.start(first, run, log("one"))) {
        execute(own, "naive", "DELETE FROM item");
      }

      PreparedDatabases second = prepare(run);

      assertThat(first.made()).isTrue();
      assertThat(second.made()).isFalse();
      assertThat(notes).hasSize(1);
      try (EmbeddedPostgres own = EmbeddedPostgres.start(second, run, log("two"))) {
        assertThat(value(own, "naive", "SELECT count(*) FROM item")).isEqualTo("1000");
      }
    }
  }

  @Test
  void twoRunsAtOnceDoNotDisturbEachOther() throws Exception {
    try (Supervisor one = Supervisor.open();
        Supervisor other = Supervisor.open();
        EmbeddedPostgres first = EmbeddedPostgres.start(prepared, one, log("one"));
        EmbeddedPostgres second = EmbeddedPostgres.start(prepared, other, log("other"))) {
      execute(first, "naive", "DELETE FROM item");

      assertThat(value(second, "naive", "SELECT count(*) FROM item")).isEqualTo("1000");
      assertThat(first.login().address().port()).isNotEqualTo(second.login().address().port());
    }
  }

  @Test
  void twoRunsMayMakeTheSameDataAtOnce() throws Exception {
    try (Supervisor one = Supervisor.open();
        Supervisor other = Supervisor.open()) {
      DatabaseSpec spec = TestDatabases.items(folder, 1000);
      Stream.of(one, other)
          .parallel()
          .forEach(
              run -> {
                try {
                  TestDatabases.cache(folder, run)
                      .prepare(spec, TestDatabases.variants(folder), log("make both"), n -> {});
                } catch (java.io.IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              });

      try (Stream<Path> made = Files.list(folder.resolve("cache/postgres-data"))) {
        assertThat(made).hasSize(1);
      }
      assertThat(prepare(one).made()).isFalse();
    }
  }

  @Test
  void otherContentIsOtherData() throws Exception {
    PostgresPrograms programs = PostgresPrograms.unpack(TestDatabases.PROGRAMS);
    DatabaseSpec spec = TestDatabases.items(folder, 1000);
    var variants = TestDatabases.variants(folder);
    String key = DatabaseCache.key(programs, spec, variants);

    assertThat(DatabaseCache.key(programs, TestDatabases.items(folder, 1001), variants))
        .isNotEqualTo(key);
    assertThat(DatabaseCache.key(programs, spec, variants.subList(0, 1))).isNotEqualTo(key);
    Files.writeString(folder.resolve("with index/V2__index.sql"), "-- none\n");
    assertThat(DatabaseCache.key(programs, spec, variants)).isNotEqualTo(key);
    TestDatabases.variants(folder);
    assertThat(DatabaseCache.key(programs, spec, variants)).isEqualTo(key);
  }

  @Test
  void closeLeavesNothing() throws Exception {
    long pid;
    try (Supervisor run = Supervisor.open()) {
      EmbeddedPostgres own = EmbeddedPostgres.start(prepared, run, log("server"));
      pid = own.pid();
      assertThat(Eventually.alive(pid)).isTrue();

      own.close();

      assertThat(Eventually.alive(pid)).isFalse();
      try (Stream<Path> left = Files.list(run.temp())) {
        assertThat(left.map(path -> path.getFileName().toString()))
            .containsExactlyInAnyOrder("pids", "watchdog");
      }
    }
  }

  @Test
  void processIsThePostmaster() throws Exception {
    String data = value(server, "naive", "SHOW data_directory");

    assertThat(Files.readAllLines(Path.of(data, "postmaster.pid")).get(0))
        .isEqualTo(String.valueOf(server.pid()));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(data))))
        .isEqualTo("rwx------");
  }

  @Test
  void failingMigrationNamesFileAndComplaint() throws Exception {
    try (Supervisor run = Supervisor.open()) {
      DatabaseSpec spec = TestDatabases.items(folder, 10);
      Files.writeString(folder.resolve("common files/V3__bad.sql"), "SELECT nonsense;\n");

      assertThatThrownBy(() -> prepare(run, spec))
          .isInstanceOf(DataNotMadeException.class)
          .hasMessageContaining("V3__bad.sql")
          .hasMessageContaining("nonsense")
          .hasMessageNotContaining("-X")
          .hasMessageNotContaining("\n");
      try (Stream<Path> left = Files.list(folder.resolve("cache/postgres-data"))) {
        assertThat(left).isEmpty();
      }
    }
  }

  @Test
  void copyWithoutTheSystemsHelpStartsToo() throws Exception {
    Path copy = folder.resolve("plain copy");
    DataFolder.copyFiles(prepared.folder(), copy);
    PreparedDatabases copied =
        new PreparedDatabases(prepared.programs(), copy, prepared.databases(), false);

    try (EmbeddedPostgres own = EmbeddedPostgres.start(copied, supervisor, log("server"))) {
      assertThat(value(own, "fixed", "SELECT count(*) FROM item")).isEqualTo("1000");
    }
  }

  private PreparedDatabases prepare(Supervisor run) throws Exception {
    return prepare(run, TestDatabases.items(folder, 1000));
  }

  private PreparedDatabases prepare(Supervisor run, DatabaseSpec spec) throws Exception {
    return TestDatabases.cache(folder, run)
        .prepare(spec, TestDatabases.variants(folder), log("make"), notes::add);
  }

  private Path log(String name) {
    return folder.resolve(name + ".log");
  }

  private static void execute(EmbeddedPostgres server, String variant, String sql)
      throws Exception {
    try (Connection connection = connect(server, variant);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String value(EmbeddedPostgres server, String variant, String sql)
      throws Exception {
    try (Connection connection = connect(server, variant);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getString(1);
    }
  }

  private static Connection connect(EmbeddedPostgres server, String variant) throws Exception {
    return server.login().connect("faceoff_" + variant);
  }
}
