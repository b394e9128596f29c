package dev.faceoff.probe;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalDouble;

/** How long a service's requests waited for a database connection, by its own metrics. */
public final class PrometheusProbe {
  private static final String WAIT = "hikaricp_connections_acquire_seconds";
  private static final int TIMEOUT_MILLIS = 2_000;

  private final URI metrics;

  /**
   * @param metrics address of metrics in Prometheus' text format
   */
  public PrometheusProbe(URI metrics) {
    this.metrics = metrics;
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

  private Optional<String> fetch() {
    try {
      HttpURLConnection connection = (HttpURLConnection) metrics.toURL().openConnection();
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
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
