package dev.faceoff.backend;

import dev.faceoff.model.BackendKind;
import dev.faceoff.model.DatabaseSpec;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.OwnService;
import dev.faceoff.model.Variant;
import dev.faceoff.process.ManagedProcess;
import dev.faceoff.process.ProcessSpec;
import dev.faceoff.process.Supervisor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Makes a scenario's databases once and keeps them.
 *
 * <p>The result is the data folder of a cleanly stopped server, named for everything it depends on:
 * programs, migrations, placeholders and variants. Nothing is ever changed in place; a folder
 * appears under its name when it is complete, so runs at the same time do not disturb each other,
 * and at worst make the same data twice.
 */
public final class DatabaseCache {
  /** Raised when the way data is made changes. */
  private static final String FORMAT = "faceoff-data-1";

  private static final String DATABASE_PREFIX = "faceoff_";

  private final CacheFolder cache;
  private final CacheFolder programsCache;
  private final Supervisor supervisor;

  public DatabaseCache(CacheFolder cache, Supervisor supervisor) {
    this(cache, cache, supervisor);
  }

  /** For tests: many empty caches of data, the programs unpacked once. */
  DatabaseCache(CacheFolder cache, CacheFolder programsCache, Supervisor supervisor) {
    this.cache = cache;
    this.programsCache = programsCache;
    this.supervisor = supervisor;
  }

  /**
   * Returns the databases of the variants, making them unless they are there.
   *
   * @param log that PostgreSQL appends to while data is made
   * @param notes told in a line when data is made for the first time
   * @throws BackendUnavailableException if PostgreSQL cannot run on this machine
   * @throws DataNotMadeException if a migration fails
   */
  public PreparedDatabases prepare(
      DatabaseSpec spec, List<Variant> variants, Path log, Consumer<String> notes) {
    Map<String, String> databases = DatabaseContent.names(DATABASE_PREFIX, variants);
    PostgresPrograms programs = PostgresPrograms.unpack(programsCache);
    try {
      Path place = cache.data().resolve(key(programs, spec, variants));
      Path data = place.resolve("data");
      if (Files.isDirectory(data)) {
        return new PreparedDatabases(programs, data, databases, false);
      }
      notes.accept("making data for the first time; later runs find it in " + cache.root());
      Files.createDirectories(cache.data());
      Path making = Files.createTempDirectory(cache.data(), "making-");
      supervisor.removeAtEnd(making);
      try {
        make(programs, spec, variants, databases, making.resolve("data"), log);
        PostgresPrograms.moveUnlessThere(making, place);
      } finally {
        Supervisor.deleteTree(making);
      }
      return new PreparedDatabases(programs, data, databases, true);
    } catch (IOException e) {
      throw new DataNotMadeException(
          FaceoffException.Kind.ENVIRONMENT,
          "cannot keep data in %s (%s); name another folder by FACEOFF_CACHE"
              .formatted(cache.root(), e),
          e);
    }
  }

  private void make(
      PostgresPrograms programs,
      DatabaseSpec spec,
      List<Variant> variants,
      Map<String, String> databases,
      Path data,
      Path log) {
    initialise(programs, data, log);
    PostgresServer server =
        PostgresServer.start(programs, data, PostgresSettings.whileMaking(), log, supervisor);
    boolean clean;
    try {
      new DatabaseContent(server.login()).make(spec, variants, databases);
      shrinkLog(server.login());
      clean = server.stopCleanly();
    } catch (SQLException e) {
      throw new DataNotMadeException(
          FaceoffException.Kind.INTERNAL, "cannot make the data: " + e.getMessage(), e);
    } finally {
      server.close();
    }
    if (!clean) {
      throw new BackendUnavailableException(
          BackendKind.EMBEDDED, "PostgreSQL did not stop cleanly after making data; see " + log);
    }
    // It was made without waiting for the disk; now it is to last.
    initdb(programs, List.of("--sync-only", "-D", data.toString()), log);
  }

  private void initialise(PostgresPrograms programs, Path data, Path log) {
    List<String> arguments = new ArrayList<>(PostgresSettings.initialArguments());
    arguments.addAll(List.of("--no-sync", "--no-instructions", "-D", data.toString()));
    initdb(programs, arguments, log);
  }

  private void initdb(PostgresPrograms programs, List<String> arguments, Path log) {
    ManagedProcess process =
        supervisor.start(ProcessSpec.of("initdb", programs.command("initdb", arguments), log));
    try {
      if (process.waitFor(Duration.ofMinutes(5)) && process.exitCode().orElse(-1) == 0) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      process.stop(Duration.ZERO);
    }
    throw new BackendUnavailableException(
        BackendKind.EMBEDDED,
        "PostgreSQL's initdb failed; last lines of %s: %s"
            .formatted(log, String.join(" | ", process.lastLines(4))));
  }

  /** The log shrinks to these: less to copy at the start of each run. */
  private static void shrinkLog(PostgresLogin login) throws SQLException {
    try (Connection connection = login.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("ALTER SYSTEM SET min_wal_size = '32MB'");
      statement.execute("ALTER SYSTEM SET max_wal_size = '32MB'");
      statement.execute("SELECT pg_reload_conf()");
      statement.execute("SELECT pg_switch_wal()");
      statement.execute("CHECKPOINT");
    }
  }

  static String key(PostgresPrograms programs, DatabaseSpec spec, List<Variant> variants)
      throws IOException {
    MessageDigest digest = Digests.sha256();
    add(digest, FORMAT);
    add(digest, programs.digest());
    add(digest, PostgresSettings.initialArguments().toString());
    for (Map.Entry<String, String> entry : new TreeMap<>(spec.placeholders()).entrySet()) {
      add(digest, entry.getKey());
      add(digest, entry.getValue());
    }
    addFolders(digest, spec.migrations());
    for (Variant variant : variants) {
      add(digest, variant.name());
      addFolders(digest, variant.migrations());
      Optional<DatabaseSpec> brought = variant.own().flatMap(OwnService::database);
      if (brought.isPresent()) {
        addFolders(digest, brought.get().migrations());
        add(digest, new TreeMap<>(brought.get().placeholders()).toString());
      }
    }
    return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
  }

  private static void addFolders(MessageDigest digest, List<Path> folders) throws IOException {
    add(digest, folders.size() + " folders");
    for (Path folder : folders) {
      if (!Files.isDirectory(folder)) {
        throw new DataNotMadeException(
            FaceoffException.Kind.USAGE, "there is no folder of migrations " + folder, null);
      }
      try (Stream<Path> tree = Files.walk(folder)) {
        List<Path> files = tree.filter(Files::isRegularFile).sorted().toList();
        add(digest, files.size() + " files");
        for (Path file : files) {
          add(digest, folder.relativize(file).toString());
          add(digest, Files.readAllBytes(file));
        }
      }
    }
  }

  private static void add(MessageDigest digest, String text) {
    add(digest, text.getBytes(StandardCharsets.UTF_8));
  }

  /** With its length, so that no two lists of parts look alike. */
  private static void add(MessageDigest digest, byte[] bytes) {
    digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
    digest.update(bytes);
  }
}
