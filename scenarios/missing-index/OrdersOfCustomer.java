package dev.faceoff.scenarios.missingindex;

import static io.gatling.javaapi.core.CoreDsl.substring;
import static io.gatling.javaapi.http.HttpDsl.status;

import dev.faceoff.scenarios.Journey;
import dev.faceoff.scenarios.JourneySettings;
import dev.faceoff.scenarios.Requests;
import io.gatling.javaapi.core.ChainBuilder;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Opens the newest orders of a customer, any of them (open model: a slow server does not slow the
 * arrivals).
 */
public final class OrdersOfCustomer implements Journey {
  @Override
  public Map<String, Object> payload(RandomGenerator random, JourneySettings settings) {
    return Map.of("customer", 1 + random.nextLong(settings.whole("customers")));
  }

  @Override
  public ChainBuilder steps(JourneySettings settings, Requests requests) {
    return requests.send(
        "orders-of-customer",
        http ->
            http.get("/customers/#{customer}/orders?limit=20")
                .check(status().is(200))
                // A list: a customer without orders has an empty one.
                .check(substring("[").exists()));
  }
}
