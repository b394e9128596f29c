package dev.faceoff.target;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Answers 200 to HTTPS and 400 to plain HTTP, on one port. */
final class BothSchemes implements AutoCloseable {
  /** First byte of a client's TLS (RFC 8446, ContentType handshake). */
  private static final int HANDSHAKE = 22;

  private final ServerSocket socket;
  private final SSLContext context;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  private BothSchemes(ServerSocket socket, SSLContext context) {
    this.socket = socket;
    this.context = context;
  }

  static BothSchemes open(SSLContext context) throws IOException {
    BothSchemes server =
        new BothSchemes(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), context);
    server.threads.execute(server::accept);
    return server;
  }

  int port() {
    return socket.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket connection = socket.accept();
        threads.execute(() -> answer(connection));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void answer(Socket connection) {
    try (connection) {
      BufferedInputStream in = new BufferedInputStream(connection.getInputStream());
      in.mark(1);
      int first = in.read();
      in.reset();
      if (first == HANDSHAKE) {
        InputStream consumed = new java.io.ByteArrayInputStream(in.readNBytes(in.available()));
        SSLSocket secure =
            (SSLSocket) context.getSocketFactory().createSocket(connection, consumed, true);
        answer(secure.getInputStream(), secure, "200 OK");
      } else {
        answer(in, connection, "400 Bad Request");
      }
    } catch (IOException e) {
      // The client has gone.
    }
  }

  private static void answer(InputStream in, Socket connection, String status) throws IOException {
    StringBuilder request = new StringBuilder();
    while (request.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        return;
      }
      request.append((char) next);
    }
    connection
        .getOutputStream()
        .write(
            "HTTP/1.1 %s\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                .formatted(status)
                .getBytes(StandardCharsets.US_ASCII));
    connection.getOutputStream().flush();
    if (connection instanceof SSLSocket) {
      connection.close();
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
    threads.shutdownNow();
  }
}
