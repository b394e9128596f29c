package dev.faceoff.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretValuesTest {
  @Test
  void valuesThatTextsAskForAreMaskedByTheirNames() {
    SecretValues secrets =
        SecretValues.of(
            List.of("Bearer ${TOKEN}", "{port}", "${MISSING}"),
            Map.of("TOKEN", "t0p$ecret.*", "OTHER", "unasked"));

    assertThat(secrets.masked("started with t0p$ecret.*, t0p$ecret.* and unasked"))
        .isEqualTo("started with ${TOKEN}, ${TOKEN} and unasked");
    assertThat(secrets.masked("t0p$ecretXX")).isEqualTo("t0p$ecretXX");
  }

  @Test
  void theLongerOfTwoValuesIsMaskedAsAWhole() {
    SecretValues secrets =
        SecretValues.of(
            List.of("${SHORT} ${LONG}"), Map.of("SHORT", "hush", "LONG", "hush-and-more"));

    assertThat(secrets.masked("hush-and-more, hush")).isEqualTo("${LONG}, ${SHORT}");
  }

  @Test
  void everyLineOfAValueIsASecret() {
    SecretValues secrets =
        SecretValues.of(List.of("${KEY}"), Map.of("KEY", "first line\nsecond line\n"));

    assertThat(secrets.masked("read second line")).isEqualTo("read ${KEY}");
  }

  @Test
  void aValueThatStandsInOtherWordsByChanceIsLeftAlone() {
    assertThat(SecretValues.of(List.of("${MODE}"), Map.of("MODE", "dev")).masked("no such device"))
        .isEqualTo("no such device");
    assertThat(SecretValues.of(List.of("plain"), Map.of()).masked("a text")).isEqualTo("a text");
  }

  @Test
  void whatAFileItselfSaysUnderTheNameOfASecretIsMaskedAsAWord() {
    SecretValues secrets =
        SecretValues.of(List.of(), Map.of())
            .and(Map.of("DB_PASSWORD", "postgres", "API_KEY", "k3y", "MODE", "local").entrySet());

    assertThat(secrets.masked("org.postgresql: refused postgres/postgres, local, k3y"))
        .isEqualTo("org.postgresql: refused ${DB_PASSWORD}/${DB_PASSWORD}, local, k3y");
  }

  @Test
  void aValueThatIsToldInTheOpenIsNoSecret() {
    SecretValues secrets =
        SecretValues.of(List.of(), Map.of())
            .and(Map.of("DB_PASSWORD", "postgres", "DB_USER", "postgres").entrySet());

    assertThat(secrets.masked("no role postgres")).isEqualTo("no role postgres");
  }

  @Test
  void aLineThatIsToldInTheOpenIsNoSecret() {
    SecretValues secrets =
        SecretValues.of(List.of(), Map.of())
            .and(
                Map.of("JWT_PRIVATE_KEY", "-- PEM --\nhush", "CHAIN", "-- PEM --\n  opened\n")
                    .entrySet());

    assertThat(secrets.masked("-- PEM -- hush")).isEqualTo("-- PEM -- ${JWT_PRIVATE_KEY}");
  }

  @Test
  void placesInAFileAreNoValues() {
    SecretValues secrets =
        SecretValues.of(List.of("${TOKEN}"), Map.of("TOKEN", "hush"))
            .and(Map.of("DB_PASSWORD", "{database.password}", "TOKEN", "${TOKEN}").entrySet());

    assertThat(secrets.masked("{database.password} ${TOKEN} hush"))
        .isEqualTo("{database.password} ${TOKEN} ${TOKEN}");
  }

  @Test
  void whatStandsWithinAValueIsMasked() {
    SecretValues secrets =
        SecretValues.of(List.of(), Map.of())
            .and(
                Map.of(
                        "DB_URL", "postgres://shop:hush@host/db",
                        "JAVA_OPTS", "-Xmx1g -Dapi.token=still -Dmode=local")
                    .entrySet());

    assertThat(secrets.masked("shop may not, by hush or still; local, 1g"))
        .isEqualTo("shop may not, by ${password} or ${api.token}; local, 1g");
  }

  @Test
  void thePasswordOfAnAddressThatIsItsUserAsWellIsNone() {
    SecretValues secrets =
        SecretValues.of(List.of(), Map.of())
            .and(Map.of("DB_URL", "postgres://postgres:postgres@host/db").entrySet());

    assertThat(secrets.masked("no role postgres")).isEqualTo("no role postgres");
  }

  @Test
  void eachValueOfANameIsMasked() {
    SecretValues values =
        SecretValues.of(List.of(), Map.of())
            .and(List.of(Map.entry("password", "first-one"), Map.entry("password", "other-one")));

    assertThat(values.masked("first-one, other-one")).isEqualTo("${password}, ${password}");
  }
}
