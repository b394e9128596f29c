package dev.faceoff.backend;

import dev.faceoff.model.RedisSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The Redis settings of every backend, each with its reason; named in full, defaults too. */
public final class RedisSettings {
  /** Those that do not depend on a scenario. */
  private static final Map<String, String> SHARED = shared();

  private RedisSettings() {}

  /** Name to value, in the order in which they are explained. */
  public static Map<String, String> of(RedisSpec spec) {
    Map<String, String> settings = new LinkedHashMap<>(SHARED);
    // In bytes, as Redis tells it.
    settings.put("maxmemory", String.valueOf((long) spec.maxMemoryMebibytes() << 20));
    return settings;
  }

  /** Their names. */
  static List<String> names() {
    return List.copyOf(of(new RedisSpec(1)).keySet());
  }

  /** The settings as a configuration file. */
  static String file(Map<String, String> settings) {
    StringBuilder file = new StringBuilder();
    settings.forEach(
        (name, value) -> file.append("%s \"%s\"\n".formatted(name, value.replace("\"", "\\\""))));
    return file.toString();
  }

  private static Map<String, String> shared() {
    Map<String, String> settings = new LinkedHashMap<>();

    // A cache: what it holds can be computed again, and a snapshot in one variant's block but not
    // in the other's would be measured.
    settings.put("save", "");
    settings.put("appendonly", "no");

    // What a cache does when it is full, so that services need not care; without it a full Redis
    // refuses writes.
    settings.put("maxmemory-policy", "allkeys-lru");

    // A connection that waits in a pool is not closed under it.
    settings.put("timeout", "0");
    return settings;
  }
}
