package dev.faceoff.backend;

import dev.faceoff.model.Address;
import java.util.Optional;

/**
 * Where one variant's Redis is.
 *
 * @param database number of the logical database
 * @param password empty where none is asked for
 */
public record RedisAddress(Address address, int database, Optional<String> password) {
  /** Without the password. */
  @Override
  public String toString() {
    return "redis://%s/%d".formatted(address, database);
  }
}
