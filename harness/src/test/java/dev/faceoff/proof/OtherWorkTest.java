package dev.faceoff.proof;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux has /proc")
class OtherWorkTest {
  @Test
  void isAShareOfTheProcessorsTime() {
    OtherWork before = OtherWork.now().orElseThrow();
    long end = System.nanoTime() + 200_000_000;
    double sum = 0;
    while (System.nanoTime() < end) {
      sum += Math.sqrt(sum + 1);
    }

    assertThat(sum).isPositive();
    assertThat(OtherWork.now().orElseThrow().shareSince(before)).isBetween(0.0, 1.0);
  }
}
