package dev.faceoff.apps.blockinggateway;

import dev.faceoff.apps.blockinggateway.gateway.GatewayApp;
import dev.faceoff.toxiproxy.ToxiproxyServer;
import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import eu.rekawek.toxiproxy.model.Toxic;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** The gateway behind a proxy, so that a test can make its answers late or cut it off. */
final class FaultyGateway implements AutoCloseable {
  private static final Duration SERVICE = Duration.ofMillis(20);
  private static final long LATENCY_MILLIS = 30_000;

  private final GatewayApp gateway;
  private final ToxiproxyServer toxiproxy;
  private final Proxy proxy;

  private FaultyGateway() throws IOException {
    gateway = GatewayApp.start(0, SERVICE);
    toxiproxy = ToxiproxyServer.start();
    proxy =
        new ToxiproxyClient(toxiproxy.host(), toxiproxy.port())
            .createProxy("gateway", "127.0.0.1:0", gateway.url().getAuthority());
  }

  static FaultyGateway start() throws IOException {
    return new FaultyGateway();
  }

  String url() {
    return "http://" + proxy.getListen();
  }

  /** The reference of each charge taken, in that order. */
  List<String> ledger() {
    return gateway.references();
  }

  /** From now on charges are taken, and the shop hears of it half a minute later. */
  void delayAnswers() throws IOException {
    proxy.toxics().latency("late", ToxicDirection.DOWNSTREAM, LATENCY_MILLIS);
  }

  /** Ends all connections and refuses new ones. */
  void cut() throws IOException {
    proxy.disable();
  }

  /** Ends every fault; answers that were held back arrive. */
  void heal() throws IOException {
    for (Toxic toxic : proxy.toxics().getAll()) {
      toxic.remove();
    }
    if (!proxy.isEnabled()) {
      proxy.enable();
    }
  }

  @Override
  public void close() {
    toxiproxy.close();
    gateway.close();
  }
}
