package dev.faceoff.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Connections, how they begin and end, and what changes of their proxy do to them. */
abstract class ConnectionContract extends ToxiproxyContract {
  private static final int MEGABYTE = 1_000_000;

  private static byte[] noise(int bytes) {
    byte[] noise = new byte[bytes];
    new Random(bytes).nextBytes(noise);
    return noise;
  }

  @Test
  void passesDataBothWays() throws Exception {
    Proxy proxy = proxyTo(echo());
    byte[] data = noise(20 * MEGABYTE);
    Client client = client(proxy);

    Thread sender = new Thread(() -> send(client, data));
    sender.start();
    byte[] back = client.receiveBytes(data.length);
    sender.join();

    assertThat(Arrays.equals(back, data)).isTrue();
  }

  private static void send(Client client, byte[] data) {
    try {
      client.send(data);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Nagle's algorithm would hold each second half back until the first is acknowledged: 40 ms. */
  @Test
  void sendsSmallPacketsAtOnce() throws Exception {
    Client client = connectedClient(proxyTo(echo()));
    List<Long> micros = new ArrayList<>();

    for (int i = 0; i < 201; i++) {
      long start = System.nanoTime();
      client.send("a").send("b").receive(2);
      micros.add((System.nanoTime() - start) / 1_000);
    }

    micros.sort(null);
    // A busy machine can be late, though not three times out of four.
    assertThat(micros.get(50)).isLessThan(20_000);
  }

  @Test
  void keepsConnectionsApart() throws Exception {
    Proxy proxy = proxyTo(echo());
    List<Client> clients = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      clients.add(client(proxy).send("number %02d".formatted(i)));
    }

    for (int i = 0; i < 20; i++) {
      assertThat(clients.get(i).receive(9)).isEqualTo("number %02d".formatted(i));
    }
  }

  @Test
  void closesTheClientIfTheServerCannotBeReached() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    Proxy closed = toxiproxy.createProxy("closed", "127.0.0.1:0", "127.0.0.1:" + port);
    Proxy nameless = toxiproxy.createProxy("nameless", "127.0.0.1:0", "no.such.host.invalid:1");
    Proxy wrong = toxiproxy.createProxy("wrong", "127.0.0.1:0", "nonsense");

    assertThat(client(closed).end()).isEqualTo(Client.End.FIN);
    assertThat(client(nameless).end()).isEqualTo(Client.End.FIN);
    assertThat(client(wrong).end()).isEqualTo(Client.End.FIN);
  }

  @Test
  void resolvesTheServerAtEachConnection() throws Exception {
    String port = echo().address().split(":")[1];
    Proxy proxy = toxiproxy.createProxy("named", "127.0.0.1:0", "localhost:" + port);

    assertThat(client(proxy).send("named").receive(5)).isEqualTo("named");
  }

  @Test
  void deliversAllThatTheServerSentBeforeItClosed() throws Exception {
    byte[] data = noise(3 * MEGABYTE);
    Client client = client(proxyTo(closing(Backend.saying(data))));

    assertThat(Arrays.equals(client.receiveBytes(data.length + 1), data)).isTrue();
  }

  @Test
  void deliversAllThatTheClientSentBeforeItClosed() throws Exception {
    AtomicLong received = new AtomicLong();
    AtomicLong ends = new AtomicLong();
    Proxy proxy = proxyTo(closing(Backend.counting(received, ends)));
    proxy.toxics().latency("slow", ToxicDirection.UPSTREAM, 50);

    try (Client client = client(proxy)) {
      client.send(new byte[3 * MEGABYTE]);
    }

    Eventually.holds("the server sees the end", () -> ends.get() == 1);
    assertThat(received).hasValue(3 * MEGABYTE);
  }

  @Test
  void deliversToASlowReaderAfterTheServerHasClosed() throws Exception {
    byte[] data = noise(8 * MEGABYTE);
    Client client = client(proxyTo(closing(Backend.saying(data))));

    assertThat(client.receive(1)).hasSize(1);
    Thread.sleep(100);

    assertThat(client.receiveBytes(data.length)).hasSize(data.length - 1);
  }

  /** The end of the client's data closes the server's socket whole, answer or not. */
  @Test
  void knowsNoHalfClose() throws Exception {
    Backend slow =
        Backend.of(
            socket -> {
              byte[] request = socket.getInputStream().readNBytes(4);
              pause(200);
              socket.getOutputStream().write(request);
            });
    Proxy proxy = proxyTo(closing(slow));
    proxy.toxics().latency("slow", ToxicDirection.DOWNSTREAM, 300);
    Client client = client(proxy).send("ping");

    client.endInput();

    assertThat(client.receiveAll()).isEmpty();
  }

  /** What the proxy already holds is not lost by it. */
  @Test
  void deliversAnAnswerOnItsWayToAClientThatEndedItsInput() throws Exception {
    Proxy proxy = proxyTo(echo());
    proxy.toxics().latency("slow", ToxicDirection.DOWNSTREAM, 600);
    Client client = client(proxy).send("ping");
    pause(300);

    client.endInput();

    assertThat(client.receiveAll()).isEqualTo("ping");
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void stopsReadingWhereNobodyReadsOnTheOtherSide() throws Exception {
    AtomicLong sent = new AtomicLong();
    Client client = client(proxyTo(closing(Backend.flooding(sent))));
    assertThat(client.receive(1)).hasSize(1);

    Eventually.holds("the source is stopped", () -> isStopped(sent));

    // What lies in the sockets' buffers; the proxy itself holds some tens of kilobytes.
    assertThat(sent).hasValueLessThan(40 * MEGABYTE);
    long before = sent.get();
    assertThat(client.receiveBytes(30 * MEGABYTE)).hasSize(30 * MEGABYTE);
    Eventually.holds("the source goes on", () -> sent.get() > before);
  }

  private static boolean isStopped(AtomicLong counter) {
    long before = counter.get();
    pause(200);
    return before > 0 && counter.get() == before;
  }

  @Test
  void dropsConnectionsWhenItIsDisabled() throws Exception {
    Proxy proxy = proxyTo(echo());
    Client client = connectedClient(proxy);

    proxy.disable();

    assertThat(client.end()).isEqualTo(Client.End.FIN);
    assertThatThrownBy(() -> client(proxy)).isInstanceOf(ConnectException.class);
    proxy.enable();
    connectedClient(proxy);
  }

  @Test
  void dropsConnectionsWhenItIsDeleted() throws Exception {
    Proxy proxy = proxyTo(echo());
    Client client = connectedClient(proxy);

    proxy.delete();

    assertThat(client.end()).isEqualTo(Client.End.FIN);
    assertThatThrownBy(() -> client(proxy)).isInstanceOf(ConnectException.class);
  }

  @Test
  void dropsConnectionsThoughToxicsHoldDataBack() throws Exception {
    Proxy proxy = proxyTo(echo());
    proxy.toxics().latency("down", ToxicDirection.DOWNSTREAM, 60_000);
    proxy.toxics().slowClose("close", ToxicDirection.DOWNSTREAM, 60_000);
    Client client = client(proxy).send("lost");
    assertThat(client.quietFor(Duration.ofMillis(100))).isTrue();

    proxy.disable();

    assertThat(client.end()).isEqualTo(Client.End.FIN);
  }

  @Test
  void restartsForAnotherServer() throws Exception {
    Proxy proxy = proxyTo(echo());
    Client client = connectedClient(proxy);

    proxy.setUpstream(closing(Backend.sayingAndStaying(new byte[] {'x'})).address());

    assertThat(client.end()).isEqualTo(Client.End.FIN);
    assertThat(client(proxy).receive(1)).isEqualTo("x");
  }

  @Test
  void keepsConnectionsWhenNothingChanges() throws Exception {
    Proxy proxy = proxyTo(echo());
    Client client = connectedClient(proxy);

    proxy.setUpstream(proxy.getUpstream());
    proxy.setListen(proxy.getListen());
    proxy.enable();
    post("/populate", "[%s]".formatted(get("/proxies/proxy").body()));

    assertThat(client.send("still").receive(5)).isEqualTo("still");
  }

  @Test
  void keepsConnectionsThroughAReset() throws Exception {
    Proxy proxy = proxyTo(echo());
    Client client = connectedClient(proxy);
    proxy.toxics().latency("slow", ToxicDirection.UPSTREAM, 60_000);

    client.send("freed");
    toxiproxy.reset();

    assertThat(client.receive(5)).isEqualTo("freed");
  }

  @Test
  void tellsTheServerThatTheClientHasGone() throws Exception {
    AtomicLong ends = new AtomicLong();
    Proxy proxy = proxyTo(closing(Backend.counting(new AtomicLong(), ends)));

    client(proxy).close();

    Eventually.holds("the server sees the end", () -> ends.get() == 1);
  }
}
