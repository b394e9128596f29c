package dev.faceoff.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.faceoff.target.SelfSigned;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class HttpConnectionsTest {
  @TempDir private Path folder;

  /** A handshake each time would cost a service more than what it is asked. */
  @Test
  @Timeout(60)
  void aConnectionOfHttpsIsUsedAgain() throws Exception {
    List<Integer> portsOfClient = new CopyOnWriteArrayList<>();
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(SelfSigned.in(folder)));
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            portsOfClient.add(exchange.getRemoteAddress().getPort());
            LocalServer.answer(exchange, 200, "well");
          }
        });
    server.start();
    try {
      URI url = URI.create("https://127.0.0.1:%d/health".formatted(server.getAddress().getPort()));
      for (int i = 0; i < 3; i++) {
        try (InputStream body = HttpConnections.open(url).getInputStream()) {
          assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("well");
        }
      }

      assertThat(portsOfClient).hasSize(3).containsOnly(portsOfClient.get(0));
    } finally {
      server.stop(0);
    }
  }
}
