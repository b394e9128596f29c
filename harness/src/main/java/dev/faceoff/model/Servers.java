package dev.faceoff.model;

import java.net.URI;
import java.util.Optional;

/**
 * Servers that already run, as their user names them. Shows no password, whoever prints it.
 *
 * @param toxiproxy its API
 */
public record Servers(Optional<Database> database, Optional<Redis> redis, Optional<URI> toxiproxy) {
  /** No server: every backend starts its own. */
  public static final Servers NONE =
      new Servers(Optional.empty(), Optional.empty(), Optional.empty());

  /**
   * A PostgreSQL.
   *
   * @param name of the database that is connected to when others are made
   * @param user who may make databases
   */
  public record Database(Address address, String name, String user, Optional<String> password) {
    public Database {
      Checks.requireText(name, "name");
      Checks.requireText(user, "user");
    }

    @Override
    public String toString() {
      return "postgresql://%s/%s".formatted(address, name);
    }
  }

  /**
   * A Redis.
   *
   * @param database number of the first logical database that may be used
   */
  public record Redis(Address address, int database, Optional<String> password) {
    public Redis {
      Checks.requireAtLeast(database, 0, "database");
    }

    @Override
    public String toString() {
      return "redis://%s/%d".formatted(address, database);
    }
  }
}
