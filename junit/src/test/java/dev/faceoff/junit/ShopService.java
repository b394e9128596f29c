package dev.faceoff.junit;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A service with a list of orders; its only argument, if it is a program, is its port. */
public final class ShopService {
  private static final byte[] ORDERS = "[{\"id\": 1}]".getBytes(StandardCharsets.UTF_8);

  private ShopService() {}

  /** Called in a container, which is reached from outside. */
  public static void main(String[] arguments) throws IOException {
    at(new InetSocketAddress(Integer.parseInt(arguments[0]))).start();
  }

  /** Not started yet. */
  static HttpServer at(InetSocketAddress address) throws IOException {
    HttpServer server = HttpServer.create(address, 0);
    server.createContext(
        "/orders",
        exchange -> {
          exchange.sendResponseHeaders(200, ORDERS.length);
          exchange.getResponseBody().write(ORDERS);
          exchange.close();
        });
    return server;
  }
}
