package dev.faceoff.backend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProxyNamesTest {
  @Test
  void noTwoAreTheSame() {
    assertThat(ProxyNames.prefix()).isNotEqualTo(ProxyNames.prefix());
  }

  @Test
  void proxiesOfALivingRunAreNotLeft() {
    assertThat(ProxyNames.isLeft(ProxyNames.prefix() + "naive-redis")).isFalse();
  }

  @Test
  void proxiesOfAnEndedProcessAreLeft() throws Exception {
    assertThat(ProxyNames.isLeft(left())).isTrue();
  }

  @Test
  void proxiesOfAnotherMachineAreNotJudged() throws Exception {
    String elsewhere = left().replaceFirst("_[0-9a-f]{12}_", "_0123456789ab_");

    assertThat(ProxyNames.isLeft(elsewhere)).isFalse();
  }

  @Test
  void proxiesOfSomebodyAreNotJudged() {
    assertThat(ProxyNames.isLeft("naive-redis")).isFalse();
    assertThat(ProxyNames.isLeft("faceoff_1_2_3_4_naive-redis")).isFalse();
  }

  /** Name of a proxy of a run whose process has ended. */
  static String left() throws Exception {
    Process process = new ProcessBuilder("true").start();
    process.waitFor();
    return (ProxyNames.prefix() + "naive-redis")
        .replace("_" + ProcessHandle.current().pid() + "_", "_" + process.pid() + "_");
  }
}
