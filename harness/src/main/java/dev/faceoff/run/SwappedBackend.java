package dev.faceoff.run;

import dev.faceoff.backend.Backend;
import dev.faceoff.backend.DatabaseAddress;
import dev.faceoff.backend.RedisAddress;
import dev.faceoff.model.Address;
import dev.faceoff.model.BackendKind;
import dev.faceoff.model.ProxyPlace;
import dev.faceoff.model.Side;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A backend whose two sides have changed places: whatever makes one copy of the same data quicker
 * than the other, its place on disk for example, hits each side every other launch. Closing it
 * closes nothing.
 */
record SwappedBackend(Backend backend) implements Backend {
  @Override
  public BackendKind kind() {
    return backend.kind();
  }

  @Override
  public DatabaseAddress database(String variant) {
    return backend.database(other(variant));
  }

  @Override
  public RedisAddress redis(String variant) {
    return backend.redis(other(variant));
  }

  @Override
  public ProxyPlace proxyPlace(Address upstream) {
    return backend.proxyPlace(upstream);
  }

  @Override
  public OptionalLong databaseProcess() {
    return backend.databaseProcess();
  }

  @Override
  public Map<String, String> versions() {
    return backend.versions();
  }

  @Override
  public Map<String, Map<String, String>> settings() {
    return backend.settings();
  }

  @Override
  public List<String> notes() {
    return backend.notes();
  }

  @Override
  public void close() {
    // Another launch needs it.
  }

  private static String other(String side) {
    return side.equals(Side.BASELINE.id()) ? Side.CANDIDATE.id() : Side.BASELINE.id();
  }
}
