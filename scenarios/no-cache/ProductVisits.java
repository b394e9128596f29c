package dev.faceoff.scenarios.nocache;

import static io.gatling.javaapi.core.CoreDsl.doIfOrElse;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.http.HttpDsl.status;

import dev.faceoff.scenarios.Journey;
import dev.faceoff.scenarios.JourneySettings;
import dev.faceoff.scenarios.Requests;
import io.gatling.javaapi.core.ChainBuilder;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Opens the page of a product, and now and then buys one instead (open model: a slow server does
 * not slow the arrivals). Which product follows Zipf's law: few are opened all the time, most of
 * them seldom.
 */
public final class ProductVisits implements Journey {
  private volatile ZipfLaw popularity;

  @Override
  public Map<String, Object> payload(RandomGenerator random, JourneySettings settings) {
    return Map.of(
        "product",
        popularity(settings).draw(random),
        "buys",
        random.nextDouble() < settings.number("writeShare"));
  }

  /** Made once: its table has a row for each product. */
  private ZipfLaw popularity(JourneySettings settings) {
    ZipfLaw law = popularity;
    if (law == null) {
      law =
          new ZipfLaw(Math.toIntExact(settings.whole("products")), settings.number("zipfExponent"));
      popularity = law;
    }
    return law;
  }

  @Override
  public ChainBuilder steps(JourneySettings settings, Requests requests) {
    return doIfOrElse(session -> session.getBoolean("buys"))
        .then(
            requests.send(
                "change-product",
                http ->
                    http.post("/products/#{product}/purchases")
                        .check(status().is(200))
                        .check(jsonPath("$.productId").isEL("#{product}"))))
        .orElse(
            requests.send(
                "product-page",
                http ->
                    http.get("/products/#{product}")
                        .check(status().is(200))
                        // The page of this product, and not of another one from the cache.
                        .check(jsonPath("$.id").isEL("#{product}"))));
  }
}
