package dev.faceoff.backend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.model.DatabaseSpec;
import dev.faceoff.model.Dependencies;
import dev.faceoff.model.OwnService;
import dev.faceoff.model.Start;
import dev.faceoff.model.TargetSpec;
import dev.faceoff.model.Variant;
import dev.faceoff.process.Supervisor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnDatabasesTest {
  @TempDir private Path folder;

  @Test
  void sidesThatHaveNothingInCommonEachHaveTheirOwnContent() throws Exception {
    List<Variant> sides = List.of(side("baseline", 1), side("candidate", 2));
    DatabaseSpec nothing = new DatabaseSpec(List.of(), Map.of("note", "n"));

    try (Supervisor supervisor = Supervisor.open();
        Backend backend =
            TestDatabases.backend(
                new BackendNeeds(Optional.of(nothing), Optional.empty(), false, sides),
                folder,
                supervisor)) {
      assertThat(rows(backend.database("baseline"))).isEqualTo(1);
      assertThat(rows(backend.database("candidate"))).isEqualTo(2);
    }
  }

  @Test
  void aServiceOfTheUsersOwnMayBringItsContentBesideThatOfThePair() throws Exception {
    Path ofPair =
        migrations("pair", "CREATE TABLE own AS SELECT 1 AS n FROM generate_series(1, 5);");
    Path brought =
        migrations(
            "brought", "CREATE TABLE own AS SELECT 1 AS n FROM generate_series(1, ${rows});");
    List<Variant> variants =
        List.of(
            new Variant("naive", Map.of(), List.of(), List.of()),
            new Variant("fixed", Map.of(), List.of(), List.of()),
            own("mine", Optional.of(new DatabaseSpec(List.of(brought), Map.of("rows", "7")))),
            own("other", Optional.empty()));

    try (Supervisor supervisor = Supervisor.open();
        Backend backend =
            TestDatabases.backend(
                new BackendNeeds(
                    Optional.of(new DatabaseSpec(List.of(ofPair), Map.of())),
                    Optional.empty(),
                    false,
                    variants),
                folder,
                supervisor)) {
      assertThat(rows(backend.database("naive"))).isEqualTo(5);
      assertThat(rows(backend.database("fixed"))).isEqualTo(5);
      assertThat(rows(backend.database("mine"))).isEqualTo(7);
      assertThat(rows(backend.database("other"))).isEqualTo(5);
    }
  }

  @Test
  void aServiceThatMakesItsSchemaItselfGetsAnEmptyDatabaseInWhichItMay() throws Exception {
    List<Variant> sides =
        List.of(
            new Variant("baseline", Map.of(), List.of(), List.of()),
            new Variant("candidate", Map.of(), List.of(), List.of()));
    DatabaseSpec empty = new DatabaseSpec(List.of(), Map.of());

    try (Supervisor supervisor = Supervisor.open();
        Backend backend =
            TestDatabases.backend(
                new BackendNeeds(Optional.of(empty), Optional.empty(), false, sides),
                folder,
                supervisor)) {
      for (String side : List.of("baseline", "candidate")) {
        DatabaseAddress database = backend.database(side);
        try (Connection connection =
            DriverManager.getConnection(
                database.jdbcUrl(), database.user(), database.password().orElse(""))) {
          connection
              .createStatement()
              .execute("CREATE TABLE own AS SELECT n FROM generate_series(1, 500) n");
        }

        backend.analyze(side);

        assertThat(number(database, "SELECT reltuples FROM pg_class WHERE relname = 'own'"))
            .isEqualTo(500);
      }
    }
  }

  private static Variant own(String name, Optional<DatabaseSpec> database) {
    return new Variant(
        name,
        new TargetSpec(
            new Start.Command(List.of("serve"), Path.of(".")),
            OptionalInt.empty(),
            "",
            "",
            false,
            Map.of(),
            Map.of()),
        new OwnService(
            name + ".target.yaml",
            List.of("list"),
            "{}",
            Set.of(Dependencies.DATABASE),
            new Dependencies(database, Optional.empty(), Map.of()),
            List.of()));
  }

  private Path migrations(String name, String sql) throws IOException {
    Path migrations = Files.createDirectories(folder.resolve(name));
    Files.writeString(migrations.resolve("V1__own.sql"), sql);
    return migrations;
  }

  private Variant side(String name, int rows) throws IOException {
    Path migrations = Files.createDirectories(folder.resolve(name));
    Files.writeString(
        migrations.resolve("V1__own.sql"),
        "CREATE TABLE own AS SELECT n, '${note}' FROM generate_series(1, %d) n;".formatted(rows));
    return new Variant(name, Map.of(), List.of(migrations), List.of());
  }

  private static int rows(DatabaseAddress database) throws Exception {
    return number(database, "SELECT count(*) FROM own");
  }

  private static int number(DatabaseAddress database, String query) throws Exception {
    try (Connection connection =
            DriverManager.getConnection(
                database.jdbcUrl(), database.user(), database.password().orElse(""));
        ResultSet rows = connection.createStatement().executeQuery(query)) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
