package dev.faceoff.backend;

import dev.faceoff.model.Address;
import dev.faceoff.model.BackendKind;
import dev.faceoff.model.ProxyPlace;
import dev.faceoff.toxiproxy.ToxiproxyServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Optional;

/**
 * Proxies that listen on a machine's own ports: Faceoff's Toxiproxy server, or a real one by URL.
 */
final class HostProxies implements Proxies {
  private final URI api;
  private final boolean embedded;

  private HostProxies(URI api, boolean embedded) {
    this.api = api;
    this.embedded = embedded;
  }

  /** Starts a server in this JVM, on the loopback interface. */
  static HostProxies start(BackendKind kind, Openings openings) {
    try {
      return new HostProxies(openings.add("Toxiproxy", ToxiproxyServer.start()).uri(), true);
    } catch (UncheckedIOException e) {
      throw new BackendUnavailableException(
          kind, "the embedded Toxiproxy does not start: " + e.getMessage(), e);
    }
  }

  /**
   * What the user named, without the proxies that killed runs of this machine left there; else a
   * server in this JVM.
   *
   * @throws BackendUnavailableException if the named one does not answer
   */
  static Proxies of(Optional<URI> named, BackendKind kind, Openings openings) {
    if (named.isEmpty()) {
      return start(kind, openings);
    }
    HostProxies real = new HostProxies(named.get(), false);
    try {
      real.version();
      ToxiproxyApi.removeLeftovers(named.get());
    } catch (IOException e) {
      throw new BackendUnavailableException(
          kind,
          "no Toxiproxy answers at FACEOFF_TOXIPROXY_URL; start it, or unset the variable",
          e);
    }
    if (Address.isLoopback(named.get().getHost())) {
      return real;
    }
    HostProxies own = start(kind, openings);
    // What listens on this machine's loopback interface cannot be reached from another one.
    return new Proxies() {
      @Override
      public ProxyPlace place(Address upstream) {
        return Address.isLoopback(upstream.host()) ? own.place(upstream) : real.place(upstream);
      }

      @Override
      public String version() throws IOException {
        return real.version();
      }
    };
  }

  /**
   * On the interface that the API has: it is one that services reach. A Toxiproxy behind a
   * published port of a container listens elsewhere than it is reached, so it cannot be used.
   */
  @Override
  public ProxyPlace place(Address upstream) {
    return new ProxyPlace(
        api, ProxyNames.prefix(), api.getHost() + ":0", upstream.toString(), Optional.empty());
  }

  @Override
  public String version() throws IOException {
    String version = ToxiproxyApi.version(api);
    return embedded ? version + ", Faceoff's own" : version;
  }
}
