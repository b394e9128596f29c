package dev.faceoff.live;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.faceoff.model.FaceoffException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/**
 * Lets Prometheus scrape a run at {@code /metrics}, and find its services by {@code /targets}, from
 * this machine alone.
 */
public final class MetricsServer implements AutoCloseable {
  private static final String PATH = "/metrics";
  private static final String TARGETS_PATH = "/targets";
  private static final int OK = 200;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int METHOD_NOT_ALLOWED = 405;

  /** At whatever port: it may have been forwarded. */
  private static final Pattern OUR_HOST =
      Pattern.compile("(?i)(127\\.0\\.0\\.1|localhost)(:\\d+)?");

  private final HttpServer server;
  private final ExecutorService threads =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "metrics");
            thread.setDaemon(true);
            return thread;
          });

  private MetricsServer(HttpServer server) {
    this.server = server;
  }

  /**
   * Takes a port of this host's loopback address. Who asks there waits until there is something to
   * scrape.
   *
   * @param port 0 for a free one
   * @throws FaceoffException of kind USAGE if the port cannot be had
   */
  public static MetricsServer open(int port) {
    try {
      return new MetricsServer(
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0));
    } catch (IOException e) {
      throw new FaceoffException(
          FaceoffException.Kind.USAGE,
          "--metrics-port: port %d cannot be had (%s); choose another"
              .formatted(port, e.getMessage()),
          e);
    }
  }

  /** From now on these are scraped. */
  public void show(RunMetrics metrics) {
    server.setExecutor(threads);
    server.createContext("/", exchange -> answer(exchange, metrics));
    server.start();
  }

  /** Where Prometheus finds it. */
  public URI url() {
    return URI.create("http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), PATH));
  }

  private static void answer(HttpExchange exchange, RunMetrics metrics) throws IOException {
    try (exchange) {
      if (!isOurs(exchange)) {
        exchange.sendResponseHeaders(FORBIDDEN, -1);
        return;
      }
      String path = exchange.getRequestURI().getPath();
      if (!path.equals(PATH) && !path.equals(TARGETS_PATH)) {
        exchange.sendResponseHeaders(NOT_FOUND, -1);
        return;
      }
      if (!exchange.getRequestMethod().equals("GET")) {
        exchange.sendResponseHeaders(METHOD_NOT_ALLOWED, -1);
        return;
      }
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      String type = RunMetrics.CONTENT_TYPE;
      if (path.equals(PATH)) {
        metrics.write(text);
      } else {
        metrics.writeTargets(text);
        type = "application/json";
      }
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(OK, text.size());
      exchange.getResponseBody().write(text.toByteArray());
    }
  }

  /** Whether this host was asked for, not a name that somebody's page had made to point here. */
  private static boolean isOurs(HttpExchange exchange) {
    String host = exchange.getRequestHeaders().getFirst("Host");
    return host != null && OUR_HOST.matcher(host).matches();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
