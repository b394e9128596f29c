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
   * same random numbers. What a user creates does not belong here but into {@link #ids}.
   *
   * @param random the only source of chance
   */
  default Map<String, Object> payload(RandomGenerator random, JourneySettings settings) {
    return Map.of();
  }

  /**
   * What must be this user's own: ids of what it creates, readable in the steps like the payload,
   * over which they win.
   *
   * <p>Called once for each arrival, after {@link #payload}. Every user of a launch sees random
   * numbers of its own, also the two users of a matched pair: both variants get the same work, and
   * neither meets what the other's user has made.
   *
   * @param random the only source of chance
   * @return values of the same shape for every user, for example a UUID each
   */
  default Map<String, Object> ids(RandomGenerator random, JourneySettings settings) {
    return Map.of();
  }
}
