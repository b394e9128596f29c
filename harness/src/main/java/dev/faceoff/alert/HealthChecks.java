package dev.faceoff.alert;

import dev.faceoff.process.HttpConnections;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Asks services whether they are well, again and again, as Prometheus' blackbox exporter would:
 * well is an answer below 300 within the limit.
 */
public final class HealthChecks implements AutoCloseable {
  private static final int REDIRECTS = 300;

  private final Map<String, URI> urls;
  private final Duration limit;
  private final Listener listener;
  private final ScheduledExecutorService threads;

  /** Told how each check came out. */
  @FunctionalInterface
  public interface Listener {
    void checked(String variant, boolean well);
  }

  /**
   * Checks that have not begun.
   *
   * @param urls by variant
   * @param limit within which an answer must have come
   */
  public HealthChecks(Map<String, URI> urls, Duration limit, Listener listener) {
    this.urls = Map.copyOf(urls);
    this.limit = limit;
    this.listener = listener;
    // A thread each: one that hangs does not hold up the other.
    this.threads =
        Executors.newScheduledThreadPool(
            Math.max(1, urls.size()),
            task -> {
              Thread thread = new Thread(task, "health-check");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Begins to ask.
   *
   * @param every from the start of a check to that of the next, or its end if that is later
   */
  public void begin(Duration every) {
    urls.forEach(
        (variant, url) -> {
          var unused =
              threads.scheduleAtFixedRate(
                  () -> ask(variant, url), 0, every.toNanos(), TimeUnit.NANOSECONDS);
        });
  }

  private void ask(String variant, URI url) {
    listener.checked(variant, isWell(url));
  }

  private boolean isWell(URI url) {
    try {
      HttpURLConnection connection = HttpConnections.open(url);
      connection.setConnectTimeout(Math.toIntExact(limit.toMillis()));
      connection.setReadTimeout(Math.toIntExact(limit.toMillis()));
      connection.setInstanceFollowRedirects(false);
      try {
        int status = connection.getResponseCode();
        return status > 0 && status < REDIRECTS;
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
