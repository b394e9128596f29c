package dev.faceoff.scenarios.declared;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.substring;
import static io.gatling.javaapi.http.HttpDsl.status;

import dev.faceoff.scenarios.Journey;
import dev.faceoff.scenarios.JourneySettings;
import dev.faceoff.scenarios.Requests;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.Http;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Plays the requests that the setting {@link DeclaredJourney#SETTING} lists (open model: a slow
 * server does not slow the arrivals).
 *
 * <p>A user draws one row of each feeder, and keeps it; its own ids it shares with nobody.
 */
public final class DeclaredRequests implements Journey {
  private static final String CHOSEN = "declared.request";
  private static final String ROW = "declared.row ";
  private static final long LEAST_ID = 100_000_000_000_000L;

  private final Map<String, String> environment;
  private Declared declared;

  /** What is read once: the journey and the rows of its feeders, by file. */
  private record Declared(DeclaredJourney journey, Map<String, Feeder> feeders) {}

  public DeclaredRequests() {
    this(System.getenv());
  }

  DeclaredRequests(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public ChainBuilder steps(JourneySettings settings, Requests requests) {
    DeclaredJourney journey = declared(settings).journey();
    List<ChainBuilder> steps = new ArrayList<>();
    for (int i = 0; i < journey.requests().size(); i++) {
      int number = i;
      DeclaredRequest request = journey.requests().get(i);
      ChainBuilder sent = requests.send(request.name(), http -> action(http, request));
      if (journey.isWeighted()) {
        sent = doIf(session -> session.getInt(CHOSEN) == number).then(sent);
      }
      steps.add(
          request.pauseMillis() > 0
              ? sent.exec(pause(Duration.ofMillis(request.pauseMillis())))
              : sent);
    }
    return exec(steps);
  }

  @Override
  public Map<String, Object> payload(RandomGenerator random, JourneySettings settings) {
    Declared all = declared(settings);
    Map<String, Object> payload = new HashMap<>();
    for (String feeder : all.journey().feeders()) {
      Feeder rows = all.feeders().get(feeder);
      payload.put(ROW + feeder, rows.row(random.nextInt(rows.size())));
    }
    if (all.journey().isWeighted()) {
      payload.put(CHOSEN, chosen(all.journey().requests(), random.nextDouble()));
    }
    return payload;
  }

  /** In a fixed shape, so that no user's request is larger than another's. */
  @Override
  public Map<String, Object> ids(RandomGenerator random, JourneySettings settings) {
    return Map.of(
        Template.OWN_ID,
        String.valueOf(random.nextLong(LEAST_ID, 10 * LEAST_ID)),
        Template.OWN_UUID,
        uuid(random).toString());
  }

  /** Version 4 of RFC 4122, from numbers that can be drawn again. */
  private static UUID uuid(RandomGenerator random) {
    return new UUID(
        (random.nextLong() & ~0xF000L) | 0x4000L,
        (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L);
  }

  private static int chosen(List<DeclaredRequest> requests, double share) {
    double left = share * requests.stream().mapToDouble(DeclaredRequest::weight).sum();
    for (int i = 0; i < requests.size() - 1; i++) {
      left -= requests.get(i).weight();
      if (left < 0) {
        return i;
      }
    }
    return requests.size() - 1;
  }

  private HttpRequestActionBuilder action(Http http, DeclaredRequest request) {
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
    return action;
  }

  private static boolean hasHeader(DeclaredRequest request, String name) {
    return request.headers().keySet().stream().anyMatch(name::equalsIgnoreCase);
  }

  private Function<Session, String> filled(
      DeclaredRequest request, Template template, Template.Form form) {
    return session -> template.fill(name -> value(session, request, name), this::variable, form);
  }

  private static String value(Session session, DeclaredRequest request, String name) {
    if (name.equals(Template.OWN_ID) || name.equals(Template.OWN_UUID)) {
      return session.getString(name);
    }
    for (String feeder : request.feeders()) {
      Map<String, String> row = session.get(ROW + feeder);
      if (row != null && row.containsKey(name)) {
        return row.get(name);
      }
    }
    throw new IllegalArgumentException("%s has no value {%s}".formatted(request.name(), name));
  }

  private String variable(String name) {
    String value = environment.get(name);
    if (value == null) {
      throw new IllegalArgumentException("there is no environment variable " + name);
    }
    return value;
  }

  private synchronized Declared declared(JourneySettings settings) {
    if (declared == null) {
      DeclaredJourney journey = DeclaredJourney.of(settings.text(DeclaredJourney.SETTING));
      Map<String, Feeder> feeders = new HashMap<>();
      for (String file : journey.feeders()) {
        try {
          feeders.put(file, Feeder.read(Path.of(file)));
        } catch (IOException e) {
          throw new UncheckedIOException(file + ": " + e.getMessage(), e);
        }
      }
      declared = new Declared(journey, feeders);
    }
    return declared;
  }
}
