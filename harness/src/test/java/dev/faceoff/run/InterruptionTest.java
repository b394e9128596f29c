package dev.faceoff.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InterruptionTest {
  private final Interruption interruption = new Interruption();
  private final AtomicInteger stops = new AtomicInteger();

  @AfterEach
  void forgetInterrupt() {
    boolean unused = Thread.interrupted();
  }

  @Test
  void isNotRequestedOfItself() {
    interruption.watch(Thread.currentThread());
    interruption.duringLoad(stops::incrementAndGet);
    interruption.afterLoad();

    assertThat(interruption.requested()).isFalse();
    assertThat(stops).hasValue(0);
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void outsideOfLoadBreaksOffWaiting() {
    interruption.watch(Thread.currentThread());

    interruption.request();

    assertThat(interruption.requested()).isTrue();
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void underLoadStopsTheLoadAndLeavesTheThreadToCollect() {
    interruption.watch(Thread.currentThread());
    interruption.duringLoad(stops::incrementAndGet);

    interruption.request();

    assertThat(stops).hasValue(1);
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void onceLoadIsOverBreaksOffWaitingAgain() {
    interruption.watch(Thread.currentThread());
    interruption.duringLoad(stops::incrementAndGet);
    interruption.afterLoad();

    interruption.request();

    assertThat(stops).hasValue(0);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void loadThatBeginsAfterwardsIsStoppedAtOnce() {
    interruption.request();

    interruption.duringLoad(stops::incrementAndGet);

    assertThat(stops).hasValue(1);
  }
}
