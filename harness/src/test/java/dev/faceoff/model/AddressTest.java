package dev.faceoff.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1", "127.1.2.3", "::1", "[::1]"})
  void thisMachineIsNamedInSeveralWays(String host) {
    assertThat(Address.isLoopback(host)).isTrue();
  }

  /** Whoever owns the domain says where its names lead. */
  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1.example.com", "127.example", "localhost.example", "10.0.0.7"})
  void aNameThatOnlyBeginsLikeItIsAnotherMachine(String host) {
    assertThat(Address.isLoopback(host)).isFalse();
  }
}
