package dev.faceoff.backend;

import dev.faceoff.model.Address;
import java.util.Optional;

/**
 * Where one variant's database is.
 *
 * @param name of the database
 * @param password empty where the server trusts its user
 */
public record DatabaseAddress(
    Address address, String name, String user, Optional<String> password) {
  /** The address for JDBC, without user and password. */
  public String jdbcUrl() {
    return jdbcUrl(address);
  }

  /** The address for JDBC when the server is reached somewhere else, for example by a proxy. */
  public String jdbcUrl(Address reachedAt) {
    return "jdbc:postgresql://%s/%s".formatted(reachedAt, name);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return jdbcUrl() + " as " + user;
  }
}
