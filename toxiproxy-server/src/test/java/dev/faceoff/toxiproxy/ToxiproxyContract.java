package dev.faceoff.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/**
 * What holds for Toxiproxy 2.12.0 and for this server alike, seen from outside: through the
 * official client, plain HTTP and sockets. It is run against both.
 *
 * <p>Times have exact lower bounds, since no delay may be shorter than asked for; upper bounds only
 * tell a delay from its absence or its repetition.
 */
@Timeout(60)
abstract class ToxiproxyContract {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A timer may fire that much early: other clocks, rounding. */
  private static final long EARLY_MILLIS = 2;

  private final Deque<Closeable> toClose = new ArrayDeque<>();

  /** The official client. */
  ToxiproxyClient toxiproxy;

  /** Where the server's API is. */
  abstract URI api();

  @BeforeEach
  final void connect() throws IOException {
    toxiproxy = new ToxiproxyClient(api().getHost(), api().getPort());
    deleteProxies();
  }

  @AfterEach
  final void tidy() throws IOException {
    for (Closeable each : toClose) {
      each.close();
    }
    deleteProxies();
  }

  private void deleteProxies() throws IOException {
    for (Proxy proxy : toxiproxy.getProxies()) {
      proxy.delete();
    }
  }

  /** Closes something after the test. */
  final <T extends Closeable> T closing(T closeable) {
    toClose.push(closeable);
    return closeable;
  }

  final Backend echo() throws IOException {
    return closing(Backend.echo());
  }

  /** A proxy on a free port. */
  final Proxy proxyTo(Backend backend) throws IOException {
    return toxiproxy.createProxy("proxy", "127.0.0.1:0", backend.address());
  }

  final Client client(Proxy proxy) throws IOException {
    return closing(new Client(proxy.getListen()));
  }

  /** A connection that is through to an echo server, so that it is older than what follows. */
  final Client connectedClient(Proxy proxy) throws IOException {
    Client client = client(proxy);
    assertThat(client.send("hello").receive(5)).isEqualTo("hello");
    return client;
  }

  /**
   * An answer of the API.
   *
   * @param status of HTTP
   * @param type value of Content-Type; empty without one
   * @param body its text
   * @param http all of it
   */
  record Answer(int status, String type, String body, HttpResponse<String> http) {
    JsonNode json() throws IOException {
      return JSON.readTree(body);
    }

    String header(String name) {
      return http.headers().firstValue(name).orElse("");
    }
  }

  final Answer get(String path) throws IOException, InterruptedException {
    return call("GET", path, "");
  }

  final Answer post(String path, String body) throws IOException, InterruptedException {
    return call("POST", path, body);
  }

  final Answer patch(String path, String body) throws IOException, InterruptedException {
    return call("PATCH", path, body);
  }

  final Answer delete(String path) throws IOException, InterruptedException {
    return call("DELETE", path, "");
  }

  /**
   * @param headers names and values in turn
   */
  final Answer call(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(api().resolve(path))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
    return new Answer(
        response.statusCode(),
        response.headers().firstValue("Content-Type").orElse(""),
        response.body(),
        response);
  }

  /** Milliseconds since a value of {@link System#nanoTime}. */
  static long millisSince(long startNanos) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
  }

  /** The lower bound for a delay of so many milliseconds. */
  static long atLeast(long millis) {
    return millis - EARLY_MILLIS;
  }

  /** JSON with ' for quotes. */
  static String json(String text) {
    return text.replace('\'', '"');
  }
}
