package dev.faceoff.toxiproxy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The requests of Toxiproxy's HTTP API.
 *
 * <p>Source: Toxiproxy 2.12.0, read and asked. An answer may take as long as a change needs to
 * reach every connection, so none is given on an event loop.
 */
final class Api {
  /** The version of Toxiproxy that this server behaves like. */
  static final String VERSION = "2.12.0";

  private static final String NAME = "name";
  private static final String LISTEN = "listen";
  private static final String UPSTREAM = "upstream";
  private static final String ENABLED = "enabled";
  private static final String TYPE = "type";
  private static final String STREAM = "stream";
  private static final String TOXICITY = "toxicity";
  private static final String ATTRIBUTES = "attributes";

  /** Answers a request, given its body. */
  interface Call {
    Answer answer(byte[] body) throws ApiException, InterruptedException;
  }

  /** The calls of one path by method. */
  record Route(Map<String, Call> calls, Optional<Call> anyMethod) {
    Optional<Call> call(String method) {
      return Optional.ofNullable(calls.get(method)).or(() -> anyMethod);
    }

    private Route with(String method, Call call) {
      Map<String, Call> more = new HashMap<>(calls);
      more.put(method, call);
      return new Route(more, anyMethod);
    }

    /** A change: PATCH, or POST as older clients say it. */
    private Route withChange(Call call) {
      return with("PATCH", call).with("POST", call);
    }

    private static Route of(String method, Call call) {
      return new Route(Map.of(method, call), Optional.empty());
    }
  }

  private final Proxies proxies;
  private final Traffic traffic;
  private final boolean metrics;

  Api(Proxies proxies, Traffic traffic, boolean metrics) {
    this.proxies = proxies;
    this.traffic = traffic;
    this.metrics = metrics;
  }

  /** What there is at a path, given with its escapes undone. */
  Optional<Route> route(String path) {
    if (!path.startsWith("/")) {
      return Optional.empty();
    }
    List<String> parts = List.of(path.substring(1).split("/", -1));
    if (parts.contains("")) {
      return Optional.empty();
    }
    if (parts.size() == 1) {
      return root(parts.get(0));
    }
    if (!parts.get(0).equals("proxies") || parts.size() > 4) {
      return Optional.empty();
    }
    if (parts.size() == 2) {
      return Optional.of(proxy(parts.get(1)));
    }
    if (!parts.get(2).equals("toxics")) {
      return Optional.empty();
    }
    return Optional.of(
        parts.size() == 3 ? toxics(parts.get(1)) : toxic(parts.get(1), parts.get(3)));
  }

  private Optional<Route> root(String name) {
    Route route =
        switch (name) {
          case "version" -> Route.of("GET", body -> Answer.version(VERSION));
          case "proxies" ->
              Route.of("GET", body -> Answer.proxies(proxies.all())).with("POST", this::create);
          case "populate" -> Route.of("POST", this::populate);
          case "reset" -> Route.of("POST", body -> reset());
          case "metrics" ->
              metrics
                  ? new Route(Map.of(), Optional.of(body -> Answer.metrics(traffic.text())))
                  : null;
          default -> null;
        };
    return Optional.ofNullable(route);
  }

  private Route proxy(String name) {
    return Route.of("GET", body -> Answer.proxy(200, proxies.get(name)))
        .withChange(body -> update(proxies.get(name), body))
        .with("DELETE", body -> delete(name));
  }

  private Route toxics(String proxy) {
    return Route.of("GET", body -> Answer.toxics(proxies.get(proxy).toxics()))
        .with("POST", body -> addToxic(proxies.get(proxy), body));
  }

  private Route toxic(String proxy, String name) {
    return Route.of("GET", body -> Answer.toxic(proxies.get(proxy).toxic(name)))
        .withChange(body -> updateToxic(proxies.get(proxy), name, body))
        .with("DELETE", body -> removeToxic(proxies.get(proxy), name));
  }

  private Answer create(byte[] json) throws ApiException, InterruptedException {
    return Answer.proxy(201, proxies.create(wanted(Body.object(json))));
  }

  private static Proxies.Wanted wanted(Body body) throws ApiException {
    // Types first, as a parser would; then what is missing.
    String listen = body.text(LISTEN).orElse("");
    boolean enabled = body.flag(ENABLED).orElse(true);
    body.text(UPSTREAM);
    return new Proxies.Wanted(
        body.requiredText(NAME), listen, body.requiredText(UPSTREAM), enabled);
  }

  private Answer populate(byte[] json) throws InterruptedException {
    List<Proxy> done = new ArrayList<>();
    try {
      proxies.populate(allWanted(Body.array(json)), done);
      return Answer.populated(done);
    } catch (ApiException e) {
      return Answer.notPopulated(e, done);
    }
  }

  private static List<Proxies.Wanted> allWanted(List<Body> bodies) throws ApiException {
    List<Proxies.Wanted> all = new ArrayList<>();
    for (Body body : bodies) {
      try {
        all.add(wanted(body));
      } catch (ApiException e) {
        throw new ApiException(e.status(), e.getMessage() + " at proxy " + (all.size() + 1));
      }
    }
    return all;
  }

  private Answer reset() throws ApiException, InterruptedException {
    proxies.reset();
    return Answer.empty(204);
  }

  private static Answer update(Proxy proxy, byte[] json) throws ApiException, InterruptedException {
    Body body = Body.object(json);
    proxy.update(body.text(LISTEN), body.text(UPSTREAM), body.flag(ENABLED));
    return Answer.proxy(200, proxy);
  }

  private Answer delete(String name) throws ApiException, InterruptedException {
    proxies.delete(name);
    return Answer.empty(204);
  }

  private static Answer addToxic(Proxy proxy, byte[] json)
      throws ApiException, InterruptedException {
    Body body = Body.object(json);
    String stream = body.text(STREAM).orElse(Direction.DOWNSTREAM.label());
    String typeLabel = body.text(TYPE).orElse("");
    Optional<String> givenName = body.text(NAME).filter(text -> !text.isEmpty());
    float toxicity = body.number(TOXICITY).orElse(1f);
    Direction direction =
        Direction.named(stream)
            .orElseThrow(
                () ->
                    ApiException.badRequest(
                        "stream was invalid, can be either upstream or downstream"));
    ToxicType type =
        ToxicType.named(typeLabel).orElseThrow(() -> ApiException.badRequest("invalid toxic type"));
    String name = givenName.orElse(typeLabel + "_" + stream);
    proxy.requireFree(name);
    Map<String, Long> attributes = type.defaults();
    attributes.putAll(body.integers(ATTRIBUTES, type.defaults().keySet()));
    ToxicSpec toxic = new ToxicSpec(name, type, stream, direction, toxicity, attributes);
    proxy.addToxic(toxic);
    return Answer.toxic(toxic);
  }

  private static Answer updateToxic(Proxy proxy, String name, byte[] json)
      throws ApiException, InterruptedException {
    ToxicSpec toxic = proxy.toxic(name);
    Body body = Body.object(json);
    Map<String, Long> attributes = body.integers(ATTRIBUTES, toxic.type().defaults().keySet());
    return Answer.toxic(proxy.updateToxic(name, body.number(TOXICITY), attributes));
  }

  private static Answer removeToxic(Proxy proxy, String name)
      throws ApiException, InterruptedException {
    proxy.removeToxic(name);
    return Answer.empty(204);
  }
}
