package dev.faceoff.run;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.Scenario;
import dev.faceoff.scenarios.declared.DeclaredJourney;
import dev.faceoff.scenarios.declared.DeclaredRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
  private final Scenario scenario =
      PartFixture.scenario(
          Path.of("folder"), requests("Bearer ${TOKEN}", "${KEY}"), Path.of("users.jar"));

  @ParameterizedTest
  @ValueSource(strings = {"hush\n", "hush\r", "hu\tsh"})
  void refusesWhatNoHeaderCanCarryAndDoesNotShowIt(String secret) {
    assertThatThrownBy(() -> Secrets.requireSendable(scenario, Map.of("TOKEN", secret)))
        .isInstanceOf(FaceoffException.class)
        .hasMessageStartingWith("the environment variable TOKEN holds a control character")
        .hasMessageNotContaining("hu")
        .hasMessageNotContaining("\n");
  }

  @Test
  void doesNotMindWhatNoRequestAsksFor() {
    assertThatCode(
            () -> Secrets.requireSendable(scenario, Map.of("TOKEN", "hush", "OTHER", "two\nlines")))
        .doesNotThrowAnyException();
  }

  @Test
  void aBodyCanCarryLines() {
    assertThatCode(
            () -> Secrets.requireSendable(scenario, Map.of("TOKEN", "hush", "KEY", "two\nlines")))
        .doesNotThrowAnyException();
  }

  private static String requests(String authorization, String body) {
    DeclaredRequest list =
        new DeclaredRequest(
            "list",
            "GET",
            "/items",
            Map.of("Authorization", authorization),
            body,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            0,
            0);
    return new DeclaredJourney(List.of(list)).text();
  }
}
