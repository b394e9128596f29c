package dev.faceoff.model;

/**
 * A Redis that every variant may use, each in a database of its own.
 *
 * @param maxMemoryMebibytes after which it evicts what was used least recently
 */
public record RedisSpec(int maxMemoryMebibytes) {
  public RedisSpec {
    Checks.requireAtLeast(maxMemoryMebibytes, 1, "maxMemoryMebibytes");
  }
}
