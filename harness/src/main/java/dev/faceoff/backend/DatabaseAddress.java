package dev.faceoff.backend;

/**
 * Where one variant's database is; trusts its user without a password.
 *
 * @param name of the database
 */
public record DatabaseAddress(String host, int port, String name, String user) {
  /** The address for JDBC, without the user. */
  public String jdbcUrl() {
    return "jdbc:postgresql://%s:%d/%s".formatted(host, port, name);
  }
}
