package dev.faceoff.scenarios.declared;

import java.util.List;
import java.util.Map;

/**
 * A request of a declared journey. Path, headers and body are {@link Template}s.
 *
 * @param name endpoint in reports
 * @param method for example GET
 * @param path appended to the target's address; starts with a slash
 * @param body empty for none
 * @param statuses that are accepted; empty for any 2xx and 304
 * @param contains texts that the answer must hold, literally
 * @param jsonPaths that must find something in the answer
 * @param captures JSONPaths by the names under which later requests of the same user get what they
 *     find; each must find something
 * @param feeders files whose columns it uses, absolute; a user has one row of each
 * @param weight how often it is sent, in relation to the others; 0 when all are sent in turn
 * @param pauseMillis time a user takes after the answer, before the next request
 */
public record DeclaredRequest(
    String name,
    String method,
    String path,
    Map<String, String> headers,
    String body,
    List<Integer> statuses,
    List<String> contains,
    List<String> jsonPaths,
    Map<String, String> captures,
    List<String> feeders,
    double weight,
    int pauseMillis) {
  public DeclaredRequest {
    headers = Map.copyOf(headers);
    statuses = List.copyOf(statuses);
    contains = List.copyOf(contains);
    jsonPaths = List.copyOf(jsonPaths);
    captures = Map.copyOf(captures);
    feeders = List.copyOf(feeders);
  }

  /** A request of whose answer nothing is kept. */
  public DeclaredRequest(
      String name,
      String method,
      String path,
      Map<String, String> headers,
      String body,
      List<Integer> statuses,
      List<String> contains,
      List<String> jsonPaths,
      List<String> feeders,
      double weight,
      int pauseMillis) {
    this(
        name,
        method,
        path,
        headers,
        body,
        statuses,
        contains,
        jsonPaths,
        Map.of(),
        feeders,
        weight,
        pauseMillis);
  }

  /** The same in the place of a journey's request, which says how often and when it is sent. */
  public DeclaredRequest playing(String role) {
    return new DeclaredRequest(
        role, method, path, headers, body, statuses, contains, jsonPaths, captures, feeders, 0, 0);
  }

  /** The same with another path. */
  public DeclaredRequest at(String other) {
    return new DeclaredRequest(
        name,
        method,
        other,
        headers,
        body,
        statuses,
        contains,
        jsonPaths,
        captures,
        feeders,
        weight,
        pauseMillis);
  }

  /** The same with other feeders. */
  public DeclaredRequest fedBy(List<String> others) {
    return new DeclaredRequest(
        name,
        method,
        path,
        headers,
        body,
        statuses,
        contains,
        jsonPaths,
        captures,
        others,
        weight,
        pauseMillis);
  }

  /** How values are written into the body, by its content type. */
  public Template.Form bodyForm() {
    String type =
        headers.entrySet().stream()
            .filter(header -> header.getKey().equalsIgnoreCase("Content-Type"))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse(looksLikeJson() ? "application/json" : "");
    if (type.matches("(?i)application/([a-z0-9.+-]*\\+)?json\\b.*")) {
      return Template.Form.JSON;
    }
    return type.matches("(?i)application/x-www-form-urlencoded\\b.*")
        ? Template.Form.URL
        : Template.Form.PLAIN;
  }

  private boolean looksLikeJson() {
    return body.stripLeading().startsWith("{") || body.stripLeading().startsWith("[");
  }
}
