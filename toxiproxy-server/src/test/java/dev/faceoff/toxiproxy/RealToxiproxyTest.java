package dev.faceoff.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import eu.rekawek.toxiproxy.ToxiproxyClient;
import java.net.URI;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * The contract is true of a real Toxiproxy 2.12.0, when the URL of one is given. It must run on
 * this machine with {@code -proxy-metrics}, and loses its proxies.
 */
class RealToxiproxyTest {
  private static final String PROPERTY = "faceoff.toxiproxy.url";
  private static final String VARIABLE = "FACEOFF_TOXIPROXY_URL";

  private static final String NOT_GIVEN =
      "no real Toxiproxy given by -D" + PROPERTY + "=http://… or " + VARIABLE;

  private static String url() {
    return System.getProperty(PROPERTY, System.getenv(VARIABLE));
  }

  static boolean given() {
    return url() != null;
  }

  @Test
  void isOfTheVersionThatTheContractIsOf() throws Exception {
    assumeThat(given()).as(NOT_GIVEN).isTrue();

    URI uri = URI.create(url());
    assertThat(new ToxiproxyClient(uri.getHost(), uri.getPort()).version()).contains("2.12.0");
  }

  @Nested
  @EnabledIf(value = "dev.faceoff.toxiproxy.RealToxiproxyTest#given", disabledReason = NOT_GIVEN)
  class Api extends ApiContract {
    @Override
    URI api() {
      return URI.create(url());
    }
  }

  @Nested
  @EnabledIf(value = "dev.faceoff.toxiproxy.RealToxiproxyTest#given", disabledReason = NOT_GIVEN)
  class Connections extends ConnectionContract {
    @Override
    URI api() {
      return URI.create(url());
    }
  }

  @Nested
  @EnabledIf(value = "dev.faceoff.toxiproxy.RealToxiproxyTest#given", disabledReason = NOT_GIVEN)
  class Toxics extends ToxicContract {
    @Override
    URI api() {
      return URI.create(url());
    }
  }
}
