package dev.faceoff.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.faceoff.model.FaceoffException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;

/**
 * What Prometheus takes for its Alertmanager: it notes when alerts fire and when they are over, and
 * tells nobody. An Alertmanager would do so after its {@code group_wait}, which is a matter of
 * taste and no property of an alert.
 */
public final class AlertReceiver implements AutoCloseable {
  /** Of the Alertmanager's API, version 2, which all releases of Prometheus since 2.16 speak. */
  private static final String PATH = "/api/v2/alerts";

  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;

  private final HttpServer server;
  private final Clock clock;
  private final LongSupplier nanoTime;
  private final ObjectMapper json = new ObjectMapper();
  private final List<Firing> over = new ArrayList<>();
  private final Map<Map<String, String>, Long> firing = new LinkedHashMap<>();
  private final ExecutorService threads =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "alerts");
            thread.setDaemon(true);
            return thread;
          });

  private AlertReceiver(HttpServer server, Clock clock, LongSupplier nanoTime) {
    this.server = server;
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  /** Listens on a free port of the loopback interface. */
  public static AlertReceiver open() {
    return open(Clock.systemUTC(), System::nanoTime);
  }

  /**
   * As above.
   *
   * @param clock that Prometheus goes by too
   */
  static AlertReceiver open(Clock clock, LongSupplier nanoTime) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      AlertReceiver receiver = new AlertReceiver(server, clock, nanoTime);
      server.setExecutor(receiver.threads);
      server.createContext("/", receiver::answer);
      server.start();
      return receiver;
    } catch (IOException e) {
      throw new FaceoffException(
          FaceoffException.Kind.ENVIRONMENT,
          "no port of the loopback interface can be had for alerts: " + e.getMessage(),
          e);
    }
  }

  /** Where it listens, for example {@code 127.0.0.1:4711}. */
  public String authority() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** All that has fired so far, by the time from which it did. */
  public synchronized List<Firing> firings() {
    List<Firing> all = new ArrayList<>(over);
    firing.forEach((labels, from) -> all.add(new Firing(labels, from, OptionalLong.empty())));
    all.sort((a, b) -> Long.signum(a.fromNanoTime() - b.fromNanoTime()));
    return all;
  }

  private void answer(HttpExchange exchange) throws IOException {
    long now = nanoTime.getAsLong();
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      boolean alerts =
          exchange.getRequestMethod().equals("POST")
              && exchange.getRequestURI().getPath().equals(PATH);
      if (!alerts) {
        exchange.sendResponseHeaders(NOT_FOUND, -1);
        return;
      }
      try {
        note(json.readTree(body), now);
        exchange.sendResponseHeaders(OK, -1);
      } catch (IOException | DateTimeException e) {
        exchange.sendResponseHeaders(BAD_REQUEST, -1);
      }
    }
  }

  /** Prometheus repeats itself: only the first word that an alert fires, or is over, counts. */
  private synchronized void note(JsonNode alerts, long now) {
    for (JsonNode alert : alerts) {
      Map<String, String> labels = new LinkedHashMap<>();
      alert
          .path("labels")
          .properties()
          .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
      if (Instant.parse(alert.path("endsAt").asText()).isAfter(clock.instant())) {
        firing.putIfAbsent(labels, now);
      } else if (firing.containsKey(labels)) {
        over.add(new Firing(labels, firing.remove(labels), OptionalLong.of(now)));
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
