package dev.faceoff.target;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * A service for tests. Properties: {@code port}; {@code answer}, its response; {@code fail}, a
 * complaint with which it ends at once.
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
    HttpServer server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.getInteger("port")), 0);
    server.createContext("/", SmallService::answer);
    server.start();
    System.out.println("listening on " + server.getAddress().getPort());
  }

  private static void answer(com.sun.net.httpserver.HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    int status = path.equals("/never") ? 503 : path.equals("/absent") ? 404 : 200;
    byte[] body =
        (path.equals("/heap")
                ? String.valueOf(Runtime.getRuntime().maxMemory() >> 20)
                : System.getProperty("answer", "ok"))
            .getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
