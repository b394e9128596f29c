package dev.faceoff.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
}
