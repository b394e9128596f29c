package dev.faceoff.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxyHopBenchmarkTest {
  @ParameterizedTest
  @CsvSource({"direct, true", "proxied, false"})
  void echoesTheMessageOnTheWayAskedFor(String way, boolean straight) throws IOException {
    ProxyHopBenchmark benchmark = new ProxyHopBenchmark();
    benchmark.way = way;
    benchmark.connect();
    try {
      assertThat(benchmark.echoed()).isEqualTo(benchmark.message);
      assertThat(benchmark.client.getPort() == benchmark.listening.getLocalPort())
          .isEqualTo(straight);
    } finally {
      benchmark.disconnect();
    }
  }
}
