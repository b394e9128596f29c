package dev.faceoff.target;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A service for tests. Properties: {@code port}; {@code managementPort}, a second one, if any;
 * {@code answer}, its response; {@code fail}, a complaint with which it ends at once. It answers
 * {@code /environment} with its variable {@code SECRET}.
 */
public final class SmallService {
  private SmallService() {}

  /** Called in a JVM of its own. */
  public static void main(String[] arguments) throws IOException {
    String complaint = System.getProperty("fail", "");
    if (!complaint.isEmpty()) {
      System.out.println("starting");
      System.err.println(complaint);
      System.exit(3);
    }
    List<HttpServer> servers = new ArrayList<>();
    servers.add(bound(Integer.getInteger("port"), SmallService::answer));
    if (System.getProperty("managementPort") != null) {
      servers.add(bound(Integer.getInteger("managementPort"), SmallService::answerManagement));
    }
    // Not before all ports are there: a thread that serves would keep the process alive.
    servers.forEach(HttpServer::start);
    System.out.println("listening on " + servers.get(0).getAddress().getPort());
  }

  private static HttpServer bound(int port, HttpHandler handler) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/", handler);
    return server;
  }

  private static void answerManagement(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(
        exchange.getRequestURI().getPath().equals("/ready") ? 200 : 404, -1);
    exchange.close();
  }

  private static void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    int status =
        switch (path) {
          case "/never" -> 503;
          case "/absent", "/ready" -> 404;
          default -> 200;
        };
    String text =
        switch (path) {
          case "/heap" -> String.valueOf(Runtime.getRuntime().maxMemory() >> 20);
          case "/environment" -> String.valueOf(System.getenv("SECRET"));
          default -> System.getProperty("answer", "ok");
        };
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
