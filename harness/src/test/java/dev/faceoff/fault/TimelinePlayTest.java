package dev.faceoff.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faceoff.model.Cut;
import dev.faceoff.model.Fault;
import dev.faceoff.model.FaultTimeline;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TimelinePlayTest {
  private static final Fault SLOW =
      new Toxic(ToxicType.LATENCY, Toxic.Direction.DOWNSTREAM, Map.of("latency", 30_000L), 1);

  private ToxiproxyServer toxiproxy;
  private Map<String, FaultProxy> proxies;

  @BeforeEach
  void start() {
    toxiproxy = ToxiproxyServer.start();
    proxies = Map.of("gateway", open("gateway"), "database", open("database"));
  }

  @AfterEach
  void stop() {
    toxiproxy.close();
  }

  @Test
  void faultsComeAndGoInOrderAndNotBeforeTheyAreDue() throws Exception {
    FaultTimeline timeline =
        timeline(
            window("slow", SLOW, "gateway", Duration.ofMillis(20), Duration.ofMillis(80)),
            window("down", new Cut(), "database", Duration.ofMillis(100), Duration.ofMillis(50)));
    long start = System.nanoTime();

    try (TimelinePlay play = TimelinePlay.start(timeline, proxies, start)) {
      List<FaultInstant> instants = play.await();

      assertThat(instants).extracting(FaultInstant::window).containsExactly("slow", "down");
      for (int i = 0; i < 2; i++) {
        FaultWindow planned = timeline.windows().get(i);
        FaultInstant real = instants.get(i);
        assertThat(real.appliedNanoTime() - start).isGreaterThanOrEqualTo(planned.at().toNanos());
        assertThat(real.removedNanoTime() - start).isGreaterThanOrEqualTo(planned.end().toNanos());
        assertThat(real.removedNanoTime()).isGreaterThan(real.appliedNanoTime());
      }
      assertThat(play.soFar()).isEqualTo(instants);
      assertThat(isSlow("gateway")).isFalse();
      assertThat(proxy("database").isEnabled()).isTrue();
    }
  }

  @Test
  void closingRemovesWhatIsOnAtOnceAndAppliesNothingMore() throws Exception {
    FaultTimeline timeline =
        timeline(
            window("slow", SLOW, "gateway", Duration.ZERO, Duration.ofMinutes(30)),
            window("down", new Cut(), "database", Duration.ofMinutes(40), Duration.ofMinutes(1)));
    TimelinePlay play = TimelinePlay.start(timeline, proxies, System.nanoTime());
    Eventually.holds("the fault is on", () -> isSlow("gateway"));
    assertThat(play.soFar()).isEmpty();

    play.close();

    assertThat(isSlow("gateway")).isFalse();
    assertThat(proxy("database").isEnabled()).isTrue();
    assertThat(play.await()).extracting(FaultInstant::window).containsExactly("slow");
  }

  @Test
  void closingBeforeTheFirstFaultAppliesNone() throws Exception {
    FaultTimeline timeline =
        timeline(window("slow", SLOW, "gateway", Duration.ofMinutes(10), Duration.ofMinutes(1)));
    TimelinePlay play = TimelinePlay.start(timeline, proxies, System.nanoTime());

    play.close();

    assertThat(play.await()).isEmpty();
    assertThat(isSlow("gateway")).isFalse();
  }

  @Test
  void tellsWhatFailed() {
    toxiproxy.close();
    FaultTimeline timeline =
        timeline(window("slow", SLOW, "gateway", Duration.ZERO, Duration.ofMinutes(1)));

    try (TimelinePlay play = TimelinePlay.start(timeline, proxies, System.nanoTime())) {
      assertThatThrownBy(play::await)
          .isInstanceOf(FaultFailedException.class)
          .hasMessageStartingWith("cannot put latency 30 s on proxy gateway: ");
    }
  }

  @Test
  void refusesATimelineWithoutAProxyForIt() {
    FaultTimeline timeline =
        timeline(window("slow", SLOW, "redis", Duration.ZERO, Duration.ofMinutes(1)));

    assertThatThrownBy(() -> TimelinePlay.start(timeline, proxies, System.nanoTime()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("latency 30 s on redis needs a proxy");
  }

  private static FaultTimeline timeline(FaultWindow... windows) {
    return new FaultTimeline(Duration.ofHours(1), List.of(windows));
  }

  private static FaultWindow window(
      String name, Fault fault, String connection, Duration at, Duration length) {
    return new FaultWindow(name, fault, connection, at, length);
  }

  private FaultProxy open(String name) {
    return FaultProxy.open(
        new ProxyPlace(toxiproxy.uri(), "", "127.0.0.1:0", "127.0.0.1:1", Optional.empty()), name);
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
