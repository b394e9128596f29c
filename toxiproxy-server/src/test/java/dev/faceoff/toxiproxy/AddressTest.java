package dev.faceoff.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressTest {
  @ParameterizedTest
  @CsvSource({
    "localhost:80, localhost, 80",
    "127.0.0.1:0, 127.0.0.1, 0",
    "[::1]:65535, ::1, 65535",
    "127.0.0.1:, 127.0.0.1, 0"
  })
  void readsHostAndPort(String text, String host, int port) throws Exception {
    assertThat(Address.parse(text)).isEqualTo(new Address(host, port));
  }

  @Test
  void takesNothingForAnyPortOfLoopback() throws Exception {
    assertThat(Address.text(Address.parse("").toListenOn())).isEqualTo("127.0.0.1:0");
    assertThat(Address.text(Address.parse(":7").toListenOn())).isEqualTo("127.0.0.1:7");
    assertThat(Address.text(Address.parse("[::1]:7").toListenOn())).isEqualTo("[::1]:7");
  }

  /** Expected texts: asked of Toxiproxy 2.12.0. */
  @ParameterizedTest
  @CsvSource({
    "nonsense, address nonsense: missing port in address",
    "[::1], address [::1]: missing port in address",
    "a:b:c, address a:b:c: too many colons in address",
    "a:99999, address 99999: invalid port",
    "a:abc, lookup tcp/abc: unknown port"
  })
  void saysWhatIsWrong(String text, String message) {
    assertThatThrownBy(() -> Address.parse(text)).hasMessage(message);
  }
}
