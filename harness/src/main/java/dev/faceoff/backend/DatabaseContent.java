package dev.faceoff.backend;

import dev.faceoff.model.DatabaseSpec;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.OwnService;
import dev.faceoff.model.Variant;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Makes a scenario's databases on a server: by the same steps, whichever the server. */
final class DatabaseContent {
  private final PostgresLogin login;

  DatabaseContent(PostgresLogin login) {
    this.login = login;
  }

  /**
   * The name of each variant's database.
   *
   * @throws IllegalArgumentException if two would have the same
   */
  static Map<String, String> names(String prefix, List<Variant> variants) {
    Map<String, String> names = new LinkedHashMap<>();
    for (Variant variant : variants) {
      String name = prefix + variant.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "_");
      if (names.containsValue(name)) {
        throw new IllegalArgumentException(
            "variants must differ in letters or digits, but two make database " + name);
      }
      names.put(variant.name(), name);
    }
    return names;
  }

  /**
   * Makes the databases: migrated once, cloned for each variant, then each variant's own
   * migrations; those that bring content of their own start empty; vacuumed, frozen and analyzed,
   * so that nothing of the kind disturbs a measurement.
   *
   * @param databases name by variant; none exists yet
   * @throws DataNotMadeException if a migration fails
   */
  void make(DatabaseSpec spec, List<Variant> variants, Map<String, String> databases)
      throws SQLException {
    String first = databases.get(variants.get(0).name());
    try (Connection admin = login.connect();
        Statement statement = admin.createStatement()) {
      int major = admin.getMetaData().getDatabaseMajorVersion();
      statement.execute(
          "CREATE DATABASE %s %s"
              .formatted(quoted(first), PostgresSettings.databaseOptions(major)));
      migrate(first, spec.migrations(), spec.placeholders());
      login.execute(first, "CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
      // Before it is cloned: the clones need not do this work again.
      login.execute(first, "VACUUM (FREEZE, ANALYZE)");
      for (Variant variant : variants.subList(1, variants.size())) {
        if (brought(variant).isPresent()) {
          statement.execute(
              "CREATE DATABASE %s %s"
                  .formatted(
                      quoted(databases.get(variant.name())),
                      PostgresSettings.databaseOptions(major)));
          migrate(
              databases.get(variant.name()),
              brought(variant).get().migrations(),
              brought(variant).get().placeholders());
          login.execute(
              databases.get(variant.name()), "CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
          continue;
        }
        statement.execute(
            "CREATE DATABASE %s TEMPLATE %s%s"
                .formatted(
                    quoted(databases.get(variant.name())),
                    quoted(first),
                    major >= 15 ? " STRATEGY file_copy" : ""));
      }
      for (Variant variant : variants) {
        if (!variant.migrations().isEmpty()) {
          List<Path> folders = new ArrayList<>(spec.migrations());
          folders.addAll(variant.migrations());
          migrate(databases.get(variant.name()), folders, spec.placeholders());
        }
        login.execute(databases.get(variant.name()), "VACUUM (FREEZE, ANALYZE)");
      }
    }
  }

  private static Optional<DatabaseSpec> brought(Variant variant) {
    return variant.own().flatMap(OwnService::database);
  }

  static String quoted(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  /** Leaves the database empty where there are no folders: then the service fills it. */
  private void migrate(String database, List<Path> folders, Map<String, String> placeholders) {
    if (folders.isEmpty()) {
      return;
    }
    DatabaseAddress address = login.database(database);
    try {
      Flyway.configure()
          .loggers(SilentFlywayLog.class.getName())
          .dataSource(address.jdbcUrl(), address.user(), address.password().orElse(""))
          .locations(folders.stream().map(folder -> "filesystem:" + folder).toArray(String[]::new))
          .failOnMissingLocations(true)
          // A variant's migration may be older than the newest common one.
          .outOfOrder(true)
          .placeholders(placeholders)
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new DataNotMadeException(
          FaceoffException.Kind.USAGE,
          "cannot migrate %s: %s".formatted(folders, oneLine(e.getMessage())),
          e);
    }
  }

  private static String oneLine(String text) {
    return text.strip()
        .replaceAll("-{3,}", "")
        .replaceAll("Statement\\s+: Run Flyway with .*", "") // there is no such option here
        .strip()
        .replaceAll(" +: ", ": ")
        .replaceAll("\\s*\\R\\s*", "; ");
  }
}
