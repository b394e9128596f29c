package dev.faceoff.apps.slowlist;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** A list of things and each of them, over HTTP. Its properties are those of scenario.yaml. */
public final class SlowListApp {
  private final Things things =
      System.getProperty("variant").equals("naive") ? new NaiveThings() : new FixedThings();
  private final int count = Integer.getInteger("things");
  private final long failEvery = Long.getLong("failEvery", 0);
  private final long dieAfter = Long.getLong("dieAfter", 0);
  private final AtomicLong lists = new AtomicLong();
  private final AtomicLong opened = new AtomicLong();

  private SlowListApp() {}

  public static void main(String[] arguments) throws IOException {
    // Else an answer's body waits for the acknowledgement of its head, 40 ms on Linux.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    SlowListApp app = new SlowListApp();
    HttpServer server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.getInteger("port")),
            500);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/ready", exchange -> answer(exchange, 200, "yes"));
    server.createContext("/things", app::list);
    server.createContext("/things/", app::thing);
    server.start();
    Runtime.getRuntime().addShutdownHook(new Thread(app::tell));
  }

  private void list(HttpExchange exchange) throws IOException {
    long number = lists.incrementAndGet();
    if (dieAfter > 0 && number > dieAfter) {
      System.err.println("no more things after list " + dieAfter);
      Runtime.getRuntime().halt(3);
    }
    if (failEvery > 0 && number % failEvery == 0) {
      answer(exchange, 503, "busy");
      return;
    }
    long from = Long.parseLong(exchange.getRequestURI().getQuery().substring("from=".length()));
    String body =
        things.list(from, count).stream()
            .map(id -> "{\"id\": " + id + "}")
            .collect(Collectors.joining(", ", "[", "]"));
    answer(exchange, 200, body);
  }

  /** Who has answered how much stands in the logs. */
  private void tell() {
    System.err.printf("asked for %d lists and %d things%n", lists.get(), opened.get());
  }

  private void thing(HttpExchange exchange) throws IOException {
    opened.incrementAndGet();
    String id = exchange.getRequestURI().getPath().substring("/things/".length());
    answer(exchange, 200, "thing " + id);
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
