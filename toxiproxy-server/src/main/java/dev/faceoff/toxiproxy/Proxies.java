package dev.faceoff.toxiproxy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** The proxies of a server, by name. */
final class Proxies {
  /** A proxy as a request describes it. */
  record Wanted(String name, String listen, String upstream, boolean enabled) {}

  private final ServerContext context;
  private final Map<String, Proxy> byName = new ConcurrentSkipListMap<>();

  Proxies(ServerContext context) {
    this.context = context;
  }

  /** All, sorted by name. */
  Collection<Proxy> all() {
    return byName.values();
  }

  Proxy get(String name) throws ApiException {
    Proxy proxy = byName.get(name);
    if (proxy == null) {
      throw ApiException.notFound("proxy");
    }
    return proxy;
  }

  /** Adds a proxy, unless it cannot listen though it should. */
  synchronized Proxy create(Wanted wanted) throws ApiException, InterruptedException {
    if (byName.containsKey(wanted.name())) {
      throw ApiException.exists("proxy");
    }
    return put(wanted);
  }

  synchronized void delete(String name) throws ApiException, InterruptedException {
    Proxy proxy = get(name);
    byName.remove(name);
    proxy.retire();
  }

  /**
   * Makes sure there are these proxies; one that is there and differs in an address is replaced.
   *
   * @param done gets those that are there now, also when a later one fails
   */
  synchronized void populate(List<Wanted> all, List<Proxy> done)
      throws ApiException, InterruptedException {
    for (Wanted wanted : all) {
      Proxy existing = byName.get(wanted.name());
      if (existing != null && !existing.differs(wanted.listen(), wanted.upstream())) {
        done.add(existing);
        continue;
      }
      if (existing != null) {
        existing.stop();
      }
      done.add(put(wanted));
      if (existing != null) {
        existing.retire();
      }
    }
  }

  private Proxy put(Wanted wanted) throws ApiException, InterruptedException {
    Proxy proxy = new Proxy(context, wanted.name(), wanted.listen(), wanted.upstream());
    if (wanted.enabled()) {
      proxy.start();
    }
    byName.put(wanted.name(), proxy);
    return proxy;
  }

  /** Starts every proxy and takes its toxics off; ends at the first that cannot listen. */
  synchronized void reset() throws ApiException, InterruptedException {
    for (Proxy proxy : all()) {
      proxy.reset();
    }
  }

  /** Stops every proxy and forgets it. */
  synchronized void close() throws InterruptedException {
    for (Proxy proxy : new ArrayList<>(all())) {
      byName.remove(proxy.name());
      proxy.retire();
    }
  }
}
