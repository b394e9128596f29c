package dev.faceoff.live;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * Told of a run's load while it runs: by one thread, in the order in which it happens. Whoever asks
 * for what was told from another thread has to guard it.
 */
public interface LiveListener {
  /** A scenario goes to another phase, for example {@code warm-up}. */
  void phase(String scenario, String phase);

  /** A variant's arrivals come at another planned rate; 0 when they end. */
  void offered(String scenario, String variant, double arrivalsPerSecond);

  /**
   * A variant's services tell metrics of their own there, in place of where they did before.
   *
   * @param metrics one a replica; none when they have ended, or tell none
   */
  default void serves(String scenario, String variant, List<URI> metrics) {}

  /** A fault has come to a variant, or has gone. */
  void fault(String scenario, String variant, String fault, boolean active);

  /**
   * A request has ended.
   *
   * @param endNanos when, from the start of the plan's load
   */
  void ended(
      String scenario,
      String variant,
      String endpoint,
      boolean failed,
      long endNanos,
      long latencyNanos);

  /** A planned arrival came so many nanoseconds later than planned. */
  void lagged(String scenario, long nanos);

  /**
   * What a variant has used so far of what explains its latency, for example SQL statements; only
   * grows.
   */
  void used(String scenario, String variant, double total);

  /**
   * All requests that had ended by then have been told; about once a second.
   *
   * @param nanos from the start of the plan's load
   * @param inFlight users that have arrived but not left, by variant
   */
  void upTo(String scenario, long nanos, Map<String, Long> inFlight);
}
