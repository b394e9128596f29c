package dev.faceoff.scenarios;

import io.gatling.javaapi.core.ChainBuilder;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * What one user does from arrival to departure. Every variant of a scenario gets the same journey.
 *
 * <p>A public class with a public constructor without arguments. It knows no address, no rate and
 * no variant, and gives no verdict. Whatever differs from user to user comes from {@link #payload},
 * never from a random number drawn in a step: only so do both variants answer the same questions.
 *
 * <pre>{@code
 * public final class NewestOrders implements Journey {
 *   public ChainBuilder steps(JourneySettings settings, Requests requests) {
 *     return requests.send("newest-orders", http -> http.get("/orders/newest?limit=50"));
 *   }
 * }
 * }</pre>
 */
public interface Journey {

  /**
   * The steps of a user, built once for each block of load.
   *
   * @param requests sends requests and records them; what is sent past it is not measured
   */
  ChainBuilder steps(JourneySettings settings, Requests requests);

  /**
   * What this user brings along, readable in the steps as <code>#{name}</code>.
   *
   * <p>Called once for each arrival. The k-th arrivals of the two blocks of a matched pair see the
   * same random numbers.
   *
   * @param random the only source of chance
   */
  default Map<String, Object> payload(RandomGenerator random, JourneySettings settings) {
    return Map.of();
  }
}
