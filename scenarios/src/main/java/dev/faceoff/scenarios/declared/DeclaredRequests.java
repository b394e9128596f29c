package dev.faceoff.scenarios.declared;

import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;

import dev.faceoff.scenarios.Journey;
import dev.faceoff.scenarios.JourneySettings;
import dev.faceoff.scenarios.Requests;
import io.gatling.javaapi.core.ChainBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Plays the requests that the setting {@link DeclaredJourney#SETTING} lists (open model: a slow
 * server does not slow the arrivals).
 *
 * <p>A user draws one row of each feeder, and keeps it; its own ids it shares with nobody. What an
 * answer leaves for later requests is its own, too.
 */
public final class DeclaredRequests implements Journey {
  private static final String CHOSEN = "declared.request";

  private final Map<String, String> environment;
  private Declared declared;

  /** What is read once. */
  private record Declared(DeclaredJourney journey, FeederRows rows) {}

  public DeclaredRequests() {
    this(System.getenv());
  }

  DeclaredRequests(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public ChainBuilder steps(JourneySettings settings, Requests requests) {
    DeclaredJourney journey = declared(settings).journey();
    RequestForm form = new RequestForm(environment, (session, name) -> settings.find(name));
    List<ChainBuilder> steps = new ArrayList<>();
    for (int i = 0; i < journey.requests().size(); i++) {
      int number = i;
      DeclaredRequest request = journey.requests().get(i);
      ChainBuilder sent =
          requests.send(request.name(), request.statuses(), http -> form.fill(http, request));
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
    Map<String, Object> payload = new HashMap<>(all.rows().draw(random));
    if (all.journey().isWeighted()) {
      payload.put(CHOSEN, chosen(all.journey().requests(), random.nextDouble()));
    }
    return payload;
  }

  @Override
  public Map<String, Object> ids(RandomGenerator random, JourneySettings settings) {
    return OwnIds.draw(random);
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

  private synchronized Declared declared(JourneySettings settings) {
    if (declared == null) {
      DeclaredJourney journey = DeclaredJourney.of(settings.text(DeclaredJourney.SETTING));
      declared = new Declared(journey, FeederRows.of(journey.feeders()));
    }
    return declared;
  }
}
