package dev.faceoff.scenarios.declared;

import dev.faceoff.scenarios.JourneySettings;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.Http;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * What a service of the user's own is sent in place of a journey's requests: one for each role that
 * it plays, by the name that the journey gives the request.
 *
 * <p>When requests are sent, and how often, is the journey's to say. Templates may use what the
 * journey draws for the user, and the scenario's settings.
 */
public final class OwnRequests {
  private final Map<String, DeclaredRequest> byRole;
  private final FeederRows rows;
  private final RequestForm form;

  private OwnRequests(DeclaredJourney declared, RequestForm form) {
    this.byRole =
        declared.requests().stream()
            .collect(Collectors.toUnmodifiableMap(DeclaredRequest::name, Function.identity()));
    this.rows = FeederRows.of(declared.feeders());
    this.form = form;
  }

  /**
   * Reads what {@link DeclaredJourney#text} has written; each request is named for its role.
   *
   * @throws IllegalArgumentException if it is something else
   * @throws java.io.UncheckedIOException if a feeder cannot be read
   */
  public static OwnRequests of(String text, JourneySettings settings) {
    return new OwnRequests(
        DeclaredJourney.of(text),
        new RequestForm(System.getenv(), (session, name) -> drawn(session, name, settings)));
  }

  private static Optional<String> drawn(Session session, String name, JourneySettings settings) {
    Object value = session.get(name);
    return Optional.of(value == null ? settings.text(name) : String.valueOf(value));
  }

  /** Whether the service plays that role. */
  public boolean plays(String role) {
    return byRole.containsKey(role);
  }

  /** Statuses that the request of a role that it plays asks for; empty for any good one. */
  public List<Integer> statuses(String role) {
    return byRole.get(role).statuses();
  }

  /** The request of a role that it plays, with its checks. */
  public HttpRequestActionBuilder action(Http http, String role) {
    return form.fill(http, byRole.get(role));
  }

  /**
   * What a user brings along beside what the journey gives it.
   *
   * @param random the only source of chance
   */
  public Map<String, Object> values(RandomGenerator random) {
    Map<String, Object> values = new HashMap<>(rows.draw(random));
    values.putAll(OwnIds.draw(random));
    return values;
  }
}
