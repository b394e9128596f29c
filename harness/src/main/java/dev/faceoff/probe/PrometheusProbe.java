package dev.faceoff.probe;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What a service, or all replicas of one together, tell of themselves in metrics: what cannot be
 * seen from outside. Where one of them does not tell, nothing is known of them all.
 */
public final class PrometheusProbe {
  private static final String CACHE_GETS = "cache_gets_total";
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final List<URI> metrics;
  private final Duration timeout;

  /**
   * A probe that waits two seconds for an answer.
   *
   * @param metrics addresses of metrics, one a replica: in Prometheus' text format, or the list of
   *     those that Spring Boot's Actuator tells in JSON
   */
  public PrometheusProbe(List<URI> metrics) {
    this(metrics, TIMEOUT);
  }

  /**
   * A probe of a service that may be in trouble.
   *
   * @param timeout for connecting, and again for each part of an answer; a replica is given twice
   *     as long for everything; shorter than the time between two readings
   */
  public PrometheusProbe(List<URI> metrics, Duration timeout) {
    if (metrics.isEmpty()) {
      throw new IllegalArgumentException("there is no address to ask");
    }
    this.metrics = List.copyOf(metrics);
    this.timeout = timeout;
  }

  /**
   * Totals over the service's caches; subtract two readings.
   *
   * @param hits lookups that found what they looked for
   */
  public record CacheGets(long hits, long misses) {
    public CacheGets minus(CacheGets earlier) {
      return new CacheGets(hits - earlier.hits, misses - earlier.misses);
    }

    private CacheGets plus(CacheGets other) {
      return new CacheGets(hits + other.hits, misses + other.misses);
    }
  }

  /**
   * Totals over the service's connection pools; subtract two readings.
   *
   * @param waits connections asked for
   */
  public record PoolWait(double seconds, long waits) {
    public PoolWait minus(PoolWait earlier) {
      return new PoolWait(seconds - earlier.seconds, waits - earlier.waits);
    }

    private PoolWait plus(PoolWait other) {
      return new PoolWait(seconds + other.seconds, waits + other.waits);
    }
  }

  /**
   * Asks the service; the answer costs it some milliseconds, so ask between blocks.
   *
   * @return empty when it has no such address or no such metric
   * @throws ProbeFailedException if it does not answer or the answer is in another format
   */
  public Optional<PoolWait> poolWait() {
    return together(PrometheusProbe::waitIn)
        .flatMap(waits -> waits.stream().reduce(PoolWait::plus));
  }

  /** Of all its pools, whoever they are of. */
  private static Optional<PoolWait> waitIn(ToldMetrics told) {
    return Arrays.stream(Pool.values())
        .flatMap(pool -> pool.waitIn(told).stream())
        .reduce(PoolWait::plus);
  }

  /** Libraries of connection pools that tell how long was waited for a connection. */
  private enum Pool {
    HIKARI(
        "hikaricp_connections_acquire_seconds_sum",
        1,
        "hikaricp_connections_acquire_seconds_count"),
    AGROAL("agroal_blocking_time_total_milliseconds", 1e-3, "agroal_acquire_count_total");

    private final String waited;
    private final double seconds;
    private final String waits;

    /**
     * @param seconds in the unit of what was waited
     */
    Pool(String waited, double seconds, String waits) {
      this.waited = waited;
      this.seconds = seconds;
      this.waits = waits;
    }

    private Optional<PoolWait> waitIn(ToldMetrics told) {
      OptionalDouble total = told.sum(waited);
      OptionalDouble count = told.sum(waits);
      return total.isEmpty() || count.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new PoolWait(total.getAsDouble() * seconds, Math.round(count.getAsDouble())));
    }
  }

  /**
   * A level, now.
   *
   * @param name for example {@code tomcat_threads_busy_threads}
   * @return the largest over its labels, for example over two thread pools, and the sum of that
   *     over replicas; empty when the service has no such address or no such metric, or the metric
   *     has no value
   * @throws ProbeFailedException if it does not answer or the answer is in another format
   */
  public Optional<Double> gauge(String name) {
    return Optional.ofNullable(gauges(Set.of(name)).get(name));
  }

  /**
   * The largest of a level, now, over labels and replicas: for what does not add up.
   *
   * @return empty as {@link #gauge} is
   * @throws ProbeFailedException if it does not answer or the answer is in another format
   */
  public Optional<Double> highest(String name) {
    return together(told -> level(told, name)).map(Collections::max);
  }

  /**
   * Levels at one moment, by name, each as {@link #gauge} has it; one that the service does not
   * tell is absent.
   *
   * @throws ProbeFailedException if it does not answer or the answer is in another format
   */
  public Map<String, Double> gauges(Set<String> names) {
    Optional<List<ToldMetrics>> told = fetch();
    Map<String, Double> levels = new TreeMap<>();
    for (String name : names) {
      told.flatMap(all -> ofEach(all, one -> level(one, name)))
          .map(each -> each.stream().mapToDouble(Double::doubleValue).sum())
          .ifPresent(sum -> levels.put(name, sum));
    }
    return levels;
  }

  private static Optional<Double> level(ToldMetrics told, String name) {
    return told.samples(name).stream()
        .map(ToldMetrics.Sample::value)
        .filter(value -> !value.isNaN())
        .max(Double::compare);
  }

  /**
   * Lookups in caches so far, as Micrometer counts them.
   *
   * @return empty when the service has no such address or no such metric
   * @throws ProbeFailedException if it does not answer or the answer is in another format
   */
  public Optional<CacheGets> cacheGets() {
    return together(PrometheusProbe::getsIn).flatMap(gets -> gets.stream().reduce(CacheGets::plus));
  }

  private static Optional<CacheGets> getsIn(ToldMetrics told) {
    return Optional.of(told.samples(CACHE_GETS))
        .filter(samples -> !samples.isEmpty())
        .map(samples -> new CacheGets(count(samples, "hit"), count(samples, "miss")));
  }

  private static long count(List<ToldMetrics.Sample> samples, String result) {
    return Math.round(
        samples.stream()
            .filter(sample -> result.equals(sample.labels().get("result")))
            .mapToDouble(ToldMetrics.Sample::value)
            .sum());
  }

  /** What each replica tells of something; empty unless all do. */
  private <T> Optional<List<T>> together(Function<ToldMetrics, Optional<T>> part) {
    return fetch().flatMap(told -> ofEach(told, part));
  }

  private static <T> Optional<List<T>> ofEach(
      List<ToldMetrics> told, Function<ToldMetrics, Optional<T>> part) {
    List<T> parts = told.stream().flatMap(one -> part.apply(one).stream()).toList();
    return parts.size() == told.size() ? Optional.of(parts) : Optional.empty();
  }

  /** Everything that each replica tells; empty when one has no such address. */
  private Optional<List<ToldMetrics>> fetch() {
    List<ToldMetrics> told = new ArrayList<>();
    for (URI each : metrics) {
      fetch(each).ifPresent(told::add);
    }
    return told.size() == metrics.size() ? Optional.of(told) : Optional.empty();
  }

  private Optional<ToldMetrics> fetch(URI address) {
    MetricsFetch fetch = new MetricsFetch(timeout);
    return fetch
        .get(address)
        .map(
            text ->
                // No line of Prometheus' text begins so.
                text.stripLeading().startsWith("{")
                    ? new ActuatorMetrics(address, text, fetch)
                    : new PrometheusText(text));
  }
}
