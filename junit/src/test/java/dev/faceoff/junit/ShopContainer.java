package dev.faceoff.junit;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A service in this JVM that is asked where it is as a container of Testcontainers would be. */
final class ShopContainer implements AutoCloseable {
  private final HttpServer server;

  ShopContainer() {
    try {
      server = ShopService.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void start() {
    server.start();
  }

  /** The port of this machine behind which the container's own is. */
  int getMappedPort(int port) {
    if (port != 8080) {
      throw new IllegalArgumentException("it exposes 8080, but not " + port);
    }
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
