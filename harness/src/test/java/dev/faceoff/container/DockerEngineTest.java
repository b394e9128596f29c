package dev.faceoff.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DockerEngineTest {
  private final Map<String, String> labels = new HashMap<>(DockerEngine.labels("abc"));

  @Test
  void whatALivingProcessMadeIsNotLeft() {
    assertThat(DockerEngine.isLeft(labels)).isFalse();
  }

  @Test
  void whatAnEndedProcessMadeIsLeft() throws Exception {
    Process process = new ProcessBuilder("true").start();
    process.waitFor();
    labels.put("dev.faceoff.process", String.valueOf(process.pid()));

    assertThat(DockerEngine.isLeft(labels)).isTrue();
  }

  @Test
  void aLaterProcessOfTheSameIdIsAnotherOne() {
    long started = Long.parseLong(labels.get("dev.faceoff.started"));
    labels.put("dev.faceoff.started", String.valueOf(started - 3600));

    assertThat(DockerEngine.isLeft(labels)).isTrue();
  }

  @Test
  void whatAnotherMachineMadeIsNotJudged() {
    labels.put("dev.faceoff.process", "1");
    labels.put("dev.faceoff.started", "1");
    labels.put("dev.faceoff.host", "another machine");

    assertThat(DockerEngine.isLeft(labels)).isFalse();
  }

  @Test
  void whatBearsOtherLabelsIsNotJudged() {
    assertThat(DockerEngine.isLeft(Map.of("dev.faceoff.run", "abc"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "shop, shop:latest",
    "acme/shop:1.4.2, acme/shop:1.4.2",
    "localhost:5000/shop, localhost:5000/shop:latest",
    "localhost:5000/shop:1, localhost:5000/shop:1",
    "shop@sha256:0a, shop@sha256:0a",
  })
  void anImageIsPulledInOneVersionOnly(String name, String pulled) {
    assertThat(DockerEngine.withTag(name)).isEqualTo(pulled);
  }

  @Test
  void aFailureIsOneLine() {
    assertThat(
            DockerEngine.oneLine(
                new IllegalStateException(
                    new IOException(
                        "Status 400: {\"message\":\"exec: \\\"x\\\": not\\nfound\"}\n"))))
        .isEqualTo("exec: \"x\": not found");
    assertThat(DockerEngine.oneLine(new IOException("broken\n  pipe"))).isEqualTo("broken pipe");
    assertThat(DockerEngine.oneLine(new IOException())).isEqualTo("java.io.IOException");
  }
}
