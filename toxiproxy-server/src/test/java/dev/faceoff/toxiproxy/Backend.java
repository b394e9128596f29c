package dev.faceoff.toxiproxy;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A server for a proxy to stand in front of; each connection has a thread. */
final class Backend implements Closeable {
  /** What is done with a connection, which is closed afterwards. */
  interface Service {
    void serve(Socket socket) throws IOException;
  }

  private final ServerSocket listening;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private Backend(Service service) throws IOException {
    listening = new ServerSocket(0, 2048, InetAddress.getLoopbackAddress());
    start(() -> accept(service));
  }

  static Backend of(Service service) throws IOException {
    return new Backend(service);
  }

  /** Answers every byte with itself, and the end with the end. */
  static Backend echo() throws IOException {
    return of(
        socket -> {
          byte[] buffer = new byte[64 * 1024];
          InputStream in = socket.getInputStream();
          OutputStream out = socket.getOutputStream();
          for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            out.write(buffer, 0, n);
          }
        });
  }

  /** Sends these bytes to each client, then closes. */
  static Backend saying(byte[] bytes) throws IOException {
    return of(socket -> socket.getOutputStream().write(bytes));
  }

  /** Sends these bytes to each client, then waits for its end. */
  static Backend sayingAndStaying(byte[] bytes) throws IOException {
    return of(
        socket -> {
          socket.getOutputStream().write(bytes);
          drain(socket);
        });
  }

  /** Sends without an end, counting what the system took from it. */
  static Backend flooding(AtomicLong sent) throws IOException {
    return of(
        socket -> {
          byte[] block = new byte[16 * 1024];
          while (true) {
            socket.getOutputStream().write(block);
            sent.addAndGet(block.length);
          }
        });
  }

  /** Reads until the end, counting. */
  static Backend counting(AtomicLong received, AtomicLong ends) throws IOException {
    return of(
        socket -> {
          byte[] buffer = new byte[64 * 1024];
          InputStream in = socket.getInputStream();
          for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            received.addAndGet(n);
          }
          ends.incrementAndGet();
        });
  }

  private static void drain(Socket socket) throws IOException {
    socket.getInputStream().transferTo(OutputStream.nullOutputStream());
  }

  /** Where it listens, for {@code upstream}. */
  String address() {
    return "127.0.0.1:" + listening.getLocalPort();
  }

  private void accept(Service service) {
    try {
      while (true) {
        Socket socket = listening.accept();
        socket.setTcpNoDelay(true);
        open.add(socket);
        start(() -> serve(service, socket));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void serve(Service service, Socket socket) {
    try (socket) {
      service.serve(socket);
    } catch (IOException e) {
      // The client has gone, or this server was closed.
    } finally {
      open.remove(socket);
    }
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "backend");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
