package dev.faceoff.scenarios.blockinggateway;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.doIfOrElse;
import static io.gatling.javaapi.core.CoreDsl.substring;
import static io.gatling.javaapi.http.HttpDsl.status;

import dev.faceoff.scenarios.Journey;
import dev.faceoff.scenarios.JourneySettings;
import dev.faceoff.scenarios.Requests;
import io.gatling.javaapi.core.ChainBuilder;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Pays an order, or opens a page of the catalogue (open model: a slow server does not slow the
 * arrivals).
 *
 * <p>How many are paying at a time is thus the service's doing: of 50 users a second, 25 pay, and
 * while the gateway hangs 40 of them are waiting after 1.6 s.
 */
public final class ShopVisits implements Journey {
  private static final int PRODUCTS_ON_A_PAGE = 20;

  @Override
  public Map<String, Object> payload(RandomGenerator random, JourneySettings settings) {
    long pages = (settings.whole("products") - 1) / PRODUCTS_ON_A_PAGE + 1;
    return Map.of(
        "pays",
        random.nextDouble() < settings.number("payerShare"),
        "page",
        random.nextLong(pages),
        "amountCents",
        100 + random.nextInt(20_000));
  }

  /** An order of its own for every payer: one that has been paid is not paid again. */
  @Override
  public Map<String, Object> ids(RandomGenerator random, JourneySettings settings) {
    return Map.of("order", new UUID(random.nextLong(), random.nextLong()).toString());
  }

  @Override
  public ChainBuilder steps(JourneySettings settings, Requests requests) {
    return doIfOrElse(session -> session.getBoolean("pays"))
        .then(
            requests.send(
                "pay",
                http ->
                    http.post("/orders/#{order}/payments")
                        .body(StringBody("{\"amountCents\":#{amountCents}}"))
                        .asJson()
                        // Paid, or accepted to be.
                        .check(status().in(200, 202))
                        .check(substring("#{order}").exists())))
        .orElse(
            requests.send(
                "browse-catalogue",
                http ->
                    http.get("/products?page=#{page}")
                        .check(status().is(200))
                        // At least one product.
                        .check(substring("{").exists())));
  }
}
