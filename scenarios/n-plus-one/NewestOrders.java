package dev.faceoff.scenarios.nplusone;

import static io.gatling.javaapi.core.CoreDsl.substring;
import static io.gatling.javaapi.http.HttpDsl.status;

import dev.faceoff.scenarios.Journey;
import dev.faceoff.scenarios.JourneySettings;
import dev.faceoff.scenarios.Requests;
import io.gatling.javaapi.core.ChainBuilder;

/** Opens the list of the newest orders (open model: a slow server does not slow the arrivals). */
public final class NewestOrders implements Journey {
  @Override
  public ChainBuilder steps(JourneySettings settings, Requests requests) {
    return requests.send(
        "newest-orders",
        http ->
            http.get("/orders/newest?limit=" + settings.whole("pageSize"))
                .check(status().is(200))
                // A list with at least one order in it: an empty answer would be a fast one.
                .check(substring("{").exists()));
  }
}
