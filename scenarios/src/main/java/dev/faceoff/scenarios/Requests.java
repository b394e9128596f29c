package dev.faceoff.scenarios;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.http.Http;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.util.List;
import java.util.function.Function;

/** Sends the requests of a journey and records when each started, when it ended and how. */
public interface Requests {

  /**
   * A step that sends one request.
   *
   * <p>Where a target has replicas, each request goes to the next one, whichever user sends it.
   *
   * <p>When it fails, the user does nothing more: later steps made here are skipped. The hooks
   * {@code sign} and {@code transformResponse} belong to Faceoff; a request that sets them is not
   * timed. So does the request timeout, which the scenario's load declares.
   *
   * @param endpoint name in reports, for example {@code newest-orders}; the same name may be sent
   *     more than once
   * @param request the request and its checks; without a check of its own, a status of 2xx or 304
   *     is a success
   */
  ChainBuilder send(String endpoint, Function<Http, HttpRequestActionBuilder> request);

  /**
   * As above, where it is known which statuses the request asks for: an answer with another one is
   * recorded as that, not as one that does not hold what it should.
   *
   * @param statuses that the request checks for; empty for any good one
   */
  default ChainBuilder send(
      String endpoint, List<Integer> statuses, Function<Http, HttpRequestActionBuilder> request) {
    return send(endpoint, request);
  }
}
