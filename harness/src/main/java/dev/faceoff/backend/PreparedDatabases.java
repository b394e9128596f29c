package dev.faceoff.backend;

import java.nio.file.Path;
import java.util.Map;

/**
 * Ready-made data in the cache: the folder of a cleanly stopped server, to be copied and never
 * started on itself.
 */
public final class PreparedDatabases {
  private final PostgresPrograms programs;
  private final Path folder;
  private final Map<String, String> databases;
  private final boolean made;

  PreparedDatabases(
      PostgresPrograms programs, Path folder, Map<String, String> databases, boolean made) {
    this.programs = programs;
    this.folder = folder;
    this.databases = Map.copyOf(databases);
    this.made = made;
  }

  /** Whether it was made just now, for the first time. */
  public boolean made() {
    return made;
  }

  PostgresPrograms programs() {
    return programs;
  }

  Path folder() {
    return folder;
  }

  /** Name of each variant's database, by variant. */
  Map<String, String> databases() {
    return databases;
  }
}
