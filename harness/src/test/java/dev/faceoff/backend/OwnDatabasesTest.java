package dev.faceoff.backend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.model.DatabaseSpec;
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

  private Variant side(String name, int rows) throws IOException {
    Path migrations = Files.createDirectories(folder.resolve(name));
    Files.writeString(
        migrations.resolve("V1__own.sql"),
        "CREATE TABLE own AS SELECT n, '${note}' FROM generate_series(1, %d) n;".formatted(rows));
    return new Variant(name, Map.of(), List.of(migrations), List.of());
  }

  private static int rows(DatabaseAddress database) throws Exception {
    try (Connection connection =
            DriverManager.getConnection(
                database.jdbcUrl(), database.user(), database.password().orElse(""));
        ResultSet rows = connection.createStatement().executeQuery("SELECT count(*) FROM own")) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
