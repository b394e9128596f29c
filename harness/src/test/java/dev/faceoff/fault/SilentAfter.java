package dev.faceoff.fault;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Passes calls on to a Toxiproxy, until it accepts them and says nothing any more. */
final class SilentAfter implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile boolean silent;

  SilentAfter(URI toxiproxy) throws IOException {
    HttpClient client = HttpClient.newHttpClient();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          if (silent) {
            return;
          }
          try {
            HttpResponse<byte[]> answer =
                client.send(
                    HttpRequest.newBuilder(toxiproxy.resolve(exchange.getRequestURI()))
                        .method(
                            exchange.getRequestMethod(),
                            HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
            exchange.getResponseBody().write(answer.body());
            exchange.close();
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
        });
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  void fallSilent() {
    silent = true;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
