package dev.faceoff.endtoend;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/**
 * A service that asks another one for a part of what it answers, and gives up after a second.
 * Arguments: its port, and where the other one is.
 */
public final class DependentService {
  private static final int PATIENCE_MILLIS = 1000;

  private DependentService() {}

  /** Called in a JVM of its own. */
  public static void main(String[] arguments) throws IOException {
    String other = arguments[1];
    HttpServer server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0])),
            0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/ready", exchange -> answer(exchange, 200));
    server.createContext("/own", exchange -> answer(exchange, 200));
    server.createContext("/asking", exchange -> answer(exchange, ask(other)));
    server.start();
  }

  private static int ask(String other) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) URI.create(other + "/items").toURL().openConnection();
      connection.setConnectTimeout(PATIENCE_MILLIS);
      connection.setReadTimeout(PATIENCE_MILLIS);
      // A connection that is kept would tell of the one before.
      connection.setRequestProperty("Connection", "close");
      return connection.getResponseCode();
    } catch (IOException e) {
      return 503;
    }
  }

  private static void answer(HttpExchange exchange, int status) throws IOException {
    byte[] body = "[{\"id\": 1}]".getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
