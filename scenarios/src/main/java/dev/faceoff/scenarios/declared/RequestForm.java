package dev.faceoff.scenarios.declared;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.substring;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.Http;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Makes of declared requests those that Gatling sends, with the values of the user at hand. */
final class RequestForm {
  /** What an answer left for later requests, by the name it was captured under. */
  private static final String CAPTURED = "declared.captured ";

  private final Map<String, String> environment;
  private final BiFunction<Session, String, Optional<String>> more;

  /**
   * @param environment variables by name
   * @param more values of a user by name, beside its own ids and its rows of the request's feeders
   */
  RequestForm(Map<String, String> environment, BiFunction<Session, String, Optional<String>> more) {
    this.environment = Map.copyOf(environment);
    this.more = more;
  }

  /** The request with its checks; values are filled in when a user sends it. */
  HttpRequestActionBuilder fill(Http http, DeclaredRequest request) {
    // Functions throughout: Gatling would look into texts for expressions of its own.
    HttpRequestActionBuilder action =
        http.httpRequest(
            request.method(), filled(request, new Template(request.path()), Template.Form.URL));
    for (Map.Entry<String, String> header : request.headers().entrySet()) {
      action =
          action.header(
              header.getKey(),
              filled(request, new Template(header.getValue()), Template.Form.PLAIN));
    }
    if (!request.body().isEmpty()) {
      Template body = new Template(request.body());
      action = action.body(StringBody(filled(request, body, request.bodyForm())));
      if (request.bodyForm() == Template.Form.JSON && !hasHeader(request, "Content-Type")) {
        action = action.header("Content-Type", "application/json");
      }
    }
    if (!request.statuses().isEmpty()) {
      action = action.check(status().in(request.statuses()));
    }
    for (String text : request.contains()) {
      action = action.check(substring(session -> text).exists());
    }
    for (String path : request.jsonPaths()) {
      action = action.check(jsonPath(session -> path).exists());
    }
    for (Map.Entry<String, String> capture : request.captures().entrySet()) {
      String path = capture.getValue();
      action =
          action.check(
              jsonPath(session -> path).find().exists().saveAs(CAPTURED + capture.getKey()));
    }
    return action;
  }

  private static boolean hasHeader(DeclaredRequest request, String name) {
    return request.headers().keySet().stream().anyMatch(name::equalsIgnoreCase);
  }

  private Function<Session, String> filled(
      DeclaredRequest request, Template template, Template.Form form) {
    return session -> template.fill(name -> value(session, request, name), this::variable, form);
  }

  private String value(Session session, DeclaredRequest request, String name) {
    if (name.equals(Template.OWN_ID) || name.equals(Template.OWN_UUID)) {
      return session.getString(name);
    }
    return FeederRows.value(session, request.feeders(), name)
        .or(() -> Optional.ofNullable(session.getString(CAPTURED + name)))
        .or(() -> more.apply(session, name))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s has no value {%s}".formatted(request.name(), name)));
  }

  private String variable(String name) {
    String value = environment.get(name);
    if (value == null) {
      throw new IllegalArgumentException("there is no environment variable " + name);
    }
    return value;
  }
}
