package dev.faceoff.backend;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The PostgreSQL settings of every backend, each with its reason. Named in full, defaults too,
 * where distributions of PostgreSQL or tools that start it differ.
 */
public final class PostgresSettings {
  private static final Map<String, String> SHARED = shared();

  private PostgresSettings() {}

  /** Name to value, in the order in which they are explained. */
  public static Map<String, String> all() {
    return SHARED;
  }

  /** The settings as arguments of {@code postgres}: {@code -c name=value}. */
  public static List<String> arguments() {
    return arguments(SHARED);
  }

  static List<String> arguments(Map<String, String> settings) {
    List<String> arguments = new ArrayList<>();
    settings.forEach(
        (name, value) -> {
          arguments.add("-c");
          arguments.add(name + "=" + value);
        });
    return arguments;
  }

  private static Map<String, String> shared() {
    Map<String, String> settings = new LinkedHashMap<>();

    // As in production: a commit waits for the disk. Test tools switch both off, which makes
    // commits cheap and hides what chatty transactions cost.
    settings.put("fsync", "on");
    settings.put("synchronous_commit", "on");

    // Counts statements and buffers. "top": what the service sent, not what functions ran inside;
    // a naive service is told by its round trips. Without utility commands, so that BEGIN and
    // COMMIT are no statements. Not saved: a run starts at zero.
    settings.put("shared_preload_libraries", "pg_stat_statements");
    settings.put("pg_stat_statements.track", "top");
    settings.put("pg_stat_statements.track_utility", "off");
    settings.put("pg_stat_statements.save", "off");
    settings.put("compute_query_id", "on");

    // Tells waiting for the disk from computing; costs some ten nanoseconds a page.
    settings.put("track_io_timing", "on");
    settings.put("track_counts", "on");

    // Both variants' data of the built-in scenarios fit, so that a warm run compares work, not
    // which variant's pages were evicted; small enough for a laptop.
    settings.put("shared_buffers", "256MB");
    settings.put("huge_pages", "off");

    // Two services with a pool each, both with room to try bigger ones, and the probes.
    settings.put("max_connections", "200");

    // Quiet machine: no checkpoint and no vacuum in one variant's block but not in the other's.
    // The data is vacuumed, frozen, analyzed and checkpointed when it is made.
    settings.put("checkpoint_timeout", "1h");
    settings.put("max_wal_size", "4GB");
    settings.put("autovacuum", "off");

    // Not every build has the JIT compiler; where it is, a plan's cost decides about 100 ms more.
    settings.put("jit", "off");

    // Nobody's summer time in the log, and messages that can be searched for.
    settings.put("log_timezone", "UTC");
    settings.put("lc_messages", "C");
    settings.put("logging_collector", "off");
    settings.put("log_checkpoints", "off");
    return java.util.Collections.unmodifiableMap(settings);
  }

  /**
   * What {@code initdb} decides for good: user and encoding, and sorting by PostgreSQL's own
   * provider, so that neither the machine's libraries nor its language change an index.
   */
  static List<String> initialArguments() {
    return List.of(
        "--username=" + USER,
        "--auth=trust",
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--locale=C");
  }

  /** Owner of the databases, a superuser: the probe may read everything. */
  static final String USER = "faceoff";

  /** The database that every server has. */
  static final String HOME = "postgres";

  /** {@code initdb}'s arguments in a container, of whichever major its image is. */
  static final String CONTAINER_INITIAL_ARGUMENTS = "--encoding=UTF8 --locale=C";

  /**
   * What {@code CREATE DATABASE} says so that text sorts alike on every server: by PostgreSQL's own
   * provider where there is one, by code points in any case.
   *
   * @param major of the server
   */
  static String databaseOptions(int major) {
    String locale = "TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'";
    if (major >= 17) {
      return locale + " LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8'";
    }
    return major >= 15 ? locale + " LOCALE_PROVIDER libc" : locale;
  }

  /** While data is made, speed is all: it is written to disk once, when it is complete. */
  static Map<String, String> whileMaking() {
    Map<String, String> settings = new LinkedHashMap<>(SHARED);
    settings.put("fsync", "off");
    settings.put("synchronous_commit", "off");
    settings.put("full_page_writes", "off");
    settings.put("wal_level", "minimal");
    settings.put("max_wal_senders", "0");
    settings.put("maintenance_work_mem", "256MB");
    // Set in the folder when the data is complete, to shrink its log; an argument would win.
    settings.remove("max_wal_size");
    return settings;
  }
}
