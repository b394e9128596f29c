package dev.faceoff.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faceoff.model.Cut;
import dev.faceoff.model.FaultWindow;
import dev.faceoff.model.ProxyPlace;
import dev.faceoff.model.Toxic;
import dev.faceoff.model.ToxicType;
import dev.faceoff.process.Eventually;
import dev.faceoff.toxiproxy.ToxiproxyServer;
import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FaultSwitchTest {
  private static final Duration NEVER = Duration.ofHours(1);
  private static final FaultWindow SLOW =
      new FaultWindow(
          "slow",
          new Toxic(ToxicType.LATENCY, Toxic.Direction.DOWNSTREAM, Map.of("latency", 30_000L), 1),
          "gateway",
          Duration.ofSeconds(2),
          Duration.ofSeconds(5));
  private static final FaultWindow DOWN =
      new FaultWindow("down", new Cut(), "gateway", Duration.ofSeconds(10), Duration.ofSeconds(1));

  private final ConcurrentLinkedQueue<String> told = new ConcurrentLinkedQueue<>();
  private final Map<String, Map<String, FaultProxy>> proxies = new TreeMap<>();
  private ToxiproxyServer toxiproxy;

  @BeforeEach
  void start() {
    toxiproxy = ToxiproxyServer.start();
    for (String variant : List.of("fixed", "naive")) {
      proxies.put(
          variant,
          Map.of(
              "gateway",
              FaultProxy.open(
                  new ProxyPlace(
                      toxiproxy.uri(), "", "127.0.0.1:0", "127.0.0.1:1", Optional.empty()),
                  variant)));
    }
  }

  @AfterEach
  void stop() {
    toxiproxy.close();
  }

  @Test
  void strikesBothVariantsAndLiftsAgain() {
    try (FaultSwitch faults = faults(NEVER)) {
      assertThat(faults.active()).isEmpty();
      assertThat(faults.left()).isEmpty();

      assertThat(faults.strike("slow")).isTrue();

      assertThat(faults.active()).contains(SLOW);
      assertThat(faults.left().orElseThrow()).isPositive().isLessThanOrEqualTo(NEVER);
      assertThat(isSlow("naive")).isTrue();
      assertThat(isSlow("fixed")).isTrue();

      faults.lift();

      assertThat(faults.active()).isEmpty();
      assertThat(isSlow("naive")).isFalse();
      assertThat(isSlow("fixed")).isFalse();
      assertThat(told)
          .containsExactly(
              "slow at fixed true",
              "slow at naive true",
              "slow at fixed false",
              "slow at naive false");
    }
  }

  @Test
  void atMostOneIsOnAtATime() {
    try (FaultSwitch faults = faults(NEVER)) {
      faults.strike("slow");
      faults.strike("down");

      assertThat(faults.active()).contains(DOWN);
      assertThat(isSlow("naive")).isFalse();
      assertThat(proxy("naive").isEnabled()).isFalse();
      assertThat(proxy("fixed").isEnabled()).isFalse();
    }
    assertThat(proxy("naive").isEnabled()).isTrue();
    assertThat(proxy("fixed").isEnabled()).isTrue();
  }

  @Test
  void theSameAgainAndNoneAtAllChangeNothing() {
    try (FaultSwitch faults = faults(NEVER)) {
      faults.lift();
      faults.strike("slow");
      faults.strike("slow");

      assertThat(faults.strike("banana")).isFalse();

      assertThat(faults.active()).contains(SLOW);
      assertThat(told).hasSize(2);
    }
  }

  @Test
  void goesByItselfAtTheLimit() throws Exception {
    try (FaultSwitch faults = faults(Duration.ofMillis(50))) {
      faults.strike("slow");

      Eventually.holds("the fault is off", () -> faults.active().isEmpty());

      assertThat(isSlow("naive")).isFalse();
      assertThat(isSlow("fixed")).isFalse();
      assertThat(faults.failure()).isEmpty();
    }
  }

  @Test
  void aFaultThatCannotBePutOnEverywhereIsOnNowhere() throws IOException {
    proxy("naive").delete();

    try (FaultSwitch faults = faults(NEVER)) {
      assertThatThrownBy(() -> faults.strike("slow"))
          .isInstanceOf(FaultFailedException.class)
          .hasMessageStartingWith("cannot put latency 30 s on proxy naive: ");

      assertThat(faults.active()).isEmpty();
      assertThat(isSlow("fixed")).isFalse();
    }
  }

  @Test
  void tellsThatOneCouldNotBeTakenOffAtTheLimit() throws Exception {
    try (FaultSwitch faults = faults(Duration.ofMillis(200))) {
      faults.strike("slow");
      toxiproxy.close();

      Eventually.holds("the failure is known", () -> faults.failure().isPresent());

      assertThat(faults.failure().orElseThrow())
          .hasMessageStartingWith("cannot take latency 30 s off");
    }
  }

  @Test
  void nothingIsPutOnAfterTheEnd() {
    FaultSwitch faults = faults(NEVER);
    faults.close();

    faults.strike("slow");

    assertThat(faults.active()).isEmpty();
    assertThat(isSlow("naive")).isFalse();
  }

  private FaultSwitch faults(Duration limit) {
    return new FaultSwitch(
        List.of(SLOW, DOWN),
        proxies,
        limit,
        (variant, window, active) ->
            told.add("%s at %s %s".formatted(window.name(), variant, active)));
  }

  private boolean isSlow(String name) {
    try {
      return !proxy(name).toxics().getAll().isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Proxy proxy(String name) {
    try {
      return new ToxiproxyClient(toxiproxy.host(), toxiproxy.port()).getProxy(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
