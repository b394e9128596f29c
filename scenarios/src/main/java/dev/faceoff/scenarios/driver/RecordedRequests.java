package dev.faceoff.scenarios.driver;

import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.http.HttpDsl.http;

import dev.faceoff.scenarios.Requests;
import dev.faceoff.scenarios.declared.OwnRequests;
import dev.faceoff.scenarios.plan.LoadPlan.Purpose;
import dev.faceoff.scenarios.plan.Outcome;
import io.gatling.http.client.Request;
import io.gatling.http.response.Response;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.Http;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.CRC32C;

/**
 * Requests whose times Gatling's hooks take: {@code sign} right before sending, {@code
 * transformResponse} when the answer is whole. A step after the request makes the sample, also for
 * requests that never got an answer, for which the second hook is not called.
 */
final class RecordedRequests implements Requests {
  private static final String ARRIVAL = "faceoff.arrival";

  /**
   * Where Gatling keeps the address that it has drawn for a user from several. It draws once a
   * user, but a user without pause goes on for a whole block, and a load balancer without sessions
   * chooses for every request.
   */
  private static final String ADDRESS = "gatling.http.cache.baseUrl";

  private final LoadRun run;
  private final Map<String, RoundRobin> turns = new HashMap<>();
  private final List<String> endpoints = new ArrayList<>();

  RecordedRequests(LoadRun run) {
    this.run = run;
    run.plan()
        .targets()
        .forEach((variant, addresses) -> turns.put(variant, new RoundRobin(addresses)));
  }

  /** Names of all endpoints that journeys have asked for so far. */
  List<String> endpoints() {
    return List.copyOf(endpoints);
  }

  static Session with(Session session, Arrival arrival) {
    return session.set(ARRIVAL, arrival);
  }

  /** Whether the user was let in. */
  static boolean hasArrived(Session session) {
    return session.contains(ARRIVAL);
  }

  static Arrival arrival(Session session) {
    return session.get(ARRIVAL);
  }

  /** Adds the hooks to a target's protocol. */
  HttpProtocolBuilder timed(HttpProtocolBuilder protocol) {
    return protocol.sign(this::takeStart).transformResponse(this::takeEnd);
  }

  private Request takeStart(Request request, Session session) {
    Arrival arrival = arrival(session);
    if (arrival.block().block().purpose() == Purpose.INSPECT) {
      arrival.inspectRequest(digest(request));
    }
    arrival.send(run.clock().nanos());
    return request;
  }

  /** What is asked; 0 for what is no plain read. */
  private static int digest(Request request) {
    if (!"GET".equals(request.getMethod().name()) || request.getBody() != null) {
      return 0;
    }
    return digest(request.getUri().toUrl().getBytes(StandardCharsets.UTF_8));
  }

  private Response takeEnd(Response response, Session session) {
    Arrival arrival = arrival(session);
    arrival.answer(run.clock().nanos(), response.status().code());
    if (arrival.block().block().purpose().digested()) {
      byte[] body = response.body().bytes();
      arrival.digest(digest(body));
      arrival.inspectAnswer(body.length);
    }
    return response;
  }

  private static int digest(byte[] body) {
    CRC32C digest = new CRC32C();
    digest.update(body);
    return (int) digest.getValue();
  }

  @Override
  public ChainBuilder send(String endpoint, Function<Http, HttpRequestActionBuilder> request) {
    return send(endpoint, List.of(), request);
  }

  @Override
  public ChainBuilder send(
      String endpoint, List<Integer> statuses, Function<Http, HttpRequestActionBuilder> request) {
    int number = number(endpoint);
    return doIf(session -> !arrival(session).hasFailed())
        .then(
            exec(session -> prepare(session, number))
                .exec(request.apply(http(endpoint)))
                .exec(session -> record(session, number, statuses)));
  }

  /**
   * Requests to one variant: where it has requests of its own, those in place of the journey's, and
   * none where it has none.
   */
  Requests to(String variant) {
    Optional<OwnRequests> own = run.own(variant);
    return own.isEmpty()
        ? this
        : (endpoint, request) ->
            own.get().plays(endpoint)
                ? send(
                    endpoint,
                    own.get().statuses(endpoint),
                    http -> own.get().action(http, endpoint))
                : skip(endpoint);
  }

  private ChainBuilder skip(String endpoint) {
    int number = number(endpoint);
    return exec(
        session -> {
          run.skip(arrival(session), number);
          return session;
        });
  }

  private int number(String endpoint) {
    if (!endpoints.contains(endpoint)) {
      endpoints.add(endpoint);
    }
    return endpoints.indexOf(endpoint);
  }

  private Session prepare(Session session, int endpoint) {
    Arrival arrival = arrival(session);
    arrival.prepare();
    // Gatling keeps the failed state of an earlier step until told otherwise.
    Session prepared = session.markAsSucceeded();
    RoundRobin turn = turns.get(arrival.block().block().variant());
    return turn.chooses() ? addressed(prepared, turn.next(endpoint)) : prepared;
  }

  private static Session addressed(Session session, String address) {
    if (!session.contains(ADDRESS)) {
      throw new IllegalStateException(
          "this version of Gatling does not keep a user's address in " + ADDRESS);
    }
    return session.set(ADDRESS, address);
  }

  private Session record(Session session, int endpoint, List<Integer> statuses) {
    long now = run.clock().nanos();
    Arrival arrival = arrival(session);
    Outcome outcome = outcome(arrival, session.isFailed(), statuses);
    if (outcome != Outcome.OK) {
      arrival.fail();
    }
    run.record(arrival, endpoint, outcome, now);
    return session.markAsSucceeded();
  }

  private static Outcome outcome(Arrival arrival, boolean failed, List<Integer> statuses) {
    if (!failed) {
      return Outcome.OK;
    }
    if (!arrival.isAnswered()) {
      return FailureCause.take();
    }
    int status = arrival.status();
    boolean goodStatus =
        statuses.isEmpty() ? status >= 200 && status < 300 : statuses.contains(status);
    return goodStatus ? Outcome.CHECK : Outcome.STATUS;
  }
}
