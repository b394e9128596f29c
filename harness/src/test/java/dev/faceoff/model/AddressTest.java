package dev.faceoff.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LocalHost",
        "127.0.0.1",
        "127.1.2.3",
        "127.255.255.254",
        "::1",
        "[::1]",
        "0:0:0:0:0:0:0:1",
        "0000:0000:0000:0000:0000:0000:0000:0001",
        "[::ffff:127.0.0.1]"
      })
  void thisMachineIsNamedInSeveralWays(String host) {
    assertThat(Address.isLoopback(host)).isTrue();
  }

  /** Whoever owns the domain says where its names lead. */
  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1.example.com", "127.example", "localhost.example", "10.0.0.7"})
  void aNameThatOnlyBeginsLikeItIsAnotherMachine(String host) {
    assertThat(Address.isLoopback(host)).isFalse();
  }

  /** They would be looked up, and may lead anywhere; so would a name that leads here today. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.999.0.1",
        "127.0.1",
        "0177.0.0.1",
        "shop.localhost",
        "ip6-localhost",
        "x::1",
        "::1::",
        "::2",
        "[::1",
        "[]",
        "1:",
        "::ffff:10.0.0.7",
        "0.0.0.0",
        "::",
        "",
      })
  void noOtherSpellingIsThisMachine(String host) {
    assertThat(Address.isLoopback(host)).isFalse();
  }
}
