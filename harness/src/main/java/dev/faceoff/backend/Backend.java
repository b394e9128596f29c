package dev.faceoff.backend;

import java.util.OptionalLong;

/** A running PostgreSQL server with one database per variant, all with the same content. */
public interface Backend extends AutoCloseable {
  /**
   * The database of a variant.
   *
   * @throws IllegalArgumentException if the server was not prepared for that variant
   */
  DatabaseAddress database(String variant);

  /** Process id of the postmaster; empty when the server is not on this machine. */
  OptionalLong serverProcess();

  /** Version of the server, for example "17.11". */
  String version();

  @Override
  void close();
}
