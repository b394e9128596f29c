package dev.faceoff.process;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A small HTTP server of this machine, which answers as a test wants. */
public final class LocalServer implements AutoCloseable {
  private final HttpServer server;

  /** One that has no path yet. */
  public LocalServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.start();
  }

  /** Answers all paths that begin so, but for those with a longer beginning of their own. */
  public void on(String path, HttpHandler answering) {
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            answering.handle(exchange);
          }
        });
  }

  /** Answers a text, or nothing but the status where it is empty. */
  public static void answer(HttpExchange exchange, int status, String text) throws IOException {
    if (text.isEmpty()) {
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  /** Sends whoever asks to another path. */
  public static void redirect(HttpExchange exchange, String path) throws IOException {
    exchange.getResponseHeaders().set("Location", path);
    exchange.sendResponseHeaders(302, -1);
  }

  /**
   * An address here.
   *
   * @param path empty, or one that begins with a slash
   */
  public URI at(String path) {
    return URI.create("http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
