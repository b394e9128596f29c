package dev.faceoff.benchmarks;

import dev.faceoff.toxiproxy.ToxiproxyServer;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a proxy without a toxic add to a round trip of 100 bytes? An echo over loopback,
 * directly and through the embedded Toxiproxy server.
 *
 * <p>Expected: some tens of microseconds directly, and as much again through the proxy.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(5)
@Warmup(iterations = 3, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class ProxyHopBenchmark {
  /** Whether the proxy is in between. */
  @Param({"direct", "proxied"})
  public String way;

  final byte[] message = "0123456789".repeat(10).getBytes(StandardCharsets.US_ASCII);
  private ToxiproxyServer server;
  ServerSocket listening;
  Socket client;
  private Socket accepted;

  @Setup
  public void connect() throws IOException {
    listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    server = ToxiproxyServer.builder().port(0).start();
    int port = listening.getLocalPort();
    if (way.equals("proxied")) {
      String listen =
          new ToxiproxyClient(server.host(), server.port())
              .createProxy("echo", "127.0.0.1:0", "127.0.0.1:" + port)
              .getListen();
      port = Integer.parseInt(listen.substring(listen.lastIndexOf(':') + 1));
    }
    client = new Socket();
    client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    client.setTcpNoDelay(true);
    accepted = listening.accept();
    accepted.setTcpNoDelay(true);
    Thread echo = new Thread(this::echo, "echo");
    echo.setDaemon(true);
    echo.start();
  }

  private void echo() {
    byte[] buffer = new byte[1_024];
    try {
      InputStream in = accepted.getInputStream();
      OutputStream out = accepted.getOutputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        out.write(buffer, 0, n);
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  @TearDown
  public void disconnect() throws IOException {
    client.close();
    accepted.close();
    listening.close();
    server.close();
  }

  @Benchmark
  public byte[] echoed() throws IOException {
    client.getOutputStream().write(message);
    return client.getInputStream().readNBytes(message.length);
  }
}
