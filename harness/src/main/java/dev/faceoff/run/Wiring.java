package dev.faceoff.run;

import dev.faceoff.backend.Backend;
import dev.faceoff.backend.DatabaseAddress;
import dev.faceoff.backend.RedisAddress;
import dev.faceoff.fault.FaultProxy;
import dev.faceoff.model.Address;
import dev.faceoff.model.Dependencies;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.TargetSpec;
import dev.faceoff.model.Variant;
import dev.faceoff.target.TargetProcess;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What one variant is connected to in a launch: its share of the backend, its own companion
 * services, and the proxies in front of those that suffer a fault.
 */
final class Wiring implements AutoCloseable {
  private static final int HTTP_PORT = 80;

  private final Scenario scenario;
  private final Variant variant;
  private final Optional<Backend> backend;
  private final Map<String, TargetProcess> services = new LinkedHashMap<>();
  private final Map<String, FaultProxy> proxies = new HashMap<>();
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  Wiring(Scenario scenario, Variant variant, Optional<Backend> backend) {
    this.scenario = scenario;
    this.variant = variant;
    this.backend = backend;
  }

  /** Starts the companion services, which get ready side by side; {@link #connect} waits. */
  void startServices(Starts starts, Map<String, String> settings) {
    scenario
        .services(variant)
        .forEach(
            (name, spec) -> {
              TargetProcess service = starts.service(name, spec, variant, settings);
              opened.push(service);
              services.put(name, service);
            });
  }

  /** Waits for the companion services and puts the proxies in front of what suffers a fault. */
  void connect() throws InterruptedException {
    for (Map.Entry<String, TargetProcess> service : services.entrySet()) {
      TargetSpec spec = scenario.services(variant).get(service.getKey());
      service.getValue().awaitReady(spec.readyLimit());
    }
    for (String connection : scenario.faults().connections()) {
      if (!variant.reaches(connection)) {
        continue;
      }
      FaultProxy proxy =
          FaultProxy.open(
              backend.orElseThrow().proxyPlace(direct(connection)),
              variant.name() + "-" + connection);
      opened.push(proxy);
      proxies.put(connection, proxy);
      Double distance = scenario.faults().distanceMillis().get(connection);
      if (distance != null) {
        proxy.distance(distance);
      }
    }
  }

  /** The proxies by connection. */
  Map<String, FaultProxy> proxies() {
    return Map.copyOf(proxies);
  }

  /** Address of a companion service itself, past any proxy. */
  URI service(String name) {
    return services.get(name).url();
  }

  /** Name of a companion service that has ended, if one has. */
  Optional<String> ended() {
    return services.values().stream()
        .filter(service -> !service.isAlive())
        .map(TargetProcess::name)
        .findFirst();
  }

  /** What the service is told, by placeholder: its dependencies, by way of their proxies. */
  Map<String, String> placeholders() {
    Map<String, String> values = new HashMap<>();
    backend.ifPresent(
        running -> {
          if (scenario.hasDatabase(variant)) {
            DatabaseAddress database = running.database(variant.name());
            Address address = reachedAt(Dependencies.DATABASE);
            values.put("database.url", database.jdbcUrl(address));
            values.put("database.host", address.host());
            values.put("database.port", String.valueOf(address.port()));
            values.put("database.name", database.name());
            values.put("database.user", database.user());
            values.put("database.password", database.password().orElse(""));
          }
          if (scenario.hasRedis(variant)) {
            RedisAddress redis = running.redis(variant.name());
            Address address = reachedAt(Dependencies.REDIS);
            values.put("redis.host", address.host());
            values.put("redis.port", String.valueOf(address.port()));
            values.put("redis.database", String.valueOf(redis.database()));
            values.put("redis.password", redis.password().orElse(""));
          }
        });
    services.forEach(
        (name, service) ->
            values.put(name + ".url", "http://" + reachedAt(name) + path(service.url())));
    return values;
  }

  /** That of one that runs already; one that is started has none. */
  private static String path(URI url) {
    return url.getRawPath() == null ? "" : url.getRawPath();
  }

  private Address reachedAt(String connection) {
    FaultProxy proxy = proxies.get(connection);
    return proxy == null ? direct(connection) : proxy.address();
  }

  private Address direct(String connection) {
    return switch (connection) {
      case Dependencies.DATABASE -> backend.orElseThrow().database(variant.name()).address();
      case Dependencies.REDIS -> backend.orElseThrow().redis(variant.name()).address();
      default -> {
        URI url = services.get(connection).url();
        yield new Address(url.getHost(), url.getPort() < 0 ? HTTP_PORT : url.getPort());
      }
    };
  }

  @Override
  public void close() {
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception e) {
        // Proxies of a server that has ended, services that have: gone is what they should be.
      }
    }
  }
}
