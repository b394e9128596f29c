package dev.faceoff.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;

/**
 * A service that answers only those who show the secret that its variable {@code TOKEN} holds, in a
 * header, in the address, and in the body if there is one. Arguments: its port, and a file that it
 * writes once somebody has.
 */
public final class LockedService {
  private static final byte[] ITEMS = "[{\"item\": \"1\"}]".getBytes(UTF_8);

  private LockedService() {}

  /** Called in a JVM of its own. */
  public static void main(String[] arguments) throws IOException {
    String secret = System.getenv("TOKEN");
    Path asked = Path.of(arguments[1]);
    HttpServer server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0])),
            0);
    server.setExecutor(Executors.newFixedThreadPool(8));
    server.createContext("/ready", exchange -> answer(exchange, 200));
    server.createContext(
        "/items",
        exchange -> {
          String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          boolean known =
              ("Bearer " + secret).equals(exchange.getRequestHeaders().getFirst("Authorization"))
                  && ("key=" + secret).equals(exchange.getRequestURI().getQuery())
                  && (body.isEmpty() || body.equals("{\"token\":\"%s\"}".formatted(secret)));
          if (known) {
            Files.write(asked, ITEMS);
          }
          answer(exchange, known ? 200 : 401);
        });
    server.start();
    System.out.println("serving");
  }

  private static void answer(HttpExchange exchange, int status) throws IOException {
    exchange.sendResponseHeaders(status, ITEMS.length);
    exchange.getResponseBody().write(ITEMS);
    exchange.close();
  }
}
