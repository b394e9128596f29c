package dev.faceoff.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
  @Test
  void beatsAgainAndAgain() throws Exception {
    CountDownLatch beats = new CountDownLatch(3);

    try (Heartbeat heartbeat = Heartbeat.start(Duration.ofMillis(1), beats::countDown)) {
      assertThat(heartbeat).isNotNull();
      assertThat(beats.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void beatsOftenEnoughForAServersIdleLimit() {
    assertThat(Heartbeat.period(Duration.ZERO)).isEqualTo(Duration.ofSeconds(20));
    assertThat(Heartbeat.period(Duration.ofMinutes(5))).isEqualTo(Duration.ofSeconds(20));
    assertThat(Heartbeat.period(Duration.ofSeconds(3))).isEqualTo(Duration.ofSeconds(1));
  }
}
