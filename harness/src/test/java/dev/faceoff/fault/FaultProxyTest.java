package dev.faceoff.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faceoff.model.Address;
import dev.faceoff.model.Cut;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.Fault;
import dev.faceoff.model.FaultTimeline;
import dev.faceoff.model.FaultWindow;
import dev.faceoff.model.ProxyPlace;
import dev.faceoff.model.Toxic;
import dev.faceoff.model.ToxicType;
import dev.faceoff.toxiproxy.ToxiproxyServer;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import eu.rekawek.toxiproxy.model.toxic.Bandwidth;
import eu.rekawek.toxiproxy.model.toxic.Latency;
import eu.rekawek.toxiproxy.model.toxic.LimitData;
import eu.rekawek.toxiproxy.model.toxic.ResetPeer;
import eu.rekawek.toxiproxy.model.toxic.Slicer;
import eu.rekawek.toxiproxy.model.toxic.SlowClose;
import eu.rekawek.toxiproxy.model.toxic.Timeout;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@org.junit.jupiter.api.Timeout(60)
class FaultProxyTest {
  private ToxiproxyServer toxiproxy;
  private EchoServer echo;

  @BeforeEach
  void start() throws IOException {
    toxiproxy = ToxiproxyServer.start();
    echo = new EchoServer();
  }

  @AfterEach
  void stop() throws IOException {
    toxiproxy.close();
    echo.close();
  }

  @Test
  void passesEverythingOnWhereItListens() throws IOException {
    try (FaultProxy proxy = open("naive-database")) {
      assertThat(proxy.address()).isNotEqualTo(echo.address());
      try (Socket socket = connect(proxy)) {
        assertThat(echoed(socket, 42)).isEqualTo(42);
      }
    }
  }

  @Test
  void isReachedWhereItsPlaceSays() throws IOException {
    Address mapped = new Address("192.0.2.7", 4711);
    ProxyPlace place =
        new ProxyPlace(
            toxiproxy.uri(), "", "127.0.0.1:0", echo.address().toString(), Optional.of(mapped));

    try (FaultProxy proxy = FaultProxy.open(place, "mapped")) {
      assertThat(proxy.address()).isEqualTo(mapped);
    }
  }

  @Test
  void leavesTheProxiesOfOtherRunsAlone() throws IOException {
    try (FaultProxy theirs = FaultProxy.open(place("run1_"), "naive-database");
        Socket socket = connect(theirs)) {
      FaultProxy.open(place("run2_"), "naive-database").close();

      assertThat(echoed(socket, 1)).isEqualTo(1);
      assertThat(client().getProxies())
          .extracting(eu.rekawek.toxiproxy.Proxy::getName)
          .containsExactly("run1_naive-database");
    }
  }

  @Test
  void leavesNothingBehind() throws IOException {
    open("naive-database").close();

    assertThat(client().getProxies()).isEmpty();
  }

  @Test
  void answersComeLaterByTheDistance() throws IOException {
    try (FaultProxy proxy = open("naive-database");
        Socket socket = connect(proxy)) {
      proxy.distance(40);

      long start = System.nanoTime();
      echoed(socket, 7);

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(39));
      proxy.distance(5);
      assertThat(toxic("naive-database", "distance", Latency.class).getLatency()).isEqualTo(5);
      proxy.distance(0);
      assertThat(toxics("naive-database")).isEmpty();
    }
  }

  @Test
  void refusesAPartOfAMillisecond() {
    try (FaultProxy proxy = open("naive-database")) {
      assertThatThrownBy(() -> proxy.distance(0.5))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("a distance is a whole number of milliseconds, but is 0.5");
    }
  }

  @Test
  void aCutEndsConnectionsAndRefusesNewOnesUntilItIsOver() throws IOException {
    try (FaultProxy proxy = open("naive-gateway");
        Socket before = connect(proxy)) {
      assertThat(echoed(before, 3)).isEqualTo(3);
      Address address = proxy.address();

      proxy.apply(window(new Cut()));

      assertThat(before.getInputStream().read()).isEqualTo(-1);
      assertThatThrownBy(() -> connect(proxy)).isInstanceOf(ConnectException.class);

      proxy.remove(window(new Cut()));

      assertThat(proxy.address()).isEqualTo(address);
      try (Socket after = connect(proxy)) {
        assertThat(echoed(after, 4)).isEqualTo(4);
      }
    }
  }

  @Test
  void aDistanceOutlivesAFault() throws IOException {
    FaultWindow slow = window(toxic(ToxicType.LATENCY, Map.of("latency", 30_000L)));
    try (FaultProxy proxy = open("naive-gateway")) {
      proxy.distance(2);
      proxy.apply(slow);
      assertThat(toxics("naive-gateway")).containsExactly("distance", "fault-trouble");

      proxy.remove(slow);

      assertThat(toxics("naive-gateway")).containsExactly("distance");
    }
  }

  @Test
  void tellsWhenAPortWasTakenDuringACut() throws IOException {
    try (FaultProxy proxy = open("naive-gateway")) {
      proxy.apply(window(new Cut()));
      InetAddress loopback = InetAddress.getLoopbackAddress();
      try (ServerSocket thief = new ServerSocket(proxy.address().port(), 1, loopback)) {
        assertThat(thief.isBound()).isTrue();

        assertThatThrownBy(() -> proxy.remove(window(new Cut())))
            .isInstanceOf(FaultFailedException.class)
            .hasMessageContaining("cannot take cut off proxy naive-gateway")
            .hasMessageContaining("address already in use");
      }

      proxy.remove(window(new Cut()));

      try (Socket after = connect(proxy)) {
        assertThat(echoed(after, 4)).isEqualTo(4);
      }
    }
  }

  @Test
  void everyToxicArrivesWithAllItsAttributes() throws IOException {
    try (FaultProxy proxy = open("p")) {
      Latency latency =
          applied(proxy, ToxicType.LATENCY, Map.of("latency", 30L, "jitter", 7L), Latency.class);
      assertThat(latency.getLatency()).isEqualTo(30);
      assertThat(latency.getJitter()).isEqualTo(7);
      Slicer slicer =
          applied(
              proxy,
              ToxicType.SLICER,
              Map.of("average_size", 10L, "size_variation", 4L, "delay", 500L),
              Slicer.class);
      assertThat(slicer.getAverageSize()).isEqualTo(10);
      assertThat(slicer.getSizeVariation()).isEqualTo(4);
      assertThat(slicer.getDelay()).isEqualTo(500);
      assertThat(
              applied(proxy, ToxicType.BANDWIDTH, Map.of("rate", 64L), Bandwidth.class).getRate())
          .isEqualTo(64);
      assertThat(
              applied(proxy, ToxicType.SLOW_CLOSE, Map.of("delay", 700L), SlowClose.class)
                  .getDelay())
          .isEqualTo(700);
      assertThat(
              applied(proxy, ToxicType.TIMEOUT, Map.of("timeout", 5000L), Timeout.class)
                  .getTimeout())
          .isEqualTo(5000);
      assertThat(
              applied(proxy, ToxicType.LIMIT_DATA, Map.of("bytes", 2000L), LimitData.class)
                  .getBytes())
          .isEqualTo(2000);
      assertThat(
              applied(proxy, ToxicType.RESET_PEER, Map.of("timeout", 9L), ResetPeer.class)
                  .getTimeout())
          .isEqualTo(9);
    }
  }

  @Test
  void aToxicKeepsItsDirectionAndToxicity() throws IOException {
    try (FaultProxy proxy = open("p")) {
      proxy.apply(
          window(
              new Toxic(ToxicType.LATENCY, Toxic.Direction.UPSTREAM, Map.of("latency", 1L), 0.25)));

      Latency latency = toxic("p", "fault-trouble", Latency.class);
      assertThat(latency.getStream()).isEqualTo(ToxicDirection.UPSTREAM);
      assertThat(latency.getToxicity()).isEqualTo(0.25f);
    }
  }

  @Test
  void aFaultIsOnOnceOrNotAtAll() {
    FaultWindow window = window(toxic(ToxicType.LATENCY, Map.of("latency", 1L)));
    try (FaultProxy proxy = open("p")) {
      assertThatThrownBy(() -> proxy.remove(window)).isInstanceOf(IllegalStateException.class);
      proxy.apply(window);
      assertThatThrownBy(() -> proxy.apply(window)).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void tellsWhenThereIsNoToxiproxy() {
    toxiproxy.close();

    assertThatThrownBy(() -> open("p"))
        .isInstanceOf(FaultFailedException.class)
        .hasMessage("cannot make proxy p: Connection refused")
        .hasFieldOrPropertyWithValue("kind", FaceoffException.Kind.ENVIRONMENT);
  }

  @Test
  void givesUpOnASilentToxiproxy() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      URI api = URI.create("http://127.0.0.1:" + silent.getLocalPort());

      assertThatThrownBy(
              () ->
                  FaultProxy.open(
                      new ProxyPlace(api, "", "127.0.0.1:0", "127.0.0.1:1", Optional.empty()),
                      "naive-redis",
                      Duration.ofMillis(50)))
          .isInstanceOf(FaultFailedException.class)
          .hasMessage("cannot make proxy naive-redis: Toxiproxy did not answer within 0.0500 s");
    }
  }

  @Test
  void aToxiproxyThatFallsSilentHoldsUpNeitherAPlayNorTheEnd() throws Exception {
    try (SilentAfter api = new SilentAfter(toxiproxy.uri())) {
      FaultProxy proxy =
          FaultProxy.open(
              new ProxyPlace(
                  api.uri(), "", "127.0.0.1:0", echo.address().toString(), Optional.empty()),
              "naive-redis",
              Duration.ofSeconds(4));
      api.fallSilent();
      FaultWindow slow = window(toxic(ToxicType.LATENCY, Map.of("latency", 1L)));
      FaultTimeline timeline = new FaultTimeline(Duration.ofSeconds(10), List.of(slow));

      try (TimelinePlay play =
          TimelinePlay.start(timeline, Map.of("gateway", proxy), System.nanoTime())) {
        assertThatThrownBy(play::await)
            .isInstanceOf(FaultFailedException.class)
            .hasMessage(
                "cannot put latency 1 ms on proxy naive-redis: Toxiproxy did not answer within"
                    + " 4.00 s");
      }
      proxy.close();
      assertThatThrownBy(() -> proxy.distance(1))
          .isInstanceOf(FaultFailedException.class)
          .hasMessageEndingWith("Toxiproxy was silent before");
    }
  }

  @Test
  void anInterruptedThreadStillDeletesItsProxy() throws IOException {
    FaultProxy proxy = open("naive-redis");

    Thread.currentThread().interrupt();
    proxy.close();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(client().getProxies()).isEmpty();
  }

  private <T extends eu.rekawek.toxiproxy.model.Toxic> T applied(
      FaultProxy proxy, ToxicType type, Map<String, Long> attributes, Class<T> is)
      throws IOException {
    FaultWindow window = window(toxic(type, attributes));
    proxy.apply(window);
    T toxic = toxic("p", "fault-trouble", is);
    proxy.remove(window);
    assertThat(toxics("p")).isEmpty();
    return toxic;
  }

  private FaultProxy open(String name) {
    return FaultProxy.open(place(""), name);
  }

  private ProxyPlace place(String prefix) {
    return new ProxyPlace(
        toxiproxy.uri(), prefix, "127.0.0.1:0", echo.address().toString(), Optional.empty());
  }

  private ToxiproxyClient client() {
    return new ToxiproxyClient(toxiproxy.host(), toxiproxy.port());
  }

  private List<String> toxics(String proxy) throws IOException {
    return client().getProxy(proxy).toxics().getAll().stream()
        .map(eu.rekawek.toxiproxy.model.Toxic::getName)
        .toList();
  }

  private <T extends eu.rekawek.toxiproxy.model.Toxic> T toxic(
      String proxy, String name, Class<T> type) throws IOException {
    return client().getProxy(proxy).toxics().get(name, type);
  }

  private static Toxic toxic(ToxicType type, Map<String, Long> attributes) {
    return new Toxic(type, Toxic.Direction.DOWNSTREAM, attributes, 1);
  }

  private static FaultWindow window(Fault fault) {
    return new FaultWindow("trouble", fault, "gateway", Duration.ZERO, Duration.ofSeconds(1));
  }

  private static Socket connect(FaultProxy proxy) throws IOException {
    return new Socket(proxy.address().host(), proxy.address().port());
  }

  private static int echoed(Socket socket, int sent) throws IOException {
    socket.getOutputStream().write(sent);
    return socket.getInputStream().read();
  }
}
