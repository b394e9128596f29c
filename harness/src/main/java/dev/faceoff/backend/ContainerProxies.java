package dev.faceoff.backend;

import dev.faceoff.model.Address;
import dev.faceoff.model.BackendKind;
import dev.faceoff.model.ProxyPlace;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntUnaryOperator;

/**
 * Proxies of a real Toxiproxy in a container, in front of containers of the same network.
 *
 * <p>A service of this machine that listens on the loopback interface cannot be reached from a
 * container; in front of those stand proxies of the server in this JVM, which is started when the
 * first is asked for.
 */
final class ContainerProxies implements Proxies {
  static final int API_PORT = 8474;

  /** Those that {@code ToxiproxyContainer} publishes. */
  private static final int FIRST_PORT = 8666;

  private static final int PORTS = 32;

  private final IntUnaryOperator published;
  private final Map<Address, String> inside;
  private final Openings openings;
  private final URI api;
  private Optional<HostProxies> own = Optional.empty();
  private int next;

  /**
   * Proxies of a container that runs.
   *
   * @param published the port of this machine for one of the container
   * @param inside where containers are reached in the network, by where this process reaches them
   */
  ContainerProxies(IntUnaryOperator published, Map<Address, String> inside, Openings openings) {
    this.published = published;
    this.inside = inside;
    this.openings = openings;
    this.api =
        URI.create("http://" + new Address(PostgresServer.HOST, published.applyAsInt(API_PORT)));
  }

  @Override
  public synchronized ProxyPlace place(Address upstream) {
    String name = inside.get(upstream);
    if (name == null) {
      if (own.isEmpty()) {
        own = Optional.of(HostProxies.start(BackendKind.TESTCONTAINERS, openings));
      }
      return own.get().place(upstream);
    }
    int port = unused();
    return new ProxyPlace(
        api,
        ProxyNames.prefix(),
        "0.0.0.0:" + port,
        name,
        Optional.of(new Address(PostgresServer.HOST, published.applyAsInt(port))));
  }

  @Override
  public String version() throws IOException {
    return ToxiproxyApi.version(api);
  }

  /** The ports in turn, so that a port just given away is not given away again. */
  private int unused() {
    try {
      Set<Integer> used = ToxiproxyApi.ports(api);
      for (int tried = 0; tried < PORTS; tried++) {
        int port = FIRST_PORT + next;
        next = (next + 1) % PORTS;
        if (!used.contains(port)) {
          return port;
        }
      }
    } catch (IOException e) {
      throw new BackendUnavailableException(
          BackendKind.TESTCONTAINERS, "Toxiproxy does not answer any more: " + e.getMessage(), e);
    }
    throw new BackendUnavailableException(
        BackendKind.TESTCONTAINERS,
        "Toxiproxy's container has ports for %d proxies, and all are in use".formatted(PORTS));
  }
}
