package dev.faceoff.backend;

import dev.faceoff.model.DatabaseSpec;
import dev.faceoff.model.Servers;
import dev.faceoff.model.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Small databases for tests, and a place where the programs are unpacked once. */
public final class TestDatabases {
  /** Survives the tests on purpose: unpacking takes seconds. */
  static final CacheFolder PROGRAMS = new CacheFolder(Path.of("target", "postgres-programs"));

  private TestDatabases() {}

  /** A table {@code item} of that many rows; the second variant has an index on {@code owner}. */
  public static DatabaseSpec items(Path folder, int rows) throws IOException {
    Path migrations = Files.createDirectories(folder.resolve("common files"));
    Files.writeString(
        migrations.resolve("V1__items.sql"),
        """
        CREATE TABLE item (id bigint PRIMARY KEY, owner int NOT NULL, note text NOT NULL);
        INSERT INTO item SELECT n, n % 100, 'item ' || n FROM generate_series(1, ${rows}) n;
        """);
    return new DatabaseSpec(List.of(migrations), Map.of("rows", String.valueOf(rows)));
  }

  /** Naive as it is, fixed with the index. */
  public static List<Variant> variants(Path folder) throws IOException {
    Path index = Files.createDirectories(folder.resolve("with index"));
    Files.writeString(index.resolve("V2__index.sql"), "CREATE INDEX item_owner ON item (owner);\n");
    return List.of(
        new Variant("naive", Map.of(), List.of(), List.of()),
        new Variant("fixed", Map.of(), List.of(index), List.of()));
  }

  /** A cache of data of its own, with the shared programs. */
  public static DatabaseCache cache(Path folder, dev.faceoff.process.Supervisor supervisor) {
    return new DatabaseCache(new CacheFolder(folder.resolve("cache")), PROGRAMS, supervisor);
  }

  /** Servers of this machine; the data and its cache in {@code folder}. */
  public static Backend backend(
      BackendNeeds needs, Path folder, dev.faceoff.process.Supervisor supervisor) {
    return EmbeddedBackend.start(
        needs,
        Servers.NONE,
        cache(folder, supervisor),
        PROGRAMS,
        System.getenv().getOrDefault("PATH", ""),
        supervisor,
        folder.resolve("logs"),
        note -> {});
  }

  /** A backend with nothing but a database of so many items. */
  public static Backend backend(int rows, Path folder, dev.faceoff.process.Supervisor supervisor)
      throws IOException {
    return backend(
        new BackendNeeds(
            Optional.of(items(folder, rows)), Optional.empty(), false, variants(folder)),
        folder,
        supervisor);
  }
}
