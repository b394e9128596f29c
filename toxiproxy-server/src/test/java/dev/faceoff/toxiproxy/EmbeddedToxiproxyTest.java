package dev.faceoff.toxiproxy;

import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** This server behaves as Toxiproxy does, on the transport that it chooses here. */
class EmbeddedToxiproxyTest {
  private static ToxiproxyServer server;

  @BeforeAll
  static void start() {
    server = ToxiproxyServer.builder().metrics(true).start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Nested
  class Api extends ApiContract {
    @Override
    URI api() {
      return server.uri();
    }
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
