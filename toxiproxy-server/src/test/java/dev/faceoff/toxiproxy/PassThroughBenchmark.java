package dev.faceoff.toxiproxy;

import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * What does a connection through a proxy without toxics cost, compared with a direct one? To reach:
 * 150 µs more for an echo at the median and 500 µs at p99, 500 MB/s through one connection, and 64
 * MB for 2,000 idle connections. And how late is a latency of 1 ms?
 *
 * <p>Direct and proxied rounds alternate, so that other load on the machine meets both. Run its
 * main by hand.
 */
final class PassThroughBenchmark {
  private static final int ROUNDS = 30;
  private static final int ECHOES = 1_000;
  private static final int STREAMED_BYTES = 200_000_000;
  private static final int STREAMS = 7;
  private static final int IDLE = 2_000;

  private PassThroughBenchmark() {}

  public static void main(String[] args) throws Exception {
    System.out.printf("%-34s %12s %12s %12s%n", "", "direct", "proxied", "difference");
    for (Transport transport : new Transport[] {Transport.best(), Transport.NIO}) {
      try (ToxiproxyServer server = ToxiproxyServer.builder().transport(transport).start()) {
        echo(transport + " echo", server, 0);
        echo(transport + " echo, latency 1 ms", server, 1);
        stream(transport + " stream", server);
        idle(transport + " idle connections", server);
      }
    }
  }

  private static Proxy proxy(ToxiproxyServer server, String upstream) throws IOException {
    return new ToxiproxyClient(server.host(), server.port())
        .createProxy("proxy", "127.0.0.1:0", upstream);
  }

  private static void echo(String name, ToxiproxyServer server, long latencyMillis)
      throws IOException {
    try (Backend backend = Backend.echo();
        Client direct = new Client(backend.address())) {
      Proxy proxy = proxy(server, backend.address());
      if (latencyMillis > 0) {
        proxy.toxics().latency("slow", ToxicDirection.DOWNSTREAM, latencyMillis);
      }
      try (Client proxied = new Client(proxy.getListen())) {
        List<Double> directMicros = new ArrayList<>();
        List<Double> proxiedMicros = new ArrayList<>();
        for (int round = -ROUNDS; round < ROUNDS; round++) {
          if (round == 0) {
            // What went before was the warm-up.
            directMicros.clear();
            proxiedMicros.clear();
          }
          echoes(direct, directMicros);
          echoes(proxied, proxiedMicros);
        }
        print(name + ", p50 (µs)", quantile(directMicros, 0.5), quantile(proxiedMicros, 0.5));
        print(name + ", p99 (µs)", quantile(directMicros, 0.99), quantile(proxiedMicros, 0.99));
      }
      proxy.delete();
    }
  }

  private static void echoes(Client client, List<Double> micros) throws IOException {
    byte[] message = new byte[100];
    for (int i = 0; i < ECHOES; i++) {
      long start = System.nanoTime();
      client.send(message).receiveBytes(message.length);
      micros.add((System.nanoTime() - start) / 1e3);
    }
  }

  private static void stream(String name, ToxiproxyServer server) throws IOException {
    byte[] data = new byte[STREAMED_BYTES];
    try (Backend backend = Backend.saying(data)) {
      Proxy proxy = proxy(server, backend.address());
      List<Double> direct = new ArrayList<>();
      List<Double> proxied = new ArrayList<>();
      for (int i = 0; i < STREAMS; i++) {
        direct.add(megabytesPerSecond(backend.address()));
        proxied.add(megabytesPerSecond(proxy.getListen()));
      }
      print(name + ", p50 (MB/s)", quantile(direct, 0.5), quantile(proxied, 0.5));
      proxy.delete();
    }
  }

  private static double megabytesPerSecond(String address) throws IOException {
    byte[] buffer = new byte[256 * 1024];
    long start = System.nanoTime();
    try (Client client = new Client(address)) {
      long received = 0;
      for (int n = client.read(buffer); n >= 0; n = client.read(buffer)) {
        received += n;
      }
      if (received != STREAMED_BYTES) {
        throw new IllegalStateException("received " + received + " bytes");
      }
    }
    return STREAMED_BYTES * 1e3 / (System.nanoTime() - start);
  }

  private static void idle(String name, ToxiproxyServer server) throws IOException {
    List<Closeable> open = new ArrayList<>();
    try (ServerSocket silent = new ServerSocket(0, IDLE, InetAddress.getLoopbackAddress())) {
      InetSocketAddress address = (InetSocketAddress) silent.getLocalSocketAddress();
      Proxy proxy = proxy(server, Address.text(address));
      double direct = megabytesHeld(silent, Address.text(address), open);
      double proxied = megabytesHeld(silent, proxy.getListen(), open);
      print(IDLE + " " + name + " (MB)", direct, proxied);
      proxy.delete();
    } finally {
      for (Closeable each : open) {
        each.close();
      }
    }
  }

  private static double megabytesHeld(ServerSocket silent, String address, List<Closeable> open)
      throws IOException {
    long before = UsedMemory.bytes();
    for (int i = 0; i < IDLE; i++) {
      open.add(new Client(address));
      Socket accepted = silent.accept();
      open.add(accepted);
    }
    return (UsedMemory.bytes() - before) / 1e6;
  }

  private static double quantile(List<Double> values, double p) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted[(int) Math.ceil(p * sorted.length) - 1];
  }

  private static void print(String name, double direct, double proxied) {
    System.out.printf("%-34s %12.1f %12.1f %12.1f%n", name, direct, proxied, proxied - direct);
  }
}
