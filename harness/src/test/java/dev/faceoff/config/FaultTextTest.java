package dev.faceoff.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faceoff.model.Cut;
import dev.faceoff.model.FaultWindow;
import dev.faceoff.model.Toxic;
import dev.faceoff.model.ToxicType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultTextTest {
  private static final List<String> CONNECTIONS = List.of("database", "gateway");

  @Test
  void readsWhenWhatWhereAndHowLong() {
    assertThat(parse("at 4s: latency 30s on gateway, for 8s"))
        .isEqualTo(
            new FaultWindow(
                "trouble",
                toxic(ToxicType.LATENCY, Map.of("latency", 30_000L)),
                "gateway",
                Duration.ofSeconds(4),
                Duration.ofSeconds(8)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "at 1.5s: cut on database, for 250ms",
        "  at   1500ms :cut   on database ,for 0.25s ",
        "at 1500000us: cut on database, for 250000µs",
      })
  void timesHaveFractionsAndSpaceIsFree(String text) {
    assertThat(parse(text))
        .isEqualTo(
            new FaultWindow(
                "trouble", new Cut(), "database", Duration.ofMillis(1500), Duration.ofMillis(250)));
  }

  @Test
  void slowIsLatency() {
    assertThat(fault("slow 2s")).isEqualTo(fault("latency 2s"));
  }

  /** Attributes as {@code name=value}, in Toxiproxy's units. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "latency 30s jitter 100ms | LATENCY | latency=30000 jitter=100",
        "latency 0.5s | LATENCY | latency=500",
        "bandwidth 64KB/s | BANDWIDTH | rate=64",
        "bandwidth 1.5MB/s | BANDWIDTH | rate=1500",
        "bandwidth 0KB/s | BANDWIDTH | rate=0",
        "slow_close 700ms | SLOW_CLOSE | delay=700",
        "timeout 5s | TIMEOUT | timeout=5000",
        "timeout 0ms | TIMEOUT | timeout=0",
        "slicer 10B size_variation 4B delay 500us | SLICER | average_size=10 size_variation=4 delay=500",
        "slicer 1KB delay 2ms | SLICER | average_size=1000 delay=2000",
        "limit_data 2000B | LIMIT_DATA | bytes=2000",
        "limit_data 2KB | LIMIT_DATA | bytes=2000",
        "reset_peer 0ms | RESET_PEER | timeout=0",
      })
  void readsEveryToxicWithItsAttributes(String text, ToxicType type, String attributes) {
    Map<String, Long> expected = new java.util.HashMap<>();
    for (String attribute : attributes.split(" ")) {
      String[] parts = attribute.split("=");
      expected.put(parts[0], Long.valueOf(parts[1]));
    }

    assertThat(fault(text)).isEqualTo(toxic(type, expected));
  }

  @Test
  void directionAndToxicityStandAnywhereAfterTheValue() {
    Toxic expected =
        new Toxic(
            ToxicType.LATENCY,
            Toxic.Direction.UPSTREAM,
            Map.of("latency", 1000L, "jitter", 10L),
            0.5);

    assertThat(fault("latency 1s upstream toxicity 0.5 jitter 10ms")).isEqualTo(expected);
    assertThat(fault("latency 1s jitter 10ms toxicity 0.5 upstream")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "latncy 30s | unknown fault 'latncy'; did you mean 'latency'?",
        "noop 1s | unknown fault 'noop'; valid are cut, slow, latency, bandwidth, slow_close, timeout, slicer, limit_data, reset_peer",
        "latency | latency lacks its value, for example 'latency 30s'",
        "slow | slow lacks its value, for example 'slow 30s'",
        "bandwidth | bandwidth lacks its value, for example 'bandwidth 64KB/s'",
        "latency 30 | latency is given in us, µs, ms, s, such as 30s, but is '30'",
        "latency 30 s | latency is given in us, µs, ms, s, such as 30s, but is '30'",
        "latency 30m | latency is given in us, µs, ms, s, such as 30s, but is '30m'",
        "latency 64KB/s | latency is given in us, µs, ms, s, such as 30s, but is '64KB/s'",
        "latency -3s | latency is a number with its unit, such as 30s, but is '-3s'",
        "latency long | latency is a number with its unit, such as 30s, but is 'long'",
        "latency 0.5ms | latency must be a whole number of ms, but is 0.5ms",
        "latency 99999999999999999999s | latency must be a whole number of ms, but is 99999999999999999999s",
        "latency 30s jitter | latency lacks the value of 'jitter'",
        "latency 30s jiter 5ms | latency has no 'jiter'; did you mean 'jitter'?",
        "latency 30s rate 5ms | latency has no 'rate'; valid are upstream, toxicity, jitter",
        "latency 30s jitter 5B | jitter is given in us, µs, ms, s, such as 30s, but is '5B'",
        "latency 30s jitter 5ms jitter 6ms | latency is given 'jitter' a second time",
        "latency 30s latency 5ms | latency is given 'latency' a second time",
        "latency 30s upstream upstream | latency is given 'upstream' a second time",
        "latency 30s toxicity 0 | toxicity is a share of connections, above 0 and at most 1, but is '0'",
        "latency 30s toxicity 50% | toxicity is a share of connections, above 0 and at most 1, but is '50%'",
        "bandwidth 64KB | bandwidth is given in KB/s, MB/s, such as 64KB/s, but is '64KB'",
        "bandwidth 0.5KB/s | bandwidth must be a whole number of KB/s, but is 0.5KB/s",
        "limit_data 2000 | limit_data is given in B, KB, MB, such as 2000B, but is '2000'",
        "slicer 0B | slices are at least 1B and vary by less than their size, but are 0B and vary by 0B",
        "slicer 4B size_variation 4B | slices are at least 1B and vary by less than their size, but are 4B and vary by 4B",
        "slicer 10B delay 1.5us | delay must be a whole number of µs, but is 1.5us",
        "cut upstream | a cut is the same for all connections: 'upstream' means nothing to it",
      })
  void saysWhatIsWrongWithAFault(String fault, String message) {
    assertThatThrownBy(() -> fault(fault))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "at 4s: cut on gatway, for 5s | unknown connection 'gatway'; did you mean 'gateway'?",
        "at 4s: cut on redis, for 5s | unknown connection 'redis'; valid are database, gateway",
        "at 4: cut on gateway, for 5s | the offset of a fault is given in us, µs, ms, s, such as 4s, but is '4'",
        "at soon: cut on gateway, for 5s | the offset of a fault is a number with its unit, such as 4s, but is 'soon'",
        "at 4s: cut on gateway, for ever | the length of a fault is a number with its unit, such as 4s, but is 'ever'",
        "at 4s: cut on gateway, for 0s | a fault must last longer than 0s",
      })
  void saysWhatIsWrongWithAWindow(String text, String message) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "cut",
        "cut on gateway",
        "at 4s cut on gateway, for 5s",
        "at 4s: cut on gateway for 5s",
        "at 4s: on gateway, for 5s",
        "at 4s: cut, for 5s",
        "at 4s: cut on gateway, for 5 s",
      })
  void saysWhatAFaultLooksLike(String text) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "'%s' is no fault; write 'at OFFSET: FAULT on CONNECTION, for LENGTH', for example 'at 4s: latency 30s on gateway, for 8s'"
                .formatted(text));
  }

  @Test
  void saysWhenThereIsNothingToCut() {
    assertThatThrownBy(() -> FaultText.parse("down", "at 1s: cut on gateway, for 5s", Set.of()))
        .hasMessage(
            "unknown connection 'gateway'; the scenario declares no database, redis or services");
  }

  private static FaultWindow parse(String text) {
    return FaultText.parse("trouble", text, CONNECTIONS);
  }

  private static dev.faceoff.model.Fault fault(String text) {
    return parse("at 0s: " + text + " on gateway, for 1s").fault();
  }

  private static Toxic toxic(ToxicType type, Map<String, Long> attributes) {
    return new Toxic(type, Toxic.Direction.DOWNSTREAM, attributes, 1);
  }
}
