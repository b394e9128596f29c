package dev.faceoff.apps.blockinggateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GuardBenchmarkTest {
  @Test
  void bothWaysMakeTheCallOnce() {
    GuardBenchmark benchmark = new GuardBenchmark();

    assertThat(benchmark.direct()).isEqualTo(1);
    assertThat(benchmark.guarded()).isEqualTo(2);
    assertThat(benchmark.direct()).isEqualTo(3);
  }
}
