package dev.faceoff.probe;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/** What a service tells of itself in metrics: what cannot be seen from outside. */
public final class PrometheusProbe {
  private static final String WAIT = "hikaricp_connections_acquire_seconds";
  private static final String CACHE_GETS = "cache_gets_total";
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final URI metrics;
  private final int timeoutMillis;

  /**
   * A probe that waits two seconds for an answer.
   *
   * @param metrics address of metrics in Prometheus' text format
   */
  public PrometheusProbe(URI metrics) {
    this(metrics, TIMEOUT);
  }

  /**
   * A probe of a service that may be in trouble.
   *
   * @param timeout for connecting, and again for each part of the answer; shorter than the time
   *     between two readings
   */
  public PrometheusProbe(URI metrics, Duration timeout) {
    this.metrics = metrics;
    this.timeoutMillis = Math.toIntExact(timeout.toMillis());
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
  }

  /**
   * Asks the service; the answer costs it some milliseconds, so ask between blocks.
   *
   * @return empty when it has no such address or no such metric
   * @throws ProbeFailedException if it does not answer or the answer is in another format
   */
  public Optional<PoolWait> poolWait() {
    Optional<String> text = fetch();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    OptionalDouble seconds = PrometheusText.sum(text.get(), WAIT + "_sum");
    OptionalDouble waits = PrometheusText.sum(text.get(), WAIT + "_count");
    if (seconds.isEmpty() || waits.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new PoolWait(seconds.getAsDouble(), Math.round(waits.getAsDouble())));
  }

  /**
   * A level, now.
   *
   * @param name for example {@code tomcat_threads_busy_threads}
   * @return the largest over its labels, for example over two thread pools; empty when the service
   *     has no such address or no such metric, or the metric has no value
   * @throws ProbeFailedException if it does not answer or the answer is in another format
   */
  public Optional<Double> gauge(String name) {
    return Optional.ofNullable(gauges(Set.of(name)).get(name));
  }

  /**
   * Levels at one moment, by name, each as {@link #gauge} has it; one that the service does not
   * tell is absent.
   *
   * @throws ProbeFailedException if it does not answer or the answer is in another format
   */
  public Map<String, Double> gauges(Set<String> names) {
    Optional<String> text = fetch();
    Map<String, Double> levels = new TreeMap<>();
    for (String name : names) {
      text.flatMap(
              all ->
                  PrometheusText.samples(all, name).stream()
                      .map(PrometheusText.Sample::value)
                      .filter(value -> !value.isNaN())
                      .max(Double::compare))
          .ifPresent(value -> levels.put(name, value));
    }
    return levels;
  }

  /**
   * Lookups in caches so far, as Micrometer counts them.
   *
   * @return empty when the service has no such address or no such metric
   * @throws ProbeFailedException if it does not answer or the answer is in another format
   */
  public Optional<CacheGets> cacheGets() {
    return fetch()
        .map(text -> PrometheusText.samples(text, CACHE_GETS))
        .filter(samples -> !samples.isEmpty())
        .map(samples -> new CacheGets(count(samples, "hit"), count(samples, "miss")));
  }

  private static long count(List<PrometheusText.Sample> samples, String result) {
    return Math.round(
        samples.stream()
            .filter(sample -> result.equals(sample.labels().get("result")))
            .mapToDouble(PrometheusText.Sample::value)
            .sum());
  }

  private Optional<String> fetch() {
    try {
      HttpURLConnection connection = (HttpURLConnection) metrics.toURL().openConnection();
      connection.setConnectTimeout(timeoutMillis);
      connection.setReadTimeout(timeoutMillis);
      connection.setRequestProperty("Accept", "text/plain;version=0.0.4");
      int status = connection.getResponseCode();
      if (status == HttpURLConnection.HTTP_NOT_FOUND) {
        return Optional.empty();
      }
      if (status != HttpURLConnection.HTTP_OK) {
        throw new ProbeFailedException("%s answered %d, not 200".formatted(metrics, status));
      }
      try (var body = connection.getInputStream()) {
        return Optional.of(new String(body.readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new ProbeFailedException("cannot read %s: %s".formatted(metrics, e.getMessage()), e);
    }
  }
}
