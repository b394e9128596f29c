package dev.faceoff.toxiproxy;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.net.URI;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/**
 * The contract is true of a real Toxiproxy 2.12.0, when the URL of one is given. It must run on
 * this machine with {@code -proxy-metrics}, and loses its proxies.
 */
class RealToxiproxyTest {
  private static final String PROPERTY = "faceoff.toxiproxy.url";
  private static final String VARIABLE = "FACEOFF_TOXIPROXY_URL";

  private static String url;

  @BeforeAll
  static void find() {
    url = System.getProperty(PROPERTY, System.getenv(VARIABLE));
    assumeThat(url)
        .as("no real Toxiproxy given by -D%s=http://… or %s", PROPERTY, VARIABLE)
        .isNotNull();
  }

  @Nested
  class Api extends ApiContract {
    @Override
    URI api() {
      return URI.create(url);
    }
  }

  @Nested
  class Connections extends ConnectionContract {
    @Override
    URI api() {
      return URI.create(url);
    }
  }

  @Nested
  class Toxics extends ToxicContract {
    @Override
    URI api() {
      return URI.create(url);
    }
  }
}
