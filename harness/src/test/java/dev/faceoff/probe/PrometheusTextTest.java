package dev.faceoff.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class PrometheusTextTest {
  private static final String TEXT =
      """
      # HELP hikaricp_connections_acquire_seconds Connection acquire time
      # TYPE hikaricp_connections_acquire_seconds summary
      hikaricp_connections_acquire_seconds_count{pool="HikariPool-1"} 42
      hikaricp_connections_acquire_seconds_sum{pool="HikariPool-1"} 0.5
      hikaricp_connections_acquire_seconds_sum{pool="other } \\" {",x="y"} 1.5E-1 1700000000000

      jvm_info{version="17"} 1.0
      http_max NaN
      http_bucket{le="+Inf"} +Inf
      """;

  @Test
  void addsUpAMetricOverItsLabels() {
    assertThat(sum(TEXT, "hikaricp_connections_acquire_seconds_sum")).hasValue(0.65);
    assertThat(sum(TEXT, "hikaricp_connections_acquire_seconds_count")).hasValue(42);
  }

  @Test
  void metricThatIsNotThereIsEmpty() {
    assertThat(sum(TEXT, "hikaricp_connections")).isEmpty();
    assertThat(sum("", "up")).isEmpty();
  }

  @Test
  void otherFormatsAreRefused() {
    assertThatThrownBy(() -> sum("<html>", "up"))
        .isInstanceOf(ProbeFailedException.class)
        .hasMessageContaining("<html>");
    assertThatThrownBy(() -> sum("up one", "up")).isInstanceOf(ProbeFailedException.class);
  }

  private static OptionalDouble sum(String text, String name) {
    return new PrometheusText(text).sum(name);
  }
}
