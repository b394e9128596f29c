package dev.faceoff.apps.nocache;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.stream.Stream;
import redis.embedded.RedisServer;
import redis.embedded.core.ExecutableProvider;

/** A Redis server that tests may stop and start again, at the same port and with nothing in it. */
final class Redis implements AutoCloseable {
  private final int port;
  private RedisServer server;

  private Redis(int port) {
    this.port = port;
  }

  static Redis started() {
    Redis redis = new Redis(freePort());
    redis.start();
    return redis;
  }

  int port() {
    return port;
  }

  void start() {
    try {
      server =
          RedisServer.newRedisServer()
              .executableProvider(program())
              .port(port)
              .bind("127.0.0.1")
              .setting("save \"\"")
              .setting("appendonly no")
              .build();
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void stop() {
    try {
      server.stop();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    stop();
  }

  /** An installed server, or the one that comes with the library. */
  private static ExecutableProvider program() {
    return Stream.of("redis-server", "valkey-server")
        .flatMap(name -> installed(name).stream())
        .findFirst()
        .orElseGet(ExecutableProvider::newJarResourceProvider);
  }

  private static Optional<ExecutableProvider> installed(String name) {
    try {
      return Optional.of(ExecutableProvider.newExecutableInPath(name));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
