package dev.faceoff.endtoend;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A service that a gate judges. Arguments: its port, what is wrong with it, and a folder in which
 * it marks each of its starts. Property {@code address}: where it listens, if not on the loopback
 * interface.
 */
public final class JudgedService {
  /** The launch in which a service that dies does so: three before may have been disturbed. */
  static final int LAST_START = 6;

  private JudgedService() {}

  /** Called in a JVM of its own. */
  public static void main(String[] arguments) throws IOException {
    String fault = arguments[1];
    Path starts = Path.of(arguments[2]);
    Files.createTempFile(Files.createDirectories(starts), "start", "");
    long started;
    try (Stream<Path> marks = Files.list(starts)) {
      started = marks.count();
    }
    AtomicLong asked = new AtomicLong();
    HttpServer server =
        HttpServer.create(
            new InetSocketAddress(
                InetAddress.getByName(System.getProperty("address", "127.0.0.1")),
                Integer.parseInt(arguments[0])),
            0);
    server.setExecutor(Executors.newFixedThreadPool(8));
    server.createContext("/ready", exchange -> answer(exchange, fault.equals("never") ? 503 : 200));
    server.createContext(
        "/items",
        exchange -> {
          long number = asked.incrementAndGet();
          switch (fault) {
            case "slow" -> LockSupport.parkNanos(50_000_000);
            case "dies" -> {
              if (started == LAST_START && number > 20) {
                Runtime.getRuntime().halt(9);
              }
            }
            default -> {}
          }
          if (fault.equals("refuses") && number % 2 == 0) {
            exchange.close();
            return;
          }
          if (fault.equals("locked")) {
            answer(exchange, 401);
            return;
          }
          answer(exchange, 200, "[{\"item\": \"%s\"}]".formatted(fault.equals("other") ? 2 : 1));
        });
    server.start();
    System.out.println("serving " + fault);
  }

  private static void answer(HttpExchange exchange, int status) throws IOException {
    answer(exchange, status, "");
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
