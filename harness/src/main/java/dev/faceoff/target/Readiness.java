package dev.faceoff.target;

import dev.faceoff.process.HttpConnections;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Whether a service can be loaded, by what it answers. */
final class Readiness {
  private static final int REQUEST_TIMEOUT_MILLIS = 5_000;
  private static final int SERVER_ERRORS = 500;

  private final URI url;
  private final boolean anyAnswer;
  private String last = "nothing was tried";

  private Readiness(URI url, boolean anyAnswer) {
    this.url = url;
    this.anyAnswer = anyAnswer;
  }

  /**
   * The check of a service at {@code base}.
   *
   * @param path that must answer 200; when empty, any answer below 500 to {@code /} will do
   */
  static Readiness of(URI base, String path) {
    return new Readiness(URI.create(base + (path.isEmpty() ? "/" : path)), path.isEmpty());
  }

  /** A path of a service at {@code base}; empty when the path is. */
  static Optional<URI> at(URI base, String path) {
    return path.isBlank() ? Optional.empty() : Optional.of(URI.create(base + path));
  }

  /** Asks once. */
  boolean reached() {
    try {
      HttpURLConnection connection = HttpConnections.open(url);
      connection.setConnectTimeout(REQUEST_TIMEOUT_MILLIS);
      connection.setReadTimeout(REQUEST_TIMEOUT_MILLIS);
      connection.setInstanceFollowRedirects(false);
      try {
        int status = connection.getResponseCode();
        last = status < 0 ? "an answer that is no HTTP" : "status " + status;
        return anyAnswer
            ? status > 0 && status < SERVER_ERRORS
            : status == HttpURLConnection.HTTP_OK;
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      last = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
      return false;
    }
  }

  /** What was waited for in vain, for a message after the service's name. */
  String complaint(Duration limit) {
    return "did not answer %s within %d s at %s (last: %s)"
        .formatted(anyAnswer ? "below 500" : "200", limit.toSeconds(), url, last);
  }
}
