package dev.faceoff.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretNamesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization",
        "proxy-authorization",
        "X-Api-Key",
        "api-key",
        "apikey",
        "X-Auth-Token",
        "PRIVATE-TOKEN",
        "JSESSIONID",
        "PHPSESSID",
        "session_id",
        "connect.sid",
        "SPRING_DATASOURCE_PASSWORD",
        "REDIS_PASSWD",
        "CLIENT_SECRET",
        "STRIPE_API_KEY",
        "JWT_PRIVATE_KEY"
      })
  void secretsAreKnownByTheirNames(String name) {
    assertThat(SecretNames.isSecret(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Accept",
        "Cookie",
        "Idempotency-Key",
        "X-Author",
        "X-Inside",
        "lang",
        "TOKEN_TTL",
        "SESSION_TIMEOUT",
        "DATABASE_USER",
        "PRIVATE_KEY_PATH"
      })
  void othersAreNone(String name) {
    assertThat(SecretNames.isSecret(name)).isFalse();
  }
}
