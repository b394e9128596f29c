package dev.faceoff.toxiproxy;

import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** The same on the transport for systems without epoll; the API does not depend on it. */
class EmbeddedToxiproxyOnNioTest {
  private static ToxiproxyServer server;

  @BeforeAll
  static void start() {
    server = ToxiproxyServer.builder().transport(Transport.NIO).start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Nested
  class Connections extends ConnectionContract {
    @Override
    URI api() {
      return server.uri();
    }
  }

  @Nested
  class Toxics extends ToxicContract {
    @Override
    URI api() {
      return server.uri();
    }
  }
}
