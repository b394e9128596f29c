package dev.faceoff.scenarios.driver;

import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.regex;
import static io.gatling.javaapi.http.HttpDsl.status;

import dev.faceoff.scenarios.Journey;
import dev.faceoff.scenarios.JourneySettings;
import dev.faceoff.scenarios.Requests;
import io.gatling.javaapi.core.ChainBuilder;
import java.time.Duration;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Writes a note, thinks, and reads it twice by the name that the answer gave it (open model). Only
 * for tests: it has what may break a matched pair, which is steps, thinking and a captured value.
 */
public final class NotesOfAUser implements Journey {
  private static final Duration THINKING = Duration.ofMillis(15);

  @Override
  public Map<String, Object> payload(RandomGenerator random, JourneySettings settings) {
    return Map.of("text", random.nextInt(1_000_000_000), "id", "overruled");
  }

  @Override
  public Map<String, Object> ids(RandomGenerator random, JourneySettings settings) {
    return Map.of("id", Long.toUnsignedString(random.nextLong(), 36));
  }

  @Override
  public ChainBuilder steps(JourneySettings settings, Requests requests) {
    return requests
        .send(
            "write",
            http ->
                http.post("/notes/#{id}?text=#{text}")
                    .check(status().is(200), regex("name=(\\S+)").saveAs("name")))
        .pause(THINKING)
        .exec(read(requests))
        .exec(read(requests));
  }

  private static ChainBuilder read(Requests requests) {
    return requests.send("read", http -> http.get("/notes/#{name}")).exec(pause(THINKING));
  }
}
