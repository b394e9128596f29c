package dev.faceoff.target;

import dev.faceoff.process.HttpConnections;
import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Whether a service can be loaded, by what it answers. */
final class Readiness {
  /**
   * So many answers alike, which take more than two seconds to get, are not those of a service that
   * is still starting.
   */
  static final int STEADY = 40;

  private static final int REQUEST_TIMEOUT_MILLIS = 5_000;
  private static final int OTHER_SCHEME_TIMEOUT_MILLIS = 2_000;
  private static final int SERVER_ERRORS = 500;

  private final URI url;
  private final boolean anyAnswer;
  private final String ifHttps;
  private String last = "nothing was tried";
  private String shown = "";
  private int alike;
  private Optional<String> obstacle = Optional.empty();

  private Readiness(URI url, boolean anyAnswer, String ifHttps) {
    this.url = url;
    this.anyAnswer = anyAnswer;
    this.ifHttps = ifHttps;
  }

  /**
   * The check of a service at {@code base}.
   *
   * @param path that must answer 200; when empty, any answer below 500 to {@code /} will do
   * @param ifHttps what the user can do where it turns out to speak HTTPS only
   */
  static Readiness of(URI base, String path, String ifHttps) {
    return new Readiness(url(base, path), path.isEmpty(), ifHttps);
  }

  /** Where a service at {@code base} is asked; for parameters see {@link #of}. */
  static URI url(URI base, String path) {
    return URI.create(base + (path.isEmpty() ? "/" : path));
  }

  /** A path of a service at {@code base}; empty when the path is. */
  static Optional<URI> at(URI base, String path) {
    return path.isBlank() ? Optional.empty() : Optional.of(URI.create(base + path));
  }

  /** Asks once. */
  boolean reached() {
    try {
      HttpURLConnection connection = connection(url, REQUEST_TIMEOUT_MILLIS);
      try {
        int status = connection.getResponseCode();
        if (status < 0) {
          return broken("an answer that is no HTTP");
        }
        showed("status " + status, "status " + status);
        lookForRefusal(status, connection.getHeaderField("Location"));
        boolean good = anyAnswer ? status < SERVER_ERRORS : status == HttpURLConnection.HTTP_OK;
        // A server that expects TLS answers so, which could pass for an answer.
        if (status == HttpURLConnection.HTTP_BAD_REQUEST && (good || alike % STEADY == 0)) {
          lookForOtherScheme();
        }
        return good && obstacle.isEmpty();
      } finally {
        connection.disconnect();
      }
    } catch (ConnectException e) {
      showed("nobody", oneLine(e));
      return false;
    } catch (SocketTimeoutException e) {
      showed("silence", oneLine(e));
      // Some servers wait for the rest of what they take for the beginning of TLS.
      lookForOtherScheme();
      return false;
    } catch (IOException e) {
      return broken(oneLine(e));
    }
  }

  /** Somebody listens, but breaks off. */
  private boolean broken(String how) {
    showed("broken", how);
    if (alike % STEADY == 0) {
      lookForOtherScheme();
    }
    return false;
  }

  /**
   * @param what in which attempts are alike
   */
  private void showed(String what, String how) {
    alike = what.equals(shown) ? alike + 1 : 1;
    shown = what;
    last = how;
  }

  private static HttpURLConnection connection(URI url, int timeoutMillis) throws IOException {
    HttpURLConnection connection = HttpConnections.open(url);
    connection.setConnectTimeout(timeoutMillis);
    connection.setReadTimeout(timeoutMillis);
    connection.setInstanceFollowRedirects(false);
    return connection;
  }

  private void lookForRefusal(int status, String location) {
    if (anyAnswer || alike < STEADY) {
      return;
    }
    boolean refused =
        status == HttpURLConnection.HTTP_UNAUTHORIZED || status == HttpURLConnection.HTTP_FORBIDDEN;
    if (refused || (location != null && status / 100 == 3)) {
      obstacle =
          Optional.of(
              "%s; let 'ready' name a path that answers 200 to anybody, or leave it out: then any answer below 500 will do"
                  .formatted(
                      refused
                          ? "answers %d to every request for %s".formatted(status, url)
                          : "redirects every request for %s to %s".formatted(url, location)));
    }
  }

  private void lookForOtherScheme() {
    boolean secure = url.getScheme().equals("https");
    URI other = URI.create((secure ? "http" : "https") + url.toString().substring(secure ? 5 : 4));
    try {
      HttpURLConnection connection = connection(other, OTHER_SCHEME_TIMEOUT_MILLIS);
      try {
        int status = connection.getResponseCode();
        // To what is not TLS a server that expects it may answer 400.
        if (secure && status > 0 && status != HttpURLConnection.HTTP_BAD_REQUEST) {
          obstacle =
              Optional.of(
                  "speaks HTTP at %s, not HTTPS; begin its address with http://".formatted(other));
        } else if (!secure && status > 0) {
          obstacle = Optional.of("speaks HTTPS at %s, not HTTP; %s".formatted(url, ifHttps));
        }
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      // It speaks neither; what it showed first is told.
    }
  }

  /**
   * Why more waiting is in vain, for a message after the service's name; empty while the service
   * may yet be reached.
   */
  Optional<String> obstacle() {
    return obstacle;
  }

  /** What was waited for in vain, for a message after the service's name. */
  String complaint(Duration limit) {
    return "did not answer %s within %d s at %s (last: %s%s)"
        .formatted(
            anyAnswer ? "below 500" : "200",
            limit.toSeconds(),
            url,
            last,
            last.equals("status 404") ? "; does the service have that path?" : "");
  }

  private static String oneLine(IOException e) {
    return String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
  }
}
