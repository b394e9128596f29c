package dev.faceoff.toxiproxy;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * A named proxy: where it listens, where it connects to, and its toxics.
 *
 * <p>Changes wait for each other and block until every connection has them; looking at it never
 * waits.
 */
final class Proxy {
  /**
   * @param listen as asked for while the proxy has never listened, then the numeric address
   * @param upstream resolved at each connection
   */
  record State(String listen, String upstream, boolean enabled) {}

  private final ServerContext context;
  private final String name;
  private final AtomicLong connectionNumbers = new AtomicLong();
  private volatile State state;
  private volatile List<ToxicSpec> toxics = List.of();
  private Listener listener;
  private boolean retired;

  /** A proxy that does not listen yet. */
  Proxy(ServerContext context, String name, String listen, String upstream) {
    this.context = context;
    this.name = name;
    this.state = new State(listen, upstream, false);
  }

  String name() {
    return name;
  }

  State state() {
    return state;
  }

  /** Upstream toxics first, each direction in order of creation. */
  List<ToxicSpec> toxics() {
    List<ToxicSpec> all = new ArrayList<>(toxics(Direction.UPSTREAM));
    all.addAll(toxics(Direction.DOWNSTREAM));
    return all;
  }

  /** Toxics of a direction in order of creation. */
  List<ToxicSpec> toxics(Direction direction) {
    return toxics.stream().filter(toxic -> toxic.direction() == direction).toList();
  }

  ToxicSpec toxic(String toxicName) throws ApiException {
    return toxics.stream()
        .filter(toxic -> toxic.name().equals(toxicName))
        .findFirst()
        .orElseThrow(() -> ApiException.notFound("toxic"));
  }

  /** Listens; does nothing when it does already. */
  synchronized void start() throws ApiException, InterruptedException {
    if (state.enabled()) {
      return;
    }
    if (retired) {
      throw ApiException.notFound("proxy");
    }
    InetSocketAddress address;
    try {
      address = Address.parse(state.listen()).toListenOn();
    } catch (Address.BadAddressException e) {
      throw ApiException.failed("listen tcp: " + e.getMessage());
    }
    listener = Listener.open(this, context, address, state.upstream(), connectionNumbers);
    state = new State(Address.text(listener.address()), state.upstream(), true);
  }

  /** Stops listening and drops the connections; toxics stay. */
  synchronized void stop() throws InterruptedException {
    if (state.enabled()) {
      state = new State(state.listen(), state.upstream(), false);
      listener.close();
    }
  }

  /** Stops for good: a request that still knows this proxy cannot start it again. */
  synchronized void retire() throws InterruptedException {
    retired = true;
    stop();
  }

  /** Whether it would have to be restarted for these addresses. */
  boolean differs(String listen, String upstream) throws ApiException {
    try {
      String resolved = Address.text(Address.parse(listen).toListenOn());
      return !resolved.equals(state.listen()) || !upstream.equals(state.upstream());
    } catch (Address.BadAddressException e) {
      throw ApiException.failed(e.getMessage());
    }
  }

  /** Takes over what is given; restarts only for an address that differs. */
  synchronized void update(
      Optional<String> listen, Optional<String> upstream, Optional<Boolean> enabled)
      throws ApiException, InterruptedException {
    String newListen = listen.orElse(state.listen());
    String newUpstream = upstream.orElse(state.upstream());
    boolean wanted = enabled.orElse(state.enabled());
    if (differs(newListen, newUpstream)) {
      stop();
      state = new State(newListen, newUpstream, false);
    }
    if (wanted) {
      start();
    } else {
      stop();
    }
  }

  synchronized void addToxic(ToxicSpec toxic) throws ApiException, InterruptedException {
    requireFree(toxic.name());
    List<ToxicSpec> more = new ArrayList<>(toxics);
    more.add(toxic);
    // First the list, then the connections: one that starts in between takes it from the list.
    toxics = List.copyOf(more);
    onEachConnection(
        connection -> {
          connection.add(toxic);
          return CompletableFuture.completedFuture(null);
        });
  }

  /** Refuses the name of a toxic that is there, whatever its direction. */
  void requireFree(String toxicName) throws ApiException {
    if (toxics.stream().anyMatch(toxic -> toxic.name().equals(toxicName))) {
      throw ApiException.exists("toxic");
    }
  }

  /** Changes what is given and leaves the rest. */
  synchronized ToxicSpec updateToxic(
      String toxicName, Optional<Float> toxicity, Map<String, Long> attributes)
      throws ApiException, InterruptedException {
    ToxicSpec old = toxic(toxicName);
    Map<String, Long> merged = new LinkedHashMap<>(old.attributes());
    merged.putAll(attributes);
    ToxicSpec changed = old.with(toxicity.orElse(old.toxicity()), merged);
    toxics =
        toxics.stream().map(toxic -> toxic.name().equals(toxicName) ? changed : toxic).toList();
    onEachConnection(connection -> connection.update(changed));
    return changed;
  }

  synchronized void removeToxic(String toxicName) throws ApiException, InterruptedException {
    ToxicSpec removed = toxic(toxicName);
    toxics = toxics.stream().filter(toxic -> !toxic.name().equals(toxicName)).toList();
    onEachConnection(connection -> connection.remove(removed));
  }

  /** Listens again if it was stopped, and takes all toxics off. */
  synchronized void reset() throws ApiException, InterruptedException {
    start();
    for (ToxicSpec toxic : toxics()) {
      removeToxic(toxic.name());
    }
  }

  private void onEachConnection(Function<Connection, CompletableFuture<Void>> change)
      throws InterruptedException {
    if (state.enabled()) {
      listener.onEach(change);
    }
  }
}
