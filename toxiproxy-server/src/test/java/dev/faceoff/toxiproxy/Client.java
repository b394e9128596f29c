package dev.faceoff.toxiproxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** A connection through a proxy, with a limit on each wait that only a failure reaches. */
final class Client implements Closeable {
  /** How a connection ended. */
  enum End {
    /** In order: end of stream. */
    FIN,
    /** By a TCP reset. */
    RST
  }

  private final Socket socket;

  /** Connects to {@code host:port}. */
  Client(String address) throws IOException {
    int colon = address.lastIndexOf(':');
    socket = new Socket();
    socket.connect(
        new InetSocketAddress(
            address.substring(0, colon), Integer.parseInt(address.substring(colon + 1))),
        (int) Eventually.LIMIT.toMillis());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout((int) Eventually.LIMIT.toMillis());
  }

  Client send(String text) throws IOException {
    return send(text.getBytes(UTF_8));
  }

  Client send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    return this;
  }

  /** Says that nothing more will be sent. */
  void endInput() throws IOException {
    socket.shutdownOutput();
  }

  /** Exactly so many bytes, or those up to the end. */
  String receive(int bytes) throws IOException {
    return new String(receiveBytes(bytes), UTF_8);
  }

  byte[] receiveBytes(int bytes) throws IOException {
    return socket.getInputStream().readNBytes(bytes);
  }

  /** As {@link java.io.InputStream#read(byte[])}. */
  int read(byte[] buffer) throws IOException {
    return socket.getInputStream().read(buffer);
  }

  /** What one read returns; empty at the end. */
  String receiveSome() throws IOException {
    byte[] buffer = new byte[64 * 1024];
    int n = socket.getInputStream().read(buffer);
    return new String(buffer, 0, Math.max(n, 0), UTF_8);
  }

  /** All bytes to the end. */
  String receiveAll() throws IOException {
    return new String(socket.getInputStream().readAllBytes(), UTF_8);
  }

  /** Waits for the end; fails if data comes. */
  End end() throws IOException {
    try {
      int read = socket.getInputStream().read();
      if (read >= 0) {
        throw new AssertionError("expected the end, but got byte " + read);
      }
      return End.FIN;
    } catch (SocketException e) {
      return End.RST;
    }
  }

  /** Whether neither data nor the end comes for so long. */
  boolean quietFor(Duration time) throws IOException {
    socket.setSoTimeout((int) time.toMillis());
    try {
      socket.getInputStream().read();
      return false;
    } catch (SocketTimeoutException e) {
      return true;
    } finally {
      socket.setSoTimeout((int) Eventually.LIMIT.toMillis());
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
