package dev.faceoff.toxiproxy;

import static eu.rekawek.toxiproxy.model.ToxicDirection.DOWNSTREAM;
import static eu.rekawek.toxiproxy.model.ToxicDirection.UPSTREAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import eu.rekawek.toxiproxy.model.toxic.ResetPeer;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What this server has beyond Toxiproxy, and where it differs from it on purpose. */
@Timeout(60)
class ToxiproxyServerTest {
  private static final Duration A_WHILE = Duration.ofMillis(150);

  private final Deque<Closeable> toClose = new ArrayDeque<>();

  @AfterEach
  void tidy() throws IOException {
    for (Closeable each : toClose) {
      each.close();
    }
  }

  private <T extends Closeable> T closing(T closeable) {
    toClose.push(closeable);
    return closeable;
  }

  private ToxiproxyServer started(ToxiproxyServer.Builder settings) {
    ToxiproxyServer server = settings.start();
    toClose.push(server::close);
    return server;
  }

  private static ToxiproxyClient clientOf(ToxiproxyServer server) {
    return new ToxiproxyClient(server.host(), server.port());
  }

  private Proxy proxyTo(Backend backend, ToxiproxyServer server) throws IOException {
    return clientOf(server).createProxy("proxy", "127.0.0.1:0", backend.address());
  }

  private Client client(Proxy proxy) throws IOException {
    return closing(new Client(proxy.getListen()));
  }

  private static HttpResponse<String> send(ToxiproxyServer server, String method, String path)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(server.uri().resolve(path))
                .method(method, BodyPublishers.noBody())
                .build(),
            BodyHandlers.ofString());
  }

  @Test
  void slowsAConnectionDown() throws Exception {
    try (Backend service = Backend.echo()) {
      String address = service.address();

      // tag::snippet[]
      try (ToxiproxyServer server = ToxiproxyServer.builder().seed(42).start()) {
        ToxiproxyClient toxiproxy = new ToxiproxyClient(server.host(), server.port());
        Proxy proxy = toxiproxy.createProxy("service", "127.0.0.1:0", address);
        proxy.toxics().latency("slow", DOWNSTREAM, 200).setJitter(50);
        // Connect to proxy.getListen() instead of the service.
        // end::snippet[]
        long start = System.nanoTime();
        assertThat(client(proxy).send("ping").receive(4)).isEqualTo("ping");
        assertThat(ToxiproxyContract.millisSince(start)).isGreaterThanOrEqualTo(148);
      }
    }
  }

  // Where and how it listens.

  @Test
  void listensOnAFreePortOfLoopback() throws Exception {
    ToxiproxyServer server = started(ToxiproxyServer.builder());

    assertThat(server.host()).isEqualTo("127.0.0.1");
    assertThat(server.port()).isPositive();
    assertThat(server.uri()).isEqualTo(URI.create("http://127.0.0.1:" + server.port()));
    assertThat(send(server, "GET", "/version").body()).contains(Api.VERSION);
  }

  @Test
  void proxiesWithoutAHostListenOnLoopback() throws Exception {
    ToxiproxyClient toxiproxy = clientOf(started(ToxiproxyServer.builder()));

    assertThat(toxiproxy.createProxy("one", "", "x:1").getListen()).startsWith("127.0.0.1:");
    assertThat(toxiproxy.createProxy("two", ":0", "x:1").getListen()).startsWith("127.0.0.1:");
  }

  @Test
  void refusesAPortThatIsTaken() throws Exception {
    ServerSocket taken = closing(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));

    assertThatThrownBy(() -> ToxiproxyServer.builder().port(taken.getLocalPort()).start())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(
            "cannot listen on 127.0.0.1:%d: address already in use; free the port, or let port 0 choose one",
            taken.getLocalPort());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ToxiproxyServer.builder().port(65_536))
        .withMessage("port must be 0 to 65535, but is 65536");
  }

  @Test
  void refusesAHostThatIsNoHost() {
    assertThatThrownBy(() -> ToxiproxyServer.builder().host("no.such.host.invalid").start())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("lookup no.such.host.invalid: no such host");
  }

  @Test
  void answersMetricsOnlyIfAsked() throws Exception {
    ToxiproxyServer server = started(ToxiproxyServer.builder());

    assertThat(send(server, "GET", "/metrics").statusCode()).isEqualTo(404);
  }

  @Test
  void endsARequestThatTakesTooLong() throws Exception {
    ToxiproxyServer server =
        started(ToxiproxyServer.builder().requestLimit(Duration.ofMillis(200)));
    Proxy proxy = proxyTo(closing(Backend.echo()), server);
    proxy.toxics().resetPeer("reset", DOWNSTREAM, 1_500);
    Client client = client(proxy).send("x");
    assertThat(client.quietFor(A_WHILE)).isTrue();

    HttpResponse<String> answer = send(server, "DELETE", "/proxies/proxy/toxics/reset");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("Timeout");
    assertThat(clientOf(server).getProxy("proxy").toxics().getAll()).isEmpty();
    assertThat(client.end()).isEqualTo(Client.End.RST);
  }

  // Chance.

  /** Which of a proxy's connections a toxic of toxicity 0.5 acts on. */
  private List<Boolean> drawn(long seed, Transport transport) throws IOException {
    try (Backend echo = Backend.echo();
        ToxiproxyServer server =
            ToxiproxyServer.builder().seed(seed).transport(transport).start()) {
      Proxy proxy = proxyTo(echo, server);
      proxy.toxics().limitData("limit", DOWNSTREAM, 0).setToxicity(0.5f);
      List<Boolean> drawn = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        drawn.add(client(proxy).send("x").receive(1).isEmpty());
      }
      return drawn;
    }
  }

  @Test
  void theSameSeedDrawsTheSame() throws Exception {
    List<Boolean> seven = drawn(7, Transport.best());

    assertThat(seven).contains(true, false);
    assertThat(drawn(7, Transport.NIO)).isEqualTo(seven);
    assertThat(drawn(8, Transport.best())).isNotEqualTo(seven);
  }

  // Where Toxiproxy ends or surprises.

  @Test
  void slicesWithoutASizeByteByByte() throws Exception {
    Proxy proxy = proxyTo(closing(Backend.echo()), started(ToxiproxyServer.builder()));
    proxy.toxics().slicer("sliced", UPSTREAM, 0, 0);

    assertThat(client(proxy).send("0123456789").receive(10)).isEqualTo("0123456789");
  }

  @Test
  void slicesWithAVariationAboveTheSize() throws Exception {
    Proxy proxy = proxyTo(closing(Backend.echo()), started(ToxiproxyServer.builder()));
    proxy.toxics().slicer("sliced", UPSTREAM, 3, 0).setSizeVariation(1_000);
    String data = "0123456789".repeat(1_000);

    assertThat(client(proxy).send(data).receive(data.length())).isEqualTo(data);
  }

  /** In Toxiproxy a chunk that had to queue in the first latency is earlier in the second. */
  @Test
  void latenciesAddUpForEachChunkOfATrain() throws Exception {
    Proxy proxy = proxyTo(closing(Backend.echo()), started(ToxiproxyServer.builder()));
    proxy.toxics().latency("one", DOWNSTREAM, 100);
    proxy.toxics().latency("two", DOWNSTREAM, 100);
    Client client = client(proxy);

    long last = 0;
    for (int i = 0; i < 10; i++) {
      last = System.nanoTime();
      client.send("x");
      Thread.sleep(20);
    }
    assertThat(client.receive(10)).hasSize(10);

    assertThat(ToxiproxyContract.millisSince(last)).isGreaterThanOrEqualTo(198);
  }

  @Test
  void resetsNoConnectionOlderThanTheToxic() throws Exception {
    Proxy proxy = proxyTo(closing(Backend.echo()), started(ToxiproxyServer.builder()));
    Client older = client(proxy);
    assertThat(older.send("x").receive(1)).isEqualTo("x");

    proxy.toxics().resetPeer("reset", DOWNSTREAM, 0);

    assertThat(older.send("x").end()).isEqualTo(Client.End.FIN);
    assertThat(client(proxy).send("x").end()).isEqualTo(Client.End.RST);
  }

  @Test
  void resetsOlderConnectionsIfAsked() throws Exception {
    Proxy proxy =
        proxyTo(
            closing(Backend.echo()), started(ToxiproxyServer.builder().resetLiveConnections(true)));
    Client older = client(proxy);
    assertThat(older.send("x").receive(1)).isEqualTo("x");

    ResetPeer reset = proxy.toxics().resetPeer("reset", DOWNSTREAM, 0);

    assertThat(older.quietFor(A_WHILE)).isTrue();
    assertThat(older.send("x").end()).isEqualTo(Client.End.RST);
    reset.remove();
  }

  // Size and end.

  @Test
  void holdsTwoThousandIdleConnections() throws Exception {
    ToxiproxyServer server = started(ToxiproxyServer.builder());
    ServerSocket silent = closing(new ServerSocket(0, 2_048, InetAddress.getLoopbackAddress()));
    Proxy proxy =
        clientOf(server).createProxy("proxy", "127.0.0.1:0", "127.0.0.1:" + silent.getLocalPort());
    int connections = 2_000;
    List<java.net.Socket> accepted = new ArrayList<>();

    long before = UsedMemory.bytes();
    for (int i = 0; i < connections; i++) {
      closing(new Client(proxy.getListen()));
      accepted.add(closing(silent.accept()));
    }
    long used = UsedMemory.bytes() - before;

    // With the sockets of both ends, which are in this JVM too.
    assertThat(used).isLessThan(64L * 1024 * 1024);
    assertThat(accepted).hasSize(connections);
  }

  @Test
  void closeLeavesNothingBehind() throws Exception {
    Backend echo = closing(Backend.echo());
    ToxiproxyServer server = ToxiproxyServer.start();
    Proxy proxy = proxyTo(echo, server);
    proxy.toxics().latency("slow", DOWNSTREAM, 60_000);
    String listen = proxy.getListen();
    Client client = client(proxy).send("x");
    assertThat(client.quietFor(A_WHILE)).isTrue();
    assertThat(threads()).isNotEmpty().allMatch(Thread::isDaemon);

    server.close();
    server.close();

    assertThat(client.end()).isNotNull();
    Eventually.holds("its threads end", () -> threads().isEmpty());
    for (int port : List.of(server.port(), Integer.parseInt(listen.split(":")[1]))) {
      ServerSocket again = closing(new ServerSocket());
      again.setReuseAddress(true);
      again.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }
  }

  @Test
  void closesThoughAResetHoldsARequestUp() throws Exception {
    ToxiproxyServer server = ToxiproxyServer.start();
    Proxy proxy = proxyTo(closing(Backend.echo()), server);
    ResetPeer reset = proxy.toxics().resetPeer("reset", DOWNSTREAM, 600_000);
    Client client = client(proxy).send("x");
    assertThat(client.quietFor(A_WHILE)).isTrue();
    Thread removal = new Thread(() -> removeQuietly(reset));
    removal.setDaemon(true);
    removal.start();
    Eventually.holds("the removal waits", () -> threads().stream().anyMatch(this::waits));

    server.close();

    assertThat(client.end()).isEqualTo(Client.End.RST);
    Eventually.holds("its threads end", () -> threads().isEmpty());
  }

  private boolean waits(Thread thread) {
    return List.of(thread.getStackTrace()).stream()
        .anyMatch(frame -> frame.getMethodName().equals("removeToxic"));
  }

  private static void removeQuietly(ResetPeer reset) {
    try {
      reset.remove();
    } catch (IOException e) {
      // The server was closed.
    }
  }

  private static List<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("toxiproxy-"))
        .toList();
  }
}
