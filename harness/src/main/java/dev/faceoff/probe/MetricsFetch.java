package dev.faceoff.probe;

import dev.faceoff.process.HttpConnections;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Asks a service what it tells of itself at one moment, in one request or several, within limits of
 * time and size: it may be in trouble, and the address may be another than was thought.
 */
final class MetricsFetch {
  /** A service of many endpoints tells one or two of them. */
  static final int MOST_MEBIBYTES = 16;

  /** Either is told: Prometheus' text where there is a choice. */
  private static final String FORMATS = "text/plain;version=0.0.4, application/json;q=0.5";

  private final Duration timeout;
  private final long endNanoTime;

  /**
   * @param timeout for connecting, and again for each part of an answer; all answers together may
   *     take twice as long, from now on
   */
  MetricsFetch(Duration timeout) {
    this.timeout = timeout;
    this.endNanoTime = System.nanoTime() + 2 * timeout.toNanos();
  }

  /**
   * What is answered there.
   *
   * @return empty when the service has no such address
   * @throws ProbeFailedException if it does not answer, or with another status than 200
   */
  Optional<String> get(URI address) {
    try {
      HttpURLConnection connection = HttpConnections.open(address);
      connection.setConnectTimeout(patienceMillis());
      connection.setReadTimeout(patienceMillis());
      // It may lead to a host that nobody allowed.
      connection.setInstanceFollowRedirects(false);
      connection.setRequestProperty("Accept", FORMATS);
      int status = connection.getResponseCode();
      if (status == HttpURLConnection.HTTP_OK) {
        try (InputStream body = connection.getInputStream()) {
          return Optional.of(read(body));
        }
      }
      // With its answer unread it would stay open until it is collected.
      connection.disconnect();
      if (status == HttpURLConnection.HTTP_NOT_FOUND) {
        return Optional.empty();
      }
      throw new ProbeFailedException("%s answered %d, not 200".formatted(address, status));
    } catch (IOException e) {
      throw new ProbeFailedException("cannot read %s: %s".formatted(address, e.getMessage()), e);
    }
  }

  private String read(InputStream body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] part = new byte[8192];
    for (int read = body.read(part); read >= 0; read = body.read(part)) {
      bytes.write(part, 0, read);
      if (bytes.size() > (MOST_MEBIBYTES << 20)) {
        throw new IOException("it is larger than %d MiB".formatted(MOST_MEBIBYTES));
      }
      patienceMillis();
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** How long may be waited now; never 0, which a connection takes for ever. */
  private int patienceMillis() throws IOException {
    long leftMillis = TimeUnit.NANOSECONDS.toMillis(endNanoTime - System.nanoTime());
    if (leftMillis < 1) {
      throw new IOException("timed out after %d ms".formatted(2 * timeout.toMillis()));
    }
    return Math.toIntExact(Math.min(leftMillis, timeout.toMillis()));
  }
}
