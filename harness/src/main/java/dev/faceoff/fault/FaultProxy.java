package dev.faceoff.fault;

import dev.faceoff.model.Address;
import dev.faceoff.model.Cut;
import dev.faceoff.model.FaultWindow;
import dev.faceoff.model.ProxyPlace;
import dev.faceoff.model.Toxic;
import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A proxy in one connection of one variant, in a Toxiproxy server that runs already: where standing
 * distance is added, and faults come and go. Used by one thread at a time, or synchronized here.
 */
public final class FaultProxy implements AutoCloseable {
  private static final String DISTANCE = "distance";
  private static final Set<String> ANY_HOST = Set.of("0.0.0.0", "::", "");

  /** How long a port that somebody else has taken during a cut is waited for, and how often. */
  private static final int ENABLE_TRIES = 20;

  private static final long BETWEEN_TRIES_MILLIS = 100;

  /** Toxiproxy answers within milliseconds; its client itself would wait for ever. */
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Proxy proxy;
  private final Address address;
  private final String description;
  private final BoundedCalls calls;
  // A call that was given up may still go on beside the next.
  private final Map<String, Toxics.Added> added = new ConcurrentHashMap<>();
  private boolean cut;

  private FaultProxy(Proxy proxy, Address address, String description, BoundedCalls calls) {
    this.proxy = proxy;
    this.address = address;
    this.description = description;
    this.calls = calls;
  }

  /**
   * Makes a proxy, passing everything on as it is. It touches no other proxy there.
   *
   * @param name after the place's prefix; alone in messages, which hold no addresses of ours
   * @throws FaultFailedException if the server cannot be reached, is silent for 30 s, or does not
   *     listen where it should
   */
  public static FaultProxy open(ProxyPlace place, String name) {
    return open(place, name, LIMIT);
  }

  /**
   * As {@link #open(ProxyPlace, String)}.
   *
   * @param limit for each call of the server
   */
  static FaultProxy open(ProxyPlace place, String name, Duration limit) {
    URI api = place.api();
    String description = "proxy " + name;
    BoundedCalls calls = new BoundedCalls(limit);
    try {
      Proxy proxy =
          calls.answer(
              () ->
                  new ToxiproxyClient(api.getScheme(), api.getHost(), port(api))
                      .createProxy(place.prefix() + name, place.listen(), place.upstream()));
      Address address = place.reachedAt().orElseGet(() -> listening(proxy, api));
      return new FaultProxy(proxy, address, description, calls);
    } catch (IOException e) {
      throw failed("make", description, e);
    }
  }

  private static int port(URI api) {
    if (api.getPort() >= 0) {
      return api.getPort();
    }
    return "https".equals(api.getScheme()) ? 443 : 80;
  }

  /** One that listens everywhere is reached where its API is. */
  private static Address listening(Proxy proxy, URI api) {
    String listen = proxy.getListen();
    int colon = listen.lastIndexOf(':');
    String host = withoutBrackets(listen.substring(0, colon));
    return new Address(
        ANY_HOST.contains(host) ? withoutBrackets(api.getHost()) : host,
        Integer.parseInt(listen.substring(colon + 1)));
  }

  private static String withoutBrackets(String host) {
    return host.replace("[", "").replace("]", "");
  }

  /** Where services reach what is behind it. */
  public Address address() {
    return address;
  }

  /**
   * Sets the standing distance, in place of any earlier one: answers come so much later,
   * connections being made do not. Any fault comes on top.
   *
   * @param millis of a round trip, whole, because Toxiproxy knows no others; 0 for none
   * @throws FaultFailedException if Toxiproxy refuses
   */
  public synchronized void distance(double millis) {
    if (millis < 0 || millis != Math.rint(millis)) {
      throw new IllegalArgumentException(
          "a distance is a whole number of milliseconds, but is " + millis);
    }
    try {
      calls.run(
          () -> {
            Toxics.Added before = added.remove(DISTANCE);
            if (before != null) {
              before.remove();
            }
            if (millis > 0) {
              var latency =
                  proxy.toxics().latency(DISTANCE, ToxicDirection.DOWNSTREAM, (long) millis);
              added.put(DISTANCE, latency::remove);
            }
          });
    } catch (IOException e) {
      throw failed("add a distance to", e);
    }
  }

  /**
   * Brings a window's fault on; returns when every connection has it. A cut ends the connections
   * there are, and refuses new ones.
   *
   * @throws FaultFailedException if Toxiproxy refuses
   * @throws IllegalStateException if it is on already
   */
  public synchronized void apply(FaultWindow window) {
    try {
      if (window.fault() instanceof Cut) {
        requireOff(!cut, window);
        calls.run(proxy::disable);
        cut = true;
      } else {
        requireOff(!added.containsKey(toxicName(window)), window);
        calls.run(
            () ->
                Toxics.add(
                    proxy,
                    toxicName(window),
                    (Toxic) window.fault(),
                    on -> added.put(toxicName(window), on)));
      }
    } catch (IOException e) {
      FaultFailedException failure = failed("put %s on".formatted(window.fault().label()), e);
      Toxics.Added half = added.remove(toxicName(window));
      if (half != null) {
        try {
          calls.run(half::remove);
        } catch (IOException second) {
          failure.addSuppressed(second);
        }
      }
      throw failure;
    }
  }

  /**
   * Takes a window's fault off; returns when no connection has it any more. After a cut the proxy
   * listens where it did.
   *
   * @throws FaultFailedException if Toxiproxy refuses
   * @throws IllegalStateException if it is not on
   */
  public synchronized void remove(FaultWindow window) {
    try {
      if (window.fault() instanceof Cut) {
        requireOn(cut, window);
        calls.run(this::enable);
        cut = false;
      } else {
        Toxics.Added on = added.get(toxicName(window));
        requireOn(on != null, window);
        calls.run(on::remove);
        added.remove(toxicName(window));
      }
    } catch (IOException e) {
      throw failed("take %s off".formatted(window.fault().label()), e);
    }
  }

  /**
   * Deletes the proxy, which ends its connections. A server that was silent once is not waited for
   * again.
   */
  @Override
  public synchronized void close() {
    try {
      calls.run(proxy::delete);
    } catch (IOException e) {
      // It went with its server; from one that lives on, the next run removes it.
    }
  }

  /** A free port may be lent to an outgoing connection meanwhile, for a moment as a rule. */
  private void enable() throws IOException {
    for (int tries = 1; ; tries++) {
      try {
        proxy.enable();
        return;
      } catch (IOException e) {
        if (tries == ENABLE_TRIES) {
          throw e;
        }
        try {
          TimeUnit.MILLISECONDS.sleep(BETWEEN_TRIES_MILLIS);
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
          throw e;
        }
      }
    }
  }

  private static String toxicName(FaultWindow window) {
    return "fault-" + window.name();
  }

  private void requireOff(boolean off, FaultWindow window) {
    if (!off) {
      throw new IllegalStateException("%s is on already at %s".formatted(window, description));
    }
  }

  private void requireOn(boolean on, FaultWindow window) {
    if (!on) {
      throw new IllegalStateException("%s is not on at %s".formatted(window, description));
    }
  }

  private FaultFailedException failed(String what, IOException cause) {
    return failed(what, description, cause);
  }

  private static FaultFailedException failed(String what, String description, IOException cause) {
    return new FaultFailedException(
        "cannot %s %s: %s".formatted(what, description, cause.getMessage()), cause);
  }
}
