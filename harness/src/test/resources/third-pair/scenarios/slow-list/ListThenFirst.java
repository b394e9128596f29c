package dev.faceoff.scenarios.slowlist;

import static io.gatling.javaapi.core.CoreDsl.bodyString;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.http.HttpDsl.status;

import dev.faceoff.scenarios.Journey;
import dev.faceoff.scenarios.JourneySettings;
import dev.faceoff.scenarios.Requests;
import io.gatling.javaapi.core.ChainBuilder;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Opens the list and the first thing on it (open model: a slow server does not slow the arrivals). */
public final class ListThenFirst implements Journey {
  @Override
  public Map<String, Object> payload(RandomGenerator random, JourneySettings settings) {
    return Map.of("from", 1 + random.nextLong(1_000_000));
  }

  @Override
  public ChainBuilder steps(JourneySettings settings, Requests requests) {
    return requests
        .send(
            "things",
            http ->
                http.get("/things?from=#{from}")
                    .check(status().is(200))
                    .check(jsonPath("$[" + (settings.whole("things") - 1) + "].id").exists())
                    .check(jsonPath("$[0].id").saveAs("first")))
        .exec(
            requests.send(
                "first-thing",
                http ->
                    http.get("/things/#{first}")
                        .check(status().is(200))
                        .check(bodyString().isEL("thing #{from}"))));
  }
}
